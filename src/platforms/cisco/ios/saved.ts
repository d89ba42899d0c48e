import type {DeviceConfig} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readStamp} from '../stamp.ts';

/** Lines that change by themselves. */
export const iosVolatile: readonly RegExp[] = [
  /^! Last configuration change at /,
  /^! NVRAM config last updated at /,
  /^! No configuration change since last restart/,
  /^Current configuration\s*:/,
  /^Building configuration/,
  /^ntp clock-period /,
];

/** The head of the configuration tells when it was changed and when it was saved, both in the device's own time. */
function saved(lines: readonly string[]): boolean | null {
  const find = (start: string): string | undefined => lines.find((line) => line.startsWith(start));
  if (find('! No configuration change since last restart') !== undefined) return true;
  const changed = readStamp(find('! Last configuration change at ') ?? '');
  const written = readStamp(find('! NVRAM config last updated at ') ?? '');
  if (changed === null || written === null || changed.zone !== written.zone) return null;
  return written.at >= changed.at;
}

export function readSaved(config: CiscoConfig): Parsed<DeviceConfig> {
  const kept = config.lines.filter((line) => line.trim() !== '' && !iosVolatile.some((pattern) => pattern.test(line)));
  return told(config, {saved: saved(config.lines), lines: kept});
}
