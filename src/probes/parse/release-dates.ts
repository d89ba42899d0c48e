/** Between which times something was published, UTC ISO 8601; null: not known on that side. */
export interface ReleaseDates {
  readonly releasedFrom: string | null;
  readonly releasedUntil: string | null;
}

export const unknownDates: ReleaseDates = {releasedFrom: null, releasedUntil: null};

const written =
  /^(?<day>20\d\d-\d\d-\d\d)(?:[ T](?<time>\d\d:\d\d)(?<seconds>:\d\d)?(?:\.\d{1,9})?(?: ?(?:Z|UTC|\+00:?00))?)?$/;
const dayLong = 86_400_000;

/** First and last millisecond that a date may mean; null where it is none. */
function span(text: string): readonly [number, number] | null {
  if (/^\d{10}$/.test(text)) return [Number(text) * 1000, Number(text) * 1000];
  const {day, time = '00:00', seconds = ':00'} = written.exec(text)?.groups ?? {};
  const start = Date.parse(`${day ?? ''}T${time}${seconds}Z`);
  if (Number.isNaN(start)) return null;
  // Vendors that date by the day write midnight.
  return [start, time === '00:00' && seconds === ':00' ? start + dayLong : start];
}

/**
 * Dates of an advisory in updateinfo.xml: `2026-10-01`, `2026-10-01 12:30:00` (UTC), or seconds since 1970. What is issued and
 * updated later may have got its packages only then. A date after `asOf` is none.
 */
export function advisoryDates(issued: string, updated: string, asOf: string): ReleaseDates {
  const now = Date.parse(asOf);
  const [from, changed] = [span(issued), updated === '' ? span(issued) : span(updated)];
  if (from === null || from[0] > now) return unknownDates;
  const until = changed === null || changed[0] > now ? null : Math.min(now, Math.max(from[1], changed[1]));
  return {
    releasedFrom: new Date(from[0]).toISOString(),
    releasedUntil: until === null ? null : new Date(until).toISOString(),
  };
}

const earliest = (times: readonly (string | null)[]): string | null =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(0) ?? null;

/** Of the first of several that were published. */
export function firstOf(all: readonly ReleaseDates[]): ReleaseDates {
  const from = all.map(({releasedFrom}) => releasedFrom);
  return {
    releasedFrom: from.includes(null) ? null : earliest(from),
    releasedUntil: earliest(all.map(({releasedUntil}) => releasedUntil)),
  };
}
