/** Lines that say something, trimmed: no blank ones, none that is a comment as a whole. */
export function configLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

export function words(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}

/** A line without what follows a `#` that stands at a word's start. */
export function withoutComment(line: string): string {
  const all = words(line);
  const start = all.findIndex((word) => word.startsWith('#'));
  return start === -1 ? line.trim() : all.slice(0, start).join(' ');
}

/** A decimal number as configuration files write it, or null. */
export function intOrNull(text: string | undefined): number | null {
  return text !== undefined && /^[+-]?\d{1,9}$/.test(text) ? Number(text) : null;
}

/** `name = value`, `name=value` or a bare `name` (value: empty), one a line; the last one of a name wins. */
export function assignmentsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of configLines(text).map(withoutComment)) {
    const at = line.indexOf('=');
    if (at === -1) found.set(line, '');
    else found.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return found;
}

/** Quotes around a whole value taken off. */
export function unquoted(value: string): string {
  const quote = value.charAt(0);
  const closed = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return closed ? value.slice(1, -1) : value;
}
