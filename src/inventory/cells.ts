import {toAscii} from '../tables/text.ts';
import type {CellKind} from './columns.ts';
import {notAllowed} from './explain.ts';
import type {Position, Problems} from './problems.ts';
import {cleanText, type Tree} from './tree.ts';
import {translate, type Vocabulary, vocabularies} from './values.ts';

/** Text of a cell without what Excel or the person put around it: blanks and the `="0123"` wrapper. */
export function unwrap(cell: string): string {
  const text = cell.replaceAll(/^[\s\u3000]+|[\s\u3000]+$/gu, '');
  return /^="(?<inner>[^"]*)"$/u.exec(text)?.groups?.['inner']?.trim() ?? text;
}

function split(text: string, separators: RegExp): string[] {
  return text
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const semicolons = /[;；\n]/u;
const semicolonsAndCommas = /[;；、\n]/u;

function readWord(vocabulary: Vocabulary, word: string, at: Position, problems: Problems): Tree {
  const code = translate(vocabulary, word);
  if (code !== null) return {kind: 'text', text: code, at};
  problems.add(at, notAllowed(word, Object.keys(vocabularies[vocabulary])));
  return {kind: 'none', at};
}

/** `openssh-server >= 1:9.2p1; nginx = 1.22.1-9`: what stands before the first sign is the package. */
function readVersions(parts: readonly string[], at: Position): Tree {
  const entries = parts.map((part) => {
    const sign = part.search(/[<>=]/);
    const [name, constraint] = sign < 0 ? [part, ''] : [part.slice(0, sign).trim(), part.slice(sign)];
    return [name, {key: at, value: {kind: 'text', text: constraint, at}}] as const;
  });
  return {kind: 'map', entries: new Map(entries), at};
}

/** The tree of one cell that is not empty. */
export function readCell(kind: CellKind, cell: string, at: Position, problems: Problems): Tree {
  const text = cleanText(cell, at, problems);
  const one = (value: string): Tree => ({kind: 'text', text: value, at});
  const many = (values: readonly string[]): Tree => ({kind: 'list', items: values.map(one), at});
  switch (kind) {
    case 'text':
      return one(text);
    case 'ascii':
      return one(toAscii(text));
    case 'texts':
      return many(split(text, semicolonsAndCommas));
    case 'asciis':
      return many(split(text, semicolonsAndCommas).map(toAscii));
    case 'patterns':
      // A product name may hold 、 so only semicolons part the patterns.
      return many(split(text, semicolons));
    case 'versions':
      return readVersions(split(text, semicolons).map(toAscii), at);
    default:
      return readWord(kind, text, at, problems);
  }
}
