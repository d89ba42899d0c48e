const names: Readonly<Record<string, number>> = {
  emergencies: 0,
  emergency: 0,
  emerg: 0,
  alerts: 1,
  alert: 1,
  critical: 2,
  crit: 2,
  errors: 3,
  error: 3,
  err: 3,
  warnings: 4,
  warning: 4,
  warn: 4,
  notifications: 5,
  notification: 5,
  notices: 5,
  notice: 5,
  informational: 6,
  information: 6,
  info: 6,
  debugging: 7,
  debug: 7,
};

/** A syslog severity by name or number (RFC 5424, 6.2.1); null when it is neither. */
export function readSeverity(text: string): number | null {
  const word = text.trim().toLowerCase();
  if (/^[0-7]$/.test(word)) return Number(word);
  return Object.hasOwn(names, word) ? (names[word] ?? null) : null;
}
