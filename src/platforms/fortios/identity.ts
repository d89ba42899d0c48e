import {cli} from '../../model/ask.ts';
import type {Device, DeviceConfig, DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Answers, type Parsed, type Reading} from '../../model/probe.ts';
import {settingOf} from '../config/edit-tree.ts';
import {readAsctime} from '../text/asctime.ts';
import {zonedClock} from '../text/clock.ts';
import {configOf, ofConfig, show} from './config.ts';
import * as caution from '../text/caution.ts';

export const status = cli('get system status');

/** The values of `get system status` by their names. */
function statusOf(answers: Answers): ReadonlyMap<string, string> {
  const lines = answers.command(status.id).text.split('\n');
  const pairs = lines.flatMap((line) => {
    const [, name, value] = /^\s*([A-Za-z][A-Za-z0-9 /-]{0,60}):\s*(\S.*)?$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, (value ?? '').trim()] as const];
  });
  return new Map(pairs);
}

const versionForm = /^(?<model>Forti\S{1,60}) v(?<version>\d{1,3}(?:\.\d{1,3}){1,3}),build(?<build>\d{1,6})/;

/** `Version: FortiGate-60F v7.2.8,build1639,240313 (GA.M)` and the lines below it. */
function deviceByCli(answers: Answers): Parsed<Device> {
  const values = statusOf(answers);
  const found = versionForm.exec(values.get('Version') ?? '')?.groups;
  if (found === undefined) throw new Gap('unsupported', 'get system status: no version');
  const serial = values.get('Serial-Number');
  return whole({
    vendor: 'Fortinet',
    os: 'fortios',
    osName: 'FortiOS',
    version: found['version'] ?? null,
    model: found['model'] ?? null,
    serials: serial === undefined || serial === '' ? [] : [serial],
    hostname: values.get('Hostname') ?? null,
    uptimeSeconds: null,
  });
}

/** Without an answer of the command line, the agent tells what it is: `src/platforms/snmp/system.ts`. */
export const deviceReading: Reading<Device> = {ask: [status], parse: deviceByCli};

/** Offsets of zones without summer time, by number (to 7.2) and by name: FortiOS CLI reference, `config system global`, `timezone`. */
const offsets: Readonly<Record<string, {hours: number; name: string}>> = {
  '60': {hours: 9, name: 'Asia/Tokyo'},
  'Asia/Tokyo': {hours: 9, name: 'Asia/Tokyo'},
  'Asia/Seoul': {hours: 9, name: 'Asia/Seoul'},
  'Etc/UTC': {hours: 0, name: 'Etc/UTC'},
};

export function zoneOf(timezone: string | null): {hours: number; name: string} | null {
  return timezone !== null && Object.hasOwn(offsets, timezone) ? (offsets[timezone] ?? null) : null;
}

/** The clock of `get system status`, to the second, in the zone that is configured. */
export const clockReading: Reading<DeviceFacts['clock']> = {
  ask: [status, show],
  parse(answers) {
    const local = readAsctime(statusOf(answers).get('System time') ?? '');
    const zone = zoneOf(settingOf(configOf(answers).global, 'system global', 'timezone'));
    if (local === null || zone === null) throw new Gap('unsupported', 'time or time zone not understood');
    return whole(zonedClock(answers, status.id, local, zone));
  },
};

/** Lines that are written anew by themselves: the number of the file, and what is encrypted with another salt each time. */
export const volatileLines = [/^#conf_file_ver=/, /\bENC /, /^\s*set private-key /];

/** Changes are saved as they are made, unless `cfg-save` says otherwise: FortiOS CLI reference, `config system global`. */
export const configReading: Reading<DeviceConfig> = ofConfig((config) => {
  const mode = settingOf(config.global, 'system global', 'cfg-save');
  const lines = config.lines.filter((line) => !volatileLines.some((pattern) => pattern.test(line)));
  return whole({saved: mode === null || mode === 'automatic' ? true : null, lines});
}, caution.config);
