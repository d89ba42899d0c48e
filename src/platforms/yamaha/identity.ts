import type {DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Parsed, type Reading} from '../../model/probe.ts';
import {clockReading} from '../text/clock.ts';
import {orNull} from '../text/or-null.ts';
import {secondsIn} from '../text/uptime.ts';
import {unfold} from './fold.ts';
import {configAsk, environmentAsk, heading, readConfig, setting, type RtConfig} from './statements.ts';

function environment(answers: Answers): {text: string; model: string; version: string} {
  const text = unfold(answers.command(environmentAsk.id).text);
  const {model, version} = heading.exec(text)?.groups ?? {};
  if (model === undefined || version === undefined) throw new Gap('unsupported', 'no revision in show environment');
  return {text, model, version};
}

function uptimeOf(text: string): number | null {
  const match =
    /^(?:Elapsed time from boot|起動からの経過時間)[:：]\s*(?:(\d{1,6})\s?(?:days?|日)\s*)?(\d{1,2}):(\d{2}):(\d{2})/m.exec(
      text,
    );
  return match === null ? null : secondsIn(match.slice(1));
}

function hostnameOf(config: RtConfig): string | null {
  const name = setting(config, 'snmp sysname') ?? setting(config, 'syslog format hostname');
  return name?.replace(/^(["'])(.*)\1$/, '$2') ?? null;
}

export const device: Reading<DeviceFacts['device']> = {
  ask: [environmentAsk, configAsk],
  parse(answers) {
    const {text, model, version} = environment(answers);
    const config = orNull(() => readConfig(answers));
    const value = {
      vendor: 'Yamaha',
      os: 'yamaha-rt',
      osName: 'Yamaha RT',
      version,
      model,
      serials: [...(/\bserial=([\w-]{1,32})/.exec(text)?.slice(1) ?? [])],
      hostname: config === null ? null : hostnameOf(config),
      uptimeSeconds: uptimeOf(text),
    };
    return config === null ? partial(value) : whole(value);
  },
};

const now = /^(?:Current time|現在の?時刻)[:：]\s*(\d{4})\/(\d{2})\/(\d{2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{2}:\d{2})/m;

function parseClock(answers: Answers): Parsed<DeviceFacts['clock']> {
  const match = now.exec(environment(answers).text);
  const [, year, month, day, hours, minutes, seconds, utcOffset = ''] = match ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${utcOffset}`);
  if (Number.isNaN(time)) throw new Gap('unsupported', 'no current time in show environment');
  return whole(clockReading(answers, environmentAsk.id, {at: time, offset: utcOffset, timezone: null}));
}

export const clock: Reading<DeviceFacts['clock']> = {ask: [environmentAsk], parse: parseClock};
