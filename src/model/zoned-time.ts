type Part = 'year' | 'month' | 'day' | 'hour' | 'minute';

function partsIn(instant: Date, timezone: string): Readonly<Record<Part, string>> {
  // eslint-disable-next-line no-restricted-globals -- the only time-zone database there is; digits only, no locale text.
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(instant).map(({type, value}) => [type, value])) as Record<
    Part,
    string
  >;
}

/** Minutes since midnight of an instant, in an IANA time zone. @throws RangeError for an unknown zone */
export function minutesOfDay(instant: Date, timezone: string): number {
  const {hour, minute} = partsIn(instant, timezone);
  return Number(hour) * 60 + Number(minute);
}

/** The calendar day of an instant in an IANA time zone, `YYYY-MM-DD`. @throws RangeError for an unknown zone */
export function dayIn(instant: Date, timezone: string): string {
  const {year, month, day} = partsIn(instant, timezone);
  return `${year.padStart(4, '0')}-${month}-${day}`;
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timezone: string): number {
  const {year, month, day, hour, minute} = partsIn(new Date(instant), timezone);
  const shown = Date.parse(`${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:00Z`);
  return shown - Math.floor(instant / 60_000) * 60_000;
}

/**
 * The instant at which the clocks of an IANA time zone show a day `YYYY-MM-DD` and a time `HH:MM` or `HH:MM:SS`: the
 * first of two; a time that the clocks skip is taken as if they had not been moved. NaN for no such day or time.
 * @throws RangeError for an unknown zone
 */
export function instantIn(day: string, time: string, timezone: string): number {
  const shown = isDay(day) ? Date.parse(`${day}T${time}Z`) : NaN;
  if (Number.isNaN(shown)) return NaN;
  const before = shown - offsetAt(shown - 86_400_000, timezone);
  const after = shown - offsetAt(shown + 86_400_000, timezone);
  return [before, after].find((instant) => instant + offsetAt(instant, timezone) === shown) ?? before;
}

/** The day that lies so many days after another, `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** True for a day of the calendar written `YYYY-MM-DD`: 2026-02-30 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
