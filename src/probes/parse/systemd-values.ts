const sizes: Readonly<Record<string, number>> = {'': 1 / 1_048_576, K: 1 / 1024, M: 1, G: 1024, T: 1_048_576};

/** `2G`, `500M`, bytes without unit; in MB, rounded down. Null when not set or a percentage. systemd.syntax(7) */
export function megabytesOf(value: string | null): number | null {
  const groups = /^(?<count>\d{1,12})(?<unit>[KMGT]?)B?$/.exec(value ?? '')?.groups;
  if (!groups) return null;
  return Math.floor(Number(groups['count']) * (sizes[groups['unit'] ?? ''] ?? 1));
}

const spans: Readonly<Record<string, number>> = {
  ...{'': 1, s: 1, sec: 1, second: 1, seconds: 1, m: 60, min: 60, minute: 60, minutes: 60},
  ...{h: 3600, hr: 3600, hour: 3600, hours: 3600, d: 86_400, day: 86_400, days: 86_400},
  ...{w: 604_800, week: 604_800, weeks: 604_800, M: 2_629_800, month: 2_629_800, months: 2_629_800},
  ...{y: 31_557_600, year: 31_557_600, years: 31_557_600},
};

/** `1month`, `2weeks 3d`, seconds without unit; null when not set or not understood. systemd.time(7) */
export function secondsOf(value: string | null): number | null {
  const parts = Array.from((value ?? '').matchAll(/(\d{1,9})\s?([A-Za-z]{0,8})/g));
  if (parts.length === 0) return null;
  const seconds = parts.map(([, count, unit = '']) => Number(count) * (spans[unit] ?? Number.NaN));
  const total = seconds.reduce((sum, one) => sum + one, 0);
  return Number.isNaN(total) ? null : total;
}
