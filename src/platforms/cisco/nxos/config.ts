import {cli, type CliAsk} from '../../../model/ask.ts';
import type {Answers, Parsed, Reading} from '../../../model/probe.ts';
import {fromConfig, type CiscoConfig, type ConfigSigns} from '../config.ts';

export const running = cli('show running-config', {seconds: 90, limit: 4_194_304});

export const nxosSigns: ConfigSigns = {
  command: running.id,
  begin: /^(?:!Command: show running-config|version \d)/m,
  end: null,
  parts: [/^interface \S/m, /^username \S/m],
};

export function fromRunning<T>(
  parse: (config: CiscoConfig, answers: Answers) => Parsed<T>,
  more: readonly CliAsk[] = [],
): Reading<T> {
  return fromConfig(nxosSigns, [running, ...more], parse);
}
