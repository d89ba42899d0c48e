const latest = 253_402_300_799;

/** Seconds since 1970, as printed by a device, to UTC ISO 8601; null when they are no date before the year 10000. */
export function fromEpoch(seconds: string | number): string | null {
  const value = typeof seconds === 'number' ? seconds : /^\d{1,12}$/.test(seconds) ? Number(seconds) : Number.NaN;
  return value >= 0 && value <= latest ? new Date(value * 1000).toISOString() : null;
}
