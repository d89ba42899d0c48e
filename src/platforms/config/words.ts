/** A word of a configuration, its quotes taken off; a sign that was asked for; or the end of a line. */
export interface Token {
  readonly kind: 'word' | 'sign' | 'line';
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly quoted: boolean;
}

const secret = /<secret kind=[^<>\n]{1,100}>/y;
const comment = /[#!][^\n]*/y;

/** Index behind a quoted text, or -1 when it is never closed. */
function closing(text: string, at: number): number {
  const quote = text[at] ?? '';
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === quote) return i + 1;
  }
  return -1;
}

const unescaped = (text: string): string => text.replaceAll(/\\(["'\\])/g, '$1');

interface Read {
  readonly text: string;
  readonly end: number;
  readonly quoted: boolean;
}

/** The word that begins at a place: bare characters, quoted texts and redacted secrets that stand without white space between. */
function wordAt(text: string, start: number, signs: string, quotes: {open: boolean}): Read {
  let word = '';
  let quoted = false;
  let at = start;
  while (at < text.length) {
    const character = text[at] ?? '';
    secret.lastIndex = at;
    const mark = character === '<' ? secret.exec(text)?.[0] : undefined;
    if (mark !== undefined) {
      word += mark;
      at += mark.length;
    } else if (character === '"' && quotes.open) {
      const end = closing(text, at);
      if (end < 0) {
        quotes.open = false;
        continue;
      }
      word += unescaped(text.slice(at + 1, end - 1));
      quoted = true;
      at = end;
    } else if (/\s/.test(character) || signs.includes(character)) break;
    else {
      word += character;
      at += 1;
    }
  }
  return {text: word, end: at, quoted};
}

/** `first`: nothing but white space stands before it on its line. */
function commentEnd(text: string, at: number, first: boolean): number | null {
  if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  }
  comment.lastIndex = at;
  const found = first || text.startsWith('##', at) ? comment.exec(text) : null;
  return found === null ? null : at + found[0].length;
}

/**
 * The words of a configuration in order. `signs`: characters that stand for themselves outside of quotes. Comments are left
 * out: lines that begin with `#` or `!`, what follows `##`, and what stands between `/*` and its end. `"` begins a text that may go over lines;
 * one that is never closed is an ordinary character.
 */
export function readTokens(text: string, signs: string): readonly Token[] {
  const tokens: Token[] = [];
  const quotes = {open: true};
  let line = 1;
  let at = 0;
  let first = true;
  while (at < text.length) {
    const character = text[at] ?? '';
    const behind = /[#!/]/.test(character) ? commentEnd(text, at, first) : null;
    const from = at;
    if (behind !== null) at = behind;
    else if (character === '\n') {
      tokens.push({kind: 'line', text: '\n', line, quoted: false});
      at += 1;
    } else if (/\s/.test(character)) at += 1;
    else if (signs.includes(character)) {
      tokens.push({kind: 'sign', text: character, line, quoted: false});
      at += 1;
    } else {
      const word = wordAt(text, at, signs, quotes);
      tokens.push({kind: 'word', text: word.text, line, quoted: word.quoted});
      at = word.end;
    }
    if (!/\s/.test(character)) first = false;
    else if (character === '\n') first = true;
    for (let i = from; i < at; i++) if (text.charCodeAt(i) === 10) line += 1;
  }
  return tokens;
}

/** The words of each line that has some; a quoted text that goes over lines belongs to the line where it begins. */
export function readLines(text: string, signs: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const token of readTokens(text, signs)) {
    if (token.kind === 'line') lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines.filter((line) => line.length > 0);
}

/** Without the last line of an answer that was cut: a part of a word means something else. */
export function wholeLines(text: string, cut: boolean): string {
  return cut ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
}
