/** Pattern between its stars, in lower case. */
type Parts = readonly string[];

/**
 * Does `*` in the pattern stand for the rest? Each part between stars is looked for once, from left to right, so that
 * hostile text cannot make it slow.
 */
function fits(whole: string, parts: Parts): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!whole.startsWith(first)) return false;
  let at = first.length;
  for (let index = 1; index < parts.length - 1; index += 1) {
    const part = parts[index] ?? '';
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.length - last.length >= at && whole.endsWith(last);
}

/** Test for a text that any of the patterns fits, without regard to case. Read once, for many texts. */
export function globs(patterns: readonly string[]): (text: string) => boolean {
  const split = patterns.map((pattern) => pattern.toLowerCase().split('*'));
  const literal = new Set(split.filter((parts) => parts.length === 1).map(([whole]) => whole));
  const starred = split.filter((parts) => parts.length > 1);
  return (text) => {
    const whole = text.toLowerCase();
    return literal.has(whole) || starred.some((parts) => fits(whole, parts));
  };
}
