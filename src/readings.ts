import {siteId} from './model/asset.ts';
import type {DeviceFacts} from './model/device/index.ts';
import type {DeviceReadings} from './model/platform.ts';
import type {Probe, Reading} from './model/probe.ts';
import {platforms} from './platforms/index.ts';
import {standardReadings} from './platforms/snmp/index.ts';

const byId = new Map(platforms.map((platform) => [platform.id, platform]));

function ofFact(readings: DeviceReadings, fact: string): readonly Reading[] {
  const reading = Object.hasOwn(readings, fact) ? readings[fact as keyof DeviceFacts] : undefined;
  return reading === undefined ? [] : [reading];
}

/** Every way to read a fact of a platform: the probe's own, from stored texts, the platform's, what every SNMP agent tells alike, then from outside. */
export function readingsOf(probe: Probe, platformId: string): readonly Reading[] {
  if ((probe.scope === 'site') !== (platformId === siteId)) return [];
  const asked = probe.ask[platformId];
  const own: Reading[] =
    asked === undefined ? [] : [{ask: asked, parse: (answers) => probe.parse(answers, platformId)}];
  const stored = probe.stored?.[platformId];
  if (stored !== undefined) own.push({ask: [], parse: stored});
  const platform = byId.get(platformId);
  const outside: Reading[] = probe.outside === undefined ? [] : [{ask: [], parse: probe.outside.parse}];
  if (platform === undefined) return [...own, ...outside];
  const standard = platform.via.includes('snmp') ? standardReadings.flatMap((each) => ofFact(each, probe.fact)) : [];
  return [...own, ...ofFact(platform.readings ?? {}, probe.fact), ...standard, ...outside];
}

/** Whether assets of a platform are asked through a shell, and by SNMP only where there is no way in. */
export function asksShell(platformId: string): boolean {
  const platform = byId.get(platformId);
  return platform?.shell !== undefined;
}
