import {portsOf} from '../../model/port-list.ts';

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

/** The scan of `connectPorts`; null: the text is no such scan. */
export function readConnectScan(text: string): PortScan | null {
  const lines = text.split('\n');
  if (lines[0] !== 'mizumori connect') return null;
  const at = (word: string): string =>
    lines.find((line) => line === word || line.startsWith(`${word} `))?.slice(word.length + 1) ?? '';
  const filtered = [...portsOf(at('filtered')), ...portsOf(at('unreachable'))].sort((a, b) => a - b);
  return {tool: 'mizumori', scanned: at('scanned'), open: portsOf(at('open')), filtered, complete: true};
}
