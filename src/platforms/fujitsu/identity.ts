import type {DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Reading} from '../../model/probe.ts';
import {readAsctime} from '../text/asctime.ts';
import {clockReading} from '../text/clock.ts';
import {orNull} from '../text/or-null.ts';
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

function timeOf(text: string, name: string): number | null {
  return readAsctime(field(text, name) ?? '');
}

/** The time since the start; null where one of both times was not told. */
function upSeconds(text: string): number | null {
  const [current, startup] = [timeOf(text, 'Current-time'), timeOf(text, 'Startup-time')];
  return current === null || startup === null || current < startup ? null : (current - startup) / 1000;
}

export const device: Reading<DeviceFacts['device']> = {
  ask: [systemAsk, configAsk],
  parse(answers) {
    const {text, model, version} = systemOf(answers);
    const settings = orNull(() => readSettings(answers));
    const serial = field(text, String.raw`Serial No\.`);
    const value = {
      ...{vendor: 'Fujitsu', os: 'fujitsu-sir', osName: 'Fujitsu Si-R', version, model},
      serials: serial === null ? [] : [serial],
      hostname: settings === null ? null : (setting(settings, 'sysname') ?? setting(settings, 'snmp agent sysname')),
      uptimeSeconds: upSeconds(text),
    };
    return settings === null ? partial(value) : whole(value);
  },
};

/** The router tells its local time; the zone stands in the configuration. */
export const clock: Reading<DeviceFacts['clock']> = {
  ask: [systemAsk, configAsk],
  parse(answers) {
    const local = timeOf(systemOf(answers).text, 'Current-time');
    const utcOffset = readZone(setting(readSettings(answers), 'time zone'));
    if (utcOffset === null || local === null) throw new Gap('unsupported', 'no time, or no time zone');
    const [sign, hours, minutes] = [utcOffset.startsWith('-') ? -1 : 1, utcOffset.slice(1, 3), utcOffset.slice(4)];
    const at = local - sign * (Number(hours) * 60 + Number(minutes)) * 60_000;
    return whole(clockReading(answers, systemAsk.id, {at, offset: utcOffset, timezone: null}));
  },
};

export const deviceConfig: Reading<DeviceFacts['deviceConfig']> = {
  ask: [configAsk],
  parse: (answers) => whole({saved: null, lines: [...readSettings(answers)]}),
};
