import type {Texts} from './catalogue.ts';
import {fill} from './fill.ts';

export interface TimeView {
  /** `YYYY-MM-DD HH:mm`, or with `:ss` where asked for, in the site's time zone. */
  readonly local: string;
  /** The same instant as `YYYY-MM-DD HH:mm:ss UTC`. */
  readonly utc: string;
  /** ISO 8601, for `<time datetime>`. */
  readonly iso: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  // Swedish writes times as ISO 8601 does, and one text costs a third of its parts.
  const made = new Intl.DateTimeFormat('sv-SE', {timeZone: timezone, dateStyle: 'short', timeStyle: 'medium'});
  formats.set(timezone, made);
  return made;
}

/** @throws RangeError for a text that is no date, or an unknown IANA time zone. */
export function timeView(iso: string, timezone: string, precision: 'minute' | 'second' = 'minute'): TimeView {
  const date = new Date(iso);
  const local = formatOf(timezone).format(date);
  return {
    local: precision === 'second' ? local : local.slice(0, -3),
    utc: `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    iso: date.toISOString(),
  };
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Seconds as `7日`, `1日12時間`; `7 d`, `1 d 12 h`. */
export function durationText(seconds: number, texts: Texts): string {
  let rest = Math.abs(seconds);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = name === 'second' ? rest : Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(fill(texts.value[name], {n: count}));
  }
  const text = parts.length === 0 ? fill(texts.value.second, {n: 0}) : parts.join(texts.language === 'ja' ? '' : ' ');
  return seconds < 0 ? `-${text}` : text;
}

const shortDuration = /^(\d{1,12})(d|h|m|s)$/;
const isoDuration =
  /^P(?=[\dT])(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d{1,9})?S)?)?$/;
const secondsOf: Readonly<Record<string, number>> = {d: 86_400, h: 3600, m: 60, s: 1};

/** Seconds of `7d`, `12h`, `30m`, `10s`; null when it is no such duration. */
export function shortDurationSeconds(text: string): number | null {
  const match = shortDuration.exec(text);
  return match === null ? null : Number(match[1]) * (secondsOf[match[2] ?? ''] ?? 0);
}

/** Seconds of an ISO 8601 duration of weeks, days and time, such as `P7D`; null when it is none. */
export function isoDurationSeconds(text: string): number | null {
  const match = isoDuration.exec(text);
  if (match === null) return null;
  const sizes = [604_800, 86_400, 3600, 60, 1];
  return sizes.reduce((sum, size, index) => sum + size * Number(match[index + 1] ?? 0), 0);
}
