import {cli, type CliAsk} from '../../../model/ask.ts';
import type {DeviceBanner} from '../../../model/device/index.ts';
import type {Answers, Parsed, Reading} from '../../../model/probe.ts';
import {matching} from '../../config/indented.ts';
import {fromConfig, told, type CiscoConfig, type ConfigSigns} from '../config.ts';

/** It hides readable keys by itself (`*****`). */
export const running = cli('show running-config', {privilege: 'root', seconds: 90, limit: 4_194_304});

export const asaSigns: ConfigSigns = {
  command: running.id,
  // The system that holds contexts has none of their settings.
  begin: /^ASA Version \d(?![^\n]{0,40}<system>)/m,
  end: /^: end\s*$/m,
  parts: [/^interface \S/m],
  banners: 'lines',
};

export function fromRunning<T>(
  parse: (config: CiscoConfig, answers: Answers) => Parsed<T>,
  more: readonly CliAsk[] = [],
): Reading<T> {
  return fromConfig(asaSigns, [running, ...more], parse);
}

/** One line of a banner a line: `banner login …`. */
export function readBanners(config: CiscoConfig): Parsed<DeviceBanner> {
  const kinds = ['login', 'motd', 'exec'] as const;
  const banners = kinds.flatMap((kind) => {
    const lines = matching(config.nodes, new RegExp(`^banner ${kind} ?(.*)$`)).map(({match}) => match[1] ?? '');
    return lines.length === 0 ? [] : [{kind, text: lines.join('\n').trim()}];
  });
  return told(config, {banners});
}
