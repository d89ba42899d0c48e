import {isMarked, type Hide} from './redact-pattern.ts';

/**
 * Where a value that follows a name ends.
 * word: at white space, or where the next `name=` of a list begins · line: at the end of the line ·
 * element: at `<` · header: at a quote or the end of the line.
 */
export type Extent = 'word' | 'line' | 'element' | 'header';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Index of the quote that ends a text in which a backslash escapes, or the end of the line. */
export function closingQuote(line: string, quote: string, from: number): number {
  for (let at = line.indexOf(quote, from); at >= 0; at = line.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (line[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return line.length;
}

function quoted(line: string, at: number): Span | null {
  if (line.startsWith('\\"', at)) {
    const close = line.indexOf('\\"', at + 2);
    return {start: at + 2, end: close < 0 ? line.length : close};
  }
  const quote = line[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') return null;
  return {start: at + 1, end: closingQuote(line, quote, at + 1)};
}

/** Index of the first match of a sticky-free pattern from `at` on, or the end of the line. */
function until(line: string, stop: RegExp, at: number): number {
  stop.lastIndex = at;
  return stop.exec(line)?.index ?? line.length;
}

const space = /\s/g;
const nextOfList = /[\s]|[,;&](?=[\w .-]{1,40}=)/g;
const element = /</g;
const headerEnd = /["'`]/g;
const anyNext = /\s[\w.-]{1,64}=/g;

function extentEnd(line: string, at: number, extent: Extent): number {
  switch (extent) {
    case 'word':
      return until(line, nextOfList, at);
    case 'line':
      return until(line, anyNext, at) === line.length ? line.length : until(line, space, at);
    case 'element':
      return until(line, element, at);
    case 'header':
      return until(line, headerEnd, at);
    default:
      return extent satisfies never;
  }
}

/** Leaves out what closes a list or a statement around the value. */
function trimmed(line: string, start: number, end: number): Span {
  let last = end;
  while (last > start && /\s/.test(line[last - 1] ?? '')) last -= 1;
  for (let i = 0; i < 3 && last - 1 > start && /[;,"'`]/.test(line[last - 1] ?? ''); i++) last -= 1;
  return {start, end: last};
}

/** The value at a place of a line, without its quotes; null when there is none, or one that was hidden before. */
export function valueAt(line: string, at: number, extent: Extent): Span | null {
  if (isMarked(line.slice(at, at + 96))) return null;
  const inside = quoted(line, at);
  const span = inside ?? trimmed(line, at, extentEnd(line, at, extent));
  return span.end > span.start && !isMarked(line.slice(span.start, span.start + 96)) ? span : null;
}

const reference = /^(?:\$\{[^}]*\}|\$[A-Z][A-Z0-9_]{2,}|\$\(.*|%[({].*|\{\{.*)$/;
const file =
  /^(?:(?:file|env|hash|lmdb|btree|vault|command):.*|(?:~|\$\w{1,32}|\.{1,2})?(?:\/[\w.@%+-]+){2,}\/?|[\w.-]+\.(?:pem|key|crt|cer|der|p12|pfx|jks))$/i;

/** True for a value that says where the secret is, not what it is. */
export function pointsElsewhere(value: string): boolean {
  return value.length < 512 && (reference.test(value) || file.test(value));
}

/** In the place of a hash: no password fits, or the device shows none. */
const noPassword = /^(?:\*{1,16}|!{1,2})$/;

/** A name after which a secret stands. `anchor` ends where the value begins, and is global. */
export interface Anchor {
  readonly kind: string;
  readonly anchor: RegExp;
  readonly extent: Extent;
  /** Lines that it is looked for in; null: all. */
  readonly when: RegExp | null;
}

export function after(kind: string, anchor: RegExp, when: RegExp | null = null, extent: Extent = 'word'): Anchor {
  return {kind, anchor, extent, when};
}

/** Hides the value after every match of an anchor. */
export function hideAfter({kind, anchor, extent, when}: Anchor, line: string, hide: Hide): string {
  if (when !== null && !when.test(line)) return line;
  let told = '';
  let from = 0;
  anchor.lastIndex = 0;
  for (let match = anchor.exec(line); match !== null; match = anchor.exec(line)) {
    const at = match.index + match[0].length;
    if (match[0] === '') anchor.lastIndex += 1;
    const span = valueAt(line, at, extent);
    const secret = span === null ? '' : line.slice(span.start, span.end);
    if (span === null || pointsElsewhere(secret) || noPassword.test(secret)) continue;
    told += `${line.slice(from, span.start)}${hide(kind, secret)}`;
    from = span.end;
    anchor.lastIndex = Math.max(span.end, anchor.lastIndex);
  }
  return from === 0 ? line : `${told}${line.slice(from)}`;
}
