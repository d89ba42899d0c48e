const units = {d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000} as const;

/** `7d`, `12h`, `1h30m` → milliseconds; null when it is not a duration. */
export function parseDuration(text: string): number | null {
  if (!/^(?:\d{1,9}[dhms]){1,4}$/.test(text)) return null;
  const parts = text.matchAll(/(?<count>\d+)(?<unit>[dhms])/g);
  let sum = 0;
  for (const {groups} of parts) sum += Number(groups?.['count']) * units[groups?.['unit'] as keyof typeof units];
  return sum;
}

/** Milliseconds → `7d12h`, the way durations are written in checks. */
export function durationText(milliseconds: number): string {
  let rest = Math.abs(milliseconds);
  let text = '';
  for (const [unit, size] of Object.entries(units)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return `${milliseconds < 0 ? '-' : ''}${text === '' ? '0s' : text}`;
}
