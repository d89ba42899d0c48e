import type {DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Reading} from '../../model/probe.ts';
import {lastValue} from '../config/indented.ts';
import {configAsk, readTree, sign, versionAsk} from './tree.ts';

const software = /\bIX Series (?<model>IX[\w-]{2,16}) .{0,64}Software, Version (?<version>\d{1,4}(?:\.\d{1,4}){1,2})/;

function uptimeOf(text: string): number | null {
  const told = /^System uptime is (.{1,80})$/m.exec(text)?.[1];
  if (told === undefined) return null;
  const seconds: Readonly<Record<string, number>> = {
    year: 31_536_000,
    week: 604_800,
    day: 86_400,
    hour: 3600,
    minute: 60,
    second: 1,
  };
  const parts = [...told.matchAll(/(\d{1,6}) (year|week|day|hour|minute|second)s?/g)];
  return parts.length === 0
    ? null
    : parts.reduce((sum, [, count, unit]) => sum + Number(count) * (seconds[unit ?? ''] ?? 0), 0);
}

function hostnameOf(answers: Answers): {name: string | null; told: boolean} {
  try {
    return {name: lastValue(readTree(answers), /^hostname (\S+)$/), told: true};
  } catch (error) {
    if (error instanceof Gap) return {name: null, told: false};
    throw error;
  }
}

/** The serial number stands in `show hardware` only on newer models; SNMP tells it. */
export const device: Reading<DeviceFacts['device']> = {
  ask: [versionAsk, configAsk],
  parse(answers) {
    const {text} = answers.command(versionAsk.id);
    const {model, version} = software.exec(text)?.groups ?? {};
    if (!sign.test(text) || model === undefined || version === undefined) throw new Gap('unsupported', 'no version');
    const value = {
      ...{vendor: 'NEC', os: 'nec-ix', osName: 'NEC UNIVERGE IX', version, model, serials: []},
      ...{hostname: hostnameOf(answers).name, uptimeSeconds: uptimeOf(text)},
    };
    return partial(value);
  },
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const now =
  /^! Current time (?<month>[A-Z][a-z]{2}) (?<day>\d{2})-[A-Z][a-z]{2}-(?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2})\b/m;

/** The heading of the configuration tells the time, in the zone that is set below. */
export const clock: Reading<DeviceFacts['clock']> = {
  ask: [configAsk],
  parse(answers) {
    const zone = lastValue(readTree(answers), /^timezone ([+-]\d{2} \d{2})$/)?.replace(' ', ':');
    const {month = '', day, year, time} = now.exec(answers.command(configAsk.id).text)?.groups ?? {};
    const number = String(months.indexOf(month) + 1).padStart(2, '0');
    const told = Date.parse(`${year}-${number}-${day}T${time}${zone}`);
    if (zone === undefined || Number.isNaN(told)) throw new Gap('unsupported', 'no time, or no time zone');
    const {sentAt, receivedAt} = answers.times(configAsk.id);
    const bounds = {offsetLowMs: told - Date.parse(receivedAt), offsetHighMs: told + 1000 - Date.parse(sentAt)};
    return whole({...bounds, utcOffset: zone, timezone: null});
  },
};

export function deviceConfig(volatile: readonly RegExp[]): Reading<DeviceFacts['deviceConfig']> {
  return {
    ask: [configAsk],
    parse(answers) {
      readTree(answers);
      const all = answers
        .command(configAsk.id)
        .text.split('\n')
        .map((line) => line.trimEnd());
      const lines = all.filter((line) => !/^\s*!?$/.test(line) && !volatile.some((pattern) => pattern.test(line)));
      return whole({saved: null, lines});
    },
  };
}
