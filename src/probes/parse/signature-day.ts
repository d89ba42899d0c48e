const day = 86_400_000;

/**
 * Beginning of the day that a text starts with (`20261120`, `2026-11-20`, `2026/11/20`), UTC ISO 8601: no signatures are taken
 * for newer than they may be. null: no day.
 */
export function dayOf(text: string): string | null {
  const parts = /^(?<y>\d{4})[-/]?(?<m>\d{2})[-/]?(?<d>\d{2})(?:$|[ T])/.exec(text)?.groups;
  if (parts === undefined) return null;
  const named = `${parts['y']}-${parts['m']}-${parts['d']}`;
  const at = Date.parse(`${named}T00:00:00Z`);
  const iso = Number.isNaN(at) ? '' : new Date(at).toISOString();
  // 31 February would be a day of March.
  return iso.startsWith(named) ? iso : null;
}

/** A time of day without a zone (`2018-08-23 04:11:00`): the earliest that it may mean, UTC ISO 8601. */
export function earliestOf(text: string): string | null {
  const parts = /^(?<date>\d{4}-\d{2}-\d{2}) (?<time>\d{2}:\d{2}:\d{2})$/.exec(text)?.groups;
  const date = dayOf(parts?.['date'] ?? '');
  const at = Date.parse(`${parts?.['date']}T${parts?.['time']}Z`);
  return date === null || Number.isNaN(at) ? null : new Date(at - 14 * 3_600_000).toISOString();
}

/** null for a time that lies ahead of when it was told by more than zones explain: such signatures would never become old. */
export function notAhead(time: string | null, toldAt: string): string | null {
  return time !== null && Date.parse(time) <= Date.parse(toldAt) + day ? time : null;
}
