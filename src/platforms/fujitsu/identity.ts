import type {DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Reading} from '../../model/probe.ts';
import {configAsk, readSettings, readZone, setting, systemAsk} from './settings.ts';

function field(text: string, name: string): string | null {
  return new RegExp(String.raw`^${name}\s{0,20}[:：] ?(\S.{0,120}?)\s*$`, 'm').exec(text)?.[1] ?? null;
}

function systemOf(answers: Answers): {text: string; model: string; version: string} {
  const {text} = answers.command(systemAsk.id);
  const model = field(text, 'System');
  const version = /^(V\d{1,3}\.\d{1,3}(?: NY\d{1,6})?)\b/.exec(field(text, String.raw`Firm Ver\.`) ?? '')?.[1];
  if (model === null || !model.startsWith('Si-R') || version === undefined) throw new Gap('unsupported', 'no Si-R');
  return {text, model, version};
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon Oct 7 06:23:59 2019` as milliseconds of a clock that shows UTC. */
function readTime(text: string | null): number {
  const [, month = '', day = '', time, year] =
    /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/.exec(text ?? '') ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  return Date.parse(`${year}-${number}-${day.padStart(2, '0')}T${time}Z`);
}

function settingsOrNull(answers: Answers): readonly string[] | null {
  try {
    return readSettings(answers);
  } catch (error) {
    if (error instanceof Gap) return null;
    throw error;
  }
}

export const device: Reading<DeviceFacts['device']> = {
  ask: [systemAsk, configAsk],
  parse(answers) {
    const {text, model, version} = systemOf(answers);
    const settings = settingsOrNull(answers);
    const up = (readTime(field(text, 'Current-time')) - readTime(field(text, 'Startup-time'))) / 1000;
    const serial = field(text, String.raw`Serial No\.`);
    const value = {
      ...{vendor: 'Fujitsu', os: 'fujitsu-sir', osName: 'Fujitsu Si-R', version, model},
      serials: serial === null ? [] : [serial],
      hostname: settings === null ? null : (setting(settings, 'sysname') ?? setting(settings, 'snmp agent sysname')),
      uptimeSeconds: Number.isNaN(up) || up < 0 ? null : up,
    };
    return settings === null ? partial(value) : whole(value);
  },
};

/** The router tells its local time; the zone stands in the configuration. */
export const clock: Reading<DeviceFacts['clock']> = {
  ask: [systemAsk, configAsk],
  parse(answers) {
    const local = readTime(field(systemOf(answers).text, 'Current-time'));
    const utcOffset = readZone(setting(readSettings(answers), 'time zone'));
    if (utcOffset === null || Number.isNaN(local)) throw new Gap('unsupported', 'no time, or no time zone');
    const [sign, hours, minutes] = [utcOffset.startsWith('-') ? -1 : 1, utcOffset.slice(1, 3), utcOffset.slice(4)];
    const time = local - sign * (Number(hours) * 60 + Number(minutes)) * 60_000;
    const {sentAt, receivedAt} = answers.times(systemAsk.id);
    const bounds = {offsetLowMs: time - Date.parse(receivedAt), offsetHighMs: time + 1000 - Date.parse(sentAt)};
    return whole({...bounds, utcOffset, timezone: null});
  },
};

export const deviceConfig: Reading<DeviceFacts['deviceConfig']> = {
  ask: [configAsk],
  parse: (answers) => whole({saved: null, lines: [...readSettings(answers)]}),
};
