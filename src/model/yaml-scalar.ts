import {Scalar} from 'yaml';

/** Where the text of a scalar begins: after the quote, or on the line after the block sign. */
function bodyStart(node: Scalar, text: string): number {
  const start = node.range?.[0] ?? 0;
  if (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL) {
    const line = text.indexOf('\n', start);
    return line < 0 ? start : line + 1;
  }
  return node.type === Scalar.PLAIN ? start : start + 1;
}

/** Length of the escape that stands for one character of a quoted scalar. */
function escapeLength(node: Scalar, text: string, at: number): number {
  if (node.type === Scalar.QUOTE_DOUBLE && text[at] === '\\') return 2;
  return node.type === Scalar.QUOTE_SINGLE && text.startsWith("''", at) ? 2 : 1;
}

const blank = (character: string | undefined): boolean => character === undefined || /\s/.test(character);

/**
 * Where in the file the character at `offset` of a scalar’s value stands. Characters that are no white space are
 * counted: folding and indentation change nothing else.
 */
export function placeInScalar(node: Scalar, text: string, offset: number): number {
  const value = String(node.value);
  const before = value.slice(0, offset).replaceAll(/\s/g, '').length;
  const end = node.range?.[1] ?? text.length;
  let at = bodyStart(node, text);
  for (let left = before; at < end; at += escapeLength(node, text, at)) {
    if (blank(text[at])) continue;
    if (left === 0) return at;
    left -= 1;
  }
  return Math.max(end - 1, node.range?.[0] ?? 0);
}
