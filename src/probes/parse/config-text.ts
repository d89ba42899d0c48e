/** Lines without white space at their ends, empty lines and comment lines. */
export function plainLines(text: string, comments = '#'): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !comments.includes(line.charAt(0)));
}

export function words(line: string): string[] {
  return line.split(/\s/).filter((word) => word !== '');
}

/** Text before a comment that starts in the middle of a line. */
export function withoutComment(line: string): string {
  const at = line.search(/\s#/);
  return at === -1 ? line : line.slice(0, at).trim();
}

/** `"a b"` or `'a b'` without its quotes. */
export function unquoted(value: string): string {
  const quote = value.charAt(0);
  const closed = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return closed ? value.slice(1, -1) : value;
}

/** A decimal integer that fits a double exactly; null for all other text. */
export function integer(value: string | null | undefined): number | null {
  return value !== null && value !== undefined && /^-?\d{1,15}$/.test(value) ? Number(value) : null;
}

export interface Assignment {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** `key = value` lines under `[section]` heads, in order; a line without `=` has an empty value. */
export function assignments(text: string, comments = '#;'): Assignment[] {
  let section = '';
  const found: Assignment[] = [];
  for (const line of plainLines(text, comments)) {
    if (line.startsWith('[') && line.includes(']')) {
      section = line.slice(1, line.indexOf(']')).trim();
      continue;
    }
    const at = line.indexOf('=');
    const key = (at === -1 ? line : line.slice(0, at)).trim();
    found.push({section, key, value: at === -1 ? '' : line.slice(at + 1).trim()});
  }
  return found;
}

/** Value of the last assignment of a key, quotes removed; null when there is none. */
export function lastValue(found: readonly Assignment[], key: string): string | null {
  const value = found.findLast((one) => one.key.toLowerCase() === key.toLowerCase())?.value;
  return value === undefined ? null : unquoted(value);
}

/** A switch as configuration files spell it; null when it is not set or not understood. */
export function switched(value: string | null): boolean | null {
  if (value === null) return null;
  const word = value.toLowerCase();
  if (['yes', 'true', 'on', '1', 'enable', 'enabled'].includes(word)) return true;
  return ['no', 'false', 'off', '0', 'disable', 'disabled', 'none'].includes(word) ? false : null;
}
