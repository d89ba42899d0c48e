const seconds: Readonly<Record<string, number>> = {
  year: 31_536_000,
  week: 604_800,
  day: 86_400,
  hour: 3600,
  minute: 60,
  min: 60,
  second: 1,
  sec: 1,
};

/** `1 year, 3 weeks, 2 days, 4 hours, 5 minutes`, `68 day(s), 19 hour(s)`, `173 days 16 hours`; null for anything else. */
export function uptimeSeconds(text: string): number | null {
  const parts = [...text.matchAll(/(\d{1,6}) (year|week|day|hour|minute|min|second|sec)(?:s|\(s\))?\b/g)];
  if (parts.length === 0) return null;
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (seconds[unit ?? ''] ?? 0), 0);
}

/** Days, hours, minutes and seconds by the digits that a pattern found; what it did not find is none. */
export function secondsIn([days, hours, minutes, rest]: readonly (string | undefined)[]): number {
  return ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60 + Number(rest ?? 0);
}
