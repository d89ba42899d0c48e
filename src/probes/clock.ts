import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {cimTime} from '../model/cim.ts';
import {defineProbe, field, whole, type Answers, type Parsed} from '../model/probe.ts';
import {numberIn, textIn} from '../model/registry.ts';
import {clockAsk} from './asks/clock.ts';
import {timeZoneAsk} from './asks/windows-time.ts';
import {windowsSystemAsk} from './asks/windows-version.ts';
import {readClock} from './parse/clock.ts';
import {told} from './parse/windows-told.ts';

const milliseconds = {unit: {en: 'ms', ja: 'ミリ秒'}};
const Clock = z.object({
  offsetLowMs: field(z.int(), 'Clock offset, at least', '時刻のずれ（下限）', milliseconds),
  offsetHighMs: field(z.int(), 'Clock offset, at most', '時刻のずれ（上限）', milliseconds),
  utcOffset: field(z.string(), 'Offset from UTC', 'UTCとの時差'),
  timezone: field(z.string().nullable(), 'Time zone', 'タイムゾーン'),
});

type Clock = z.infer<typeof Clock>;

const zoneName = /^[A-Za-z][\w+-]{0,30}(?:\/[\w+-]{1,30}){0,2}$/;

/** `+0900` of the minutes that lead from local time to UTC, a signed number of 32 bits. */
function utcOffsetOf(bias: number): string {
  const east = -(bias | 0);
  const [hours, minutes] = [Math.floor(Math.abs(east) / 60), Math.abs(east) % 60].map((part) =>
    `${part}`.padStart(2, '0'),
  );
  return `${east < 0 ? '-' : '+'}${hours}${minutes}`;
}

/** Sent before PowerShell starts there: the start is within the bounds, some seconds on a slow computer. */
function ofWindows(answers: Answers): Parsed<Clock> {
  const zone = answers.registry(timeZoneAsk.id)?.root ?? null;
  const bias = numberIn(zone, 'ActiveTimeBias');
  const [system] = answers.instances(windowsSystemAsk.id) ?? [];
  const time = system === undefined ? null : cimTime(system, 'LocalDateTime');
  if (time === null || bias === null) throw new Gap('unsupported', 'no time is told');
  const {sentAt, receivedAt} = answers.times(windowsSystemAsk.id);
  return whole({
    offsetLowMs: Date.parse(time) - Date.parse(receivedAt),
    offsetHighMs: Date.parse(time) + 1 - Date.parse(sentAt),
    utcOffset: utcOffsetOf(bias),
    timezone:
      told(() => textIn(zone, 'TimeZoneKeyName'))
        ?.split('\0', 1)[0]
        ?.slice(0, 64) ?? null,
  });
}

/**
 * The asset's clock minus the scanner's. The clock was read between the sending of the question and the coming of
 * the answer, so the offset lies between two bounds; a clock that shows whole seconds may be up to one second further on.
 */
export const clock = defineProbe({
  fact: 'clock',
  title: {en: 'Clock', ja: '時計'},
  cost: 'cheap',
  schema: Clock,
  ask: {linux: [clockAsk, ...files('/etc/timezone')], windows: [windowsSystemAsk, timeZoneAsk]},
  parse(answers, platform) {
    if (platform === 'windows') return ofWindows(answers);
    const {time} = readClock(answers.command(clockAsk.id).text);
    if (time === null) throw new Gap('unsupported', 'the answer of date is not understood');
    const {sentAt, receivedAt} = answers.times(clockAsk.id);
    const name = answers.file('/etc/timezone')?.text.trim() ?? '';
    return whole({
      offsetLowMs: time.milliseconds - Date.parse(receivedAt),
      offsetHighMs: time.milliseconds + (time.fine ? 1 : 1000) - Date.parse(sentAt),
      utcOffset: time.utcOffset,
      timezone: zoneName.test(name) ? name : null,
    });
  },
});
