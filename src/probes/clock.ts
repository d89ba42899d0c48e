import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, whole} from '../model/probe.ts';
import {clockAsk} from './asks/clock.ts';
import {readClock} from './parse/clock.ts';

const milliseconds = {unit: {en: 'ms', ja: 'ミリ秒'}};
const Clock = z.object({
  offsetLowMs: field(z.int(), 'Clock offset, at least', '時刻のずれ（下限）', milliseconds),
  offsetHighMs: field(z.int(), 'Clock offset, at most', '時刻のずれ（上限）', milliseconds),
  utcOffset: field(z.string(), 'Offset from UTC', 'UTCとの時差'),
  timezone: field(z.string().nullable(), 'Time zone in /etc/timezone', '/etc/timezoneのタイムゾーン'),
});

const zoneName = /^[A-Za-z][\w+-]{0,30}(?:\/[\w+-]{1,30}){0,2}$/;

/**
 * The asset's clock minus the scanner's. The clock was read between the sending of the question and the coming of
 * the answer, so the offset lies between two bounds; a clock that shows whole seconds may be up to one second further on.
 */
export const clock = defineProbe({
  fact: 'clock',
  title: {en: 'Clock', ja: '時計'},
  cost: 'cheap',
  schema: Clock,
  ask: {linux: [clockAsk, ...files('/etc/timezone')]},
  parse(answers) {
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
