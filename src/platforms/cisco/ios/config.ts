import {cli, type CliAsk} from '../../../model/ask.ts';
import type {Parsed, Reading} from '../../../model/probe.ts';
import type {Answers} from '../../../model/probe.ts';
import {has} from '../../config/indented.ts';
import {fromConfig, type CiscoConfig, type ConfigSigns} from '../config.ts';

export const running = cli('show running-config', {privilege: 'root', seconds: 90, limit: 4_194_304});

export const iosSigns: ConfigSigns = {
  command: running.id,
  begin: /^version \d/m,
  end: /^end\s*$/m,
  parts: [/^interface \S/m, /^line con 0/m],
};

export function fromRunning<T>(
  parse: (config: CiscoConfig, answers: Answers) => Parsed<T>,
  more: readonly CliAsk[] = [],
): Reading<T> {
  return fromConfig(iosSigns, [running, ...more], parse);
}

/** Whether an interface of the device speaks IPv6. */
export function speaksIpv6({nodes}: CiscoConfig): boolean {
  return nodes.some(({text, children}) => /^interface /.test(text) && has(children, /^ipv6 (?:address|enable)\b/));
}

/** The version of the syntax, from `version 15.2`; 0 where it is not known. */
export function syntaxVersion({nodes}: CiscoConfig): number {
  const found = nodes.map(({text}) => /^version (\d{1,2}\.\d{1,2})/.exec(text)?.[1]).find((each) => each !== undefined);
  return Number(found ?? 0);
}
