import {cli} from '../../model/ask.ts';
import type {Device, DeviceConfig, DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Parsed, type Reading} from '../../model/probe.ts';
import {zonedClock} from '../text/clock.ts';
import {orNull} from '../text/or-null.ts';
import {distinct} from '../text/order.ts';
import {ofConfig} from './config.ts';

export const version = cli('show version');
export const hardware = cli('show chassis hardware');
export const uptime = cli('show system uptime');

const release = String.raw`\d{1,3}\.\d{1,3}[A-Z][A-Za-z0-9.-]{0,40}`;
const versionLine = new RegExp(String.raw`^Junos: (${release})\s*$`, 'm');
const packageLine = new RegExp(
  String.raw`^JUNOS (?:Software Release|Base OS boot|EX  ?Software Suite|OS Software Suite|Packet Forwarding Engine Support|Web Management)[^\n[]{0,60}\[(${release})\]`,
  'm',
);

const duration = /\((?:(\d{1,4})w)?(\d{1,3})d (\d{1,2}):(\d{2})(?::(\d{2}))? ago\)|\((\d{1,2}):(\d{2}):(\d{2}) ago\)/;

function uptimeSeconds(answers: Answers): number | null {
  const line = /^System booted: [^\n]{1,120}$/m.exec(answers.command(uptime.id).text)?.[0] ?? '';
  const found = duration.exec(line);
  if (found === null) return null;
  const [weeks, days, hours, minutes, seconds, h, m, s] = found
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return (
    (weeks ?? 0) * 604_800 +
    (days ?? 0) * 86_400 +
    ((hours ?? 0) + (h ?? 0)) * 3600 +
    ((minutes ?? 0) + (m ?? 0)) * 60 +
    (seconds ?? 0) +
    (s ?? 0)
  );
}

/** Serial numbers of the chassis and of the members of a virtual chassis, which are its FPCs. */
export function readSerials(text: string): string[] {
  const lines = text.split('\n').filter((line) => /^(?:Chassis|FPC \d)/.test(line));
  const found = lines.flatMap(
    (line) => /^Chassis {1,40}(?<serial>[A-Z0-9]{4,20})(?:\s|$)/i.exec(line)?.groups?.['serial'] ?? [],
  );
  return distinct(found).sort();
}

const osName = (told: string): string => (/-evo$/i.test(told) ? 'Junos OS Evolved' : 'Junos OS');

/** `Hostname:`, `Model:`, `Junos:`, once for each member; older systems tell the version by their packages. */
function deviceByCli(answers: Answers): Parsed<Device> {
  const {text} = answers.command(version.id);
  const model = /^Model: (\S{1,60})\s*$/m.exec(text)?.[1];
  const told = versionLine.exec(text)?.[1] ?? packageLine.exec(text)?.[1] ?? null;
  if (model === undefined || !/^JUNOS |^Junos: /m.test(text)) throw new Gap('unsupported', 'show version: no model');
  const device: Device = {
    vendor: 'Juniper',
    os: 'junos',
    osName: osName(told ?? ''),
    version: told,
    model,
    serials: orNull(() => readSerials(answers.command(hardware.id).text)) ?? [],
    hostname: /^Hostname: (\S{1,255})\s*$/m.exec(text)?.[1] ?? null,
    uptimeSeconds: orNull(() => uptimeSeconds(answers)),
  };
  const known = device.serials.length > 0 && device.uptimeSeconds !== null;
  return known ? whole(device) : partial(device, 'unsupported');
}

/** Without an answer of the command line, the agent tells what it is: `src/platforms/snmp/system.ts`. */
export const deviceReading: Reading<Device> = {ask: [version, hardware, uptime], parse: deviceByCli};

/** Abbreviations that mean one zone only. */
const zones: Readonly<Record<string, number>> = {JST: 9, UTC: 0};

/** `Current time: 2021-08-31 08:48:11 JST` */
export const clockReading: Reading<DeviceFacts['clock']> = {
  ask: [uptime],
  parse(answers) {
    const {text} = answers.command(uptime.id);
    const [, day = '', time = '', zone = ''] =
      /^Current time: (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ([A-Z]{3,5})\s*$/m.exec(text) ?? [];
    const hours = Object.hasOwn(zones, zone) ? zones[zone] : undefined;
    const local = Date.parse(`${day}T${time}Z`);
    if (hours === undefined || Number.isNaN(local)) throw new Gap('unsupported', 'time or time zone not understood');
    return whole(zonedClock(answers, uptime.id, local, {hours, name: zone}));
  },
};

/** What runs is what was committed, and that is kept: Junos CLI user guide, commit. */
export const configReading: Reading<DeviceConfig> = ofConfig((_tree, {lines}) =>
  whole({saved: true, lines: [...lines]}),
);
