const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u034f\u115f\u1160\u3164\uffa0]/gu;

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** One line of text with every control, bidi, invisible character and lone surrogate made visible. */
export function visible(text: string): string {
  return text.replaceAll(unseen, picture);
}

/** As `visible`, but line feeds and tabs stay; CR LF counts as a line feed. */
export function visibleBlock(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(unseen, (found) => (found === '\n' || found === '\t' ? found : picture(found)));
}

export interface Clipped {
  readonly text: string;
  /** Characters (UTF-16 units) left out. */
  readonly omitted: number;
}

/** The first `limit` UTF-16 units, never half of a surrogate pair. */
export function clip(text: string, limit: number): Clipped {
  if (text.length <= limit) return {text, omitted: 0};
  const last = text.charCodeAt(limit - 1);
  const next = text.charCodeAt(limit);
  const splitsPair = last >= 0xd800 && last <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
  const end = splitsPair ? limit - 1 : limit;
  return {text: text.slice(0, end), omitted: text.length - end};
}

/** As `clip`, but also at most `limit` bytes of UTF-8. */
export function clipBytes(text: string, limit: number): Clipped {
  // No unit takes less than a byte.
  const bytes = Buffer.from(text.slice(0, limit));
  if (bytes.length <= limit) return clip(text, limit);
  let end = limit;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return clip(text, bytes.toString('utf8', 0, end).length);
}
