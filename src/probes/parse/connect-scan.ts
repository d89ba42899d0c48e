import {portsOf, readPorts} from '../../model/port-list.ts';

/** What connections from outside showed of the TCP ports of an address. Ports that are neither open nor filtered are closed. */
export interface PortScan {
  /** Program that connected: `nmap 7.93`, `mizumori`. */
  readonly tool: string;
  /** `1-1024,8080`. */
  readonly scanned: string;
  readonly open: readonly number[];
  /** No answer came, or another than from the host itself. */
  readonly filtered: readonly number[];
  /** False where what became of some ports is not known. */
  readonly complete: boolean;
}

/** Whether the host answered at one port at least, be it by refusing; where some are not known, only an open one tells. */
export function isAnswered({scanned, open, filtered, complete}: PortScan): boolean {
  return open.length > 0 || (complete && filtered.length < portsOf(scanned).length);
}

const form = /^mizumori connect\nscanned ?(.*)\nopen ?(.*)\nfiltered ?(.*)\nunreachable ?(.*)$/;

/** The scan of `connectPorts`; null: the text is no whole scan of it. */
export function readConnectScan(text: string): PortScan | null {
  const lists = form.exec(text)?.slice(1) ?? [];
  if (lists.length === 0 || lists.some((list) => readPorts(list) === null)) return null;
  const [scanned = '', open = '', filtered = '', unreachable = ''] = lists;
  const silent = [...portsOf(filtered), ...portsOf(unreachable)].sort((a, b) => a - b);
  return {tool: 'mizumori', scanned, open: portsOf(open), filtered: silent, complete: true};
}
