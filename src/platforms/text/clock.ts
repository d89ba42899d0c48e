import type {DeviceFacts} from '../../model/device/index.ts';
import type {Answers} from '../../model/probe.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Number of a month from 1, by number or English name; null for anything else. */
export function monthNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const index = months.indexOf(text.slice(0, 3).toLowerCase());
  return index < 0 ? null : index + 1;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** `+09:00` of `+9`, `9:00`, `-0330`; null for anything that is no offset. */
export function utcOffset(text: string): string | null {
  const [, sign = '+', hours, minutes = '0'] = /^([+-])?(\d{1,2}):?(\d{2})?(?::00)?$/.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${sign}${two(Number(hours))}:${two(Number(minutes))}`;
}

/** Whether what NTP follows is the clock of the device itself: `127.127.1.0`, `LOCAL(0)`, `.LOCL.`. */
export function isOwnClock(reference: string): boolean {
  return /^(?:127\.127\.1\.|\*?LOCAL\b|\.?LOCL\.?$)/i.test(reference);
}

interface LocalTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** `11:52:53`, perhaps with a fraction. */
  readonly time: string;
  /** `+09:00` */
  readonly offset: string;
}

/** Milliseconds since 1970 UTC; null when there is no such time. */
export function instant({year, month, day, time, offset}: LocalTime): number | null {
  const number = monthNumber(month);
  if (number === null) return null;
  const value = Date.parse(`${year}-${two(number)}-${two(Number(day))}T${time.slice(0, 8)}.000${offset}`);
  return Number.isNaN(value) ? null : value;
}

interface Shown {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** What the clock leaves out, in milliseconds: one that shows whole seconds up to 1000, as without this. */
  readonly step?: number;
  readonly offset: string;
  readonly timezone: string | null;
}

/** The clock of a device: it was read between the question and its answer. */
export function clockReading(
  answers: Answers,
  id: string,
  {at, step = 1000, offset, timezone}: Shown,
): DeviceFacts['clock'] {
  const {sentAt, receivedAt} = answers.times(id);
  return {
    offsetLowMs: at - Date.parse(receivedAt),
    offsetHighMs: at + step - Date.parse(sentAt),
    utcOffset: offset,
    timezone,
  };
}

/** The clock of a device by its local time, taken for one of UTC, in a zone so many whole hours to the east. */
export function zonedClock(
  answers: Answers,
  id: string,
  local: number,
  {hours, name}: {readonly hours: number; readonly name: string},
): DeviceFacts['clock'] {
  return clockReading(answers, id, {at: local - hours * 3_600_000, offset: `+${two(hours)}00`, timezone: name});
}
