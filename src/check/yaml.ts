import {isMap, isScalar, LineCounter, parseDocument, Scalar, visit, type Document, type Node} from 'yaml';
import type {Problem} from '../model/input-error.ts';
import type {Bilingual} from '../model/text.ts';

export type Path = readonly (string | number)[];

/** A YAML file with the place of everything in it. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** Syntax errors, when there are any. */
  readonly broken: readonly Problem[];
  /** Is anything written at a path? */
  has(path: Path): boolean;
  /** A problem at the value of a path, or at the nearest thing around it. */
  at(path: Path, message: Bilingual): Problem;
  /** A problem at a key of the map at a path. */
  atKey(path: Path, key: string, message: Bilingual): Problem;
  /** A problem inside the text at a path; `offset` counts characters of that text. */
  inside(path: Path, offset: number, message: Bilingual): Problem;
}

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

function nodeAt(document: Document, path: Path): Node | null {
  for (let length = path.length; length > 0; length -= 1) {
    const found: unknown = document.getIn(path.slice(0, length), true);
    if (found !== undefined && found !== null) return found as Node;
  }
  return document.contents;
}

function keyAt(document: Document, path: Path, key: string): Node | null {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return nodeAt(document, path);
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  return isScalar(pair?.key) ? pair.key : nodeAt(document, path);
}

/** Offset of the first alias: a few of them can stand for more text than there is memory. */
function firstAlias(document: Document): number | null {
  let offset: number | null = null;
  visit(document, {
    Alias(_key, node) {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Reads YAML 1.2 without aliases. Never throws: what is wrong stands in `broken`. */
export function readYaml(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, uniqueKeys: true});
  const place = (offset: number, message: Bilingual): Problem => {
    const {line, col} = lines.linePos(offset);
    return {file, line: Math.max(line, 1), column: Math.max(col, 1), message};
  };
  const broken = [...document.errors, ...document.warnings].map((error) =>
    place(error.pos[0], {en: error.message, ja: `YAMLの書き方に誤りがあります: ${error.message}`}),
  );
  const alias = broken.length === 0 ? firstAlias(document) : null;
  if (alias !== null) {
    const message = {
      en: 'an alias (*name): write the value out',
      ja: 'エイリアス(*名前)は使えません。値をそのまま書いてください',
    };
    broken.push(place(alias, message));
  }
  const startOf = (node: Node | null): number => node?.range?.[0] ?? 0;
  return {
    file,
    text,
    value: broken.length === 0 ? document.toJS() : null,
    broken,
    has: (path) => path.length === 0 || document.hasIn(path),
    at: (path, message) => place(startOf(nodeAt(document, path)), message),
    atKey: (path, key, message) => place(startOf(keyAt(document, path, key)), message),
    inside(path, offset, message) {
      const node = nodeAt(document, path);
      return place(isScalar(node) ? placeInScalar(node, text, offset) : startOf(node), message);
    },
  };
}
