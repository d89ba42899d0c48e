import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import {type Position, type Problems, wholeFile} from './problems.ts';
import {cleanText, type Entry, type MapTree, type Tree} from './tree.ts';
import {syntaxMessage} from './yaml-messages.ts';

const deepest = 32;
const mostAliased = 10_000_000;
const nodeCost = 20;

interface Walk {
  readonly file: string;
  readonly lines: LineCounter;
  readonly anchors: Map<string, Node>;
  readonly problems: Problems;
  /** Characters that aliases may still repeat, nodes counted as some: the guard against alias bombs. */
  aliased: number;
}

function place(walk: Walk, offset: number): Position {
  const {line, col} = walk.lines.linePos(offset);
  return {file: walk.file, line: Math.max(line, 1), column: Math.max(col, 1), header: null};
}

/** Tells the first error, as what follows is mostly its echo, and every tag. */
function report(walk: Walk, document: Document): void {
  for (const {code, pos} of [...document.errors.slice(0, 1), ...document.warnings]) {
    walk.problems.add(place(walk, pos[0]), syntaxMessage(code));
  }
}

/** The failsafe schema yields text only. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

interface Reach {
  readonly depth: number;
  readonly throughAlias: boolean;
  /** Place of the key or list that holds the node, for nodes that have none of their own. */
  readonly near: Position;
}

function toMap(walk: Walk, map: YAMLMap, at: Position, reach: Reach): MapTree {
  const entries = new Map<string, Entry>();
  for (const {key, value} of map.items) {
    const keyNode = isScalar(key) ? key : null;
    const keyPlace = keyNode?.range ? place(walk, keyNode.range[0]) : at;
    const name = cleanText(textOf(keyNode?.value), keyPlace, walk.problems);
    const first = entries.get(name);
    if (first) {
      walk.problems.add(keyPlace, {
        en: `“${name.slice(0, 60)}” is written twice (first in line ${first.key.line ?? 0}); delete one`,
        ja: `「${name.slice(0, 60)}」が2回書かれています（1回目は${first.key.line ?? 0}行目）。どちらかを削除してください`,
      });
      continue;
    }
    entries.set(name, {key: keyPlace, value: toTree(walk, value, {...reach, near: keyPlace})});
  }
  return {kind: 'map', entries, at};
}

function toTarget(walk: Walk, alias: Alias, at: Position, reach: Reach): Tree {
  const target = walk.anchors.get(alias.source);
  if (target === undefined) {
    walk.problems.add(at, {
      en: 'this begins with *, which refers to an anchor, but there is none of that name before it; put text that begins with * in quotes',
      ja: '「*」で始まる値はアンカーの参照になりますが、該当するアンカーがありません。文字列なら引用符で囲んでください',
    });
    return {kind: 'none', at};
  }
  return toTree(walk, target, {...reach, throughAlias: true, near: at});
}

function guard(walk: Walk, node: unknown, at: Position, reach: Reach): void {
  if (reach.depth > deepest) {
    walk.problems.fatal(at, {
      en: `nested more than ${deepest} levels deep`,
      ja: `入れ子が深すぎます（${deepest}段まで）`,
    });
  }
  if (reach.throughAlias) walk.aliased -= nodeCost + (isScalar(node) ? textOf(node.value).length : 0);
  if (walk.aliased < 0) {
    walk.problems.fatal(at, {
      en: 'anchors and aliases repeat too much text; use groups or defaults instead',
      ja: 'アンカーと参照による繰り返しが多すぎます。groups または defaults を使ってください',
    });
  }
}

function toTree(walk: Walk, node: unknown, reach: Reach): Tree {
  const {range, anchor} = (node ?? {}) as Partial<Node>;
  const at = range && !reach.throughAlias ? place(walk, range[0]) : reach.near;
  guard(walk, node, at, reach);
  if (anchor && !reach.throughAlias) walk.anchors.set(anchor, node as Node);
  const inner = {...reach, depth: reach.depth + 1, near: at};
  if (isAlias(node)) return toTarget(walk, node, at, inner);
  if (isMap(node)) return toMap(walk, node, at, inner);
  if (isSeq(node)) return {kind: 'list', items: node.items.map((item) => toTree(walk, item, inner)), at};
  if (!isScalar(node)) return {kind: 'none', at};
  const text = textOf(node.value);
  if (node.type === 'PLAIN' && ['', '~', 'null'].includes(text)) return {kind: 'none', at};
  return {kind: 'text', text: cleanText(text, at, walk.problems), at};
}

function parse(text: string, lines: LineCounter, file: string, problems: Problems): Document {
  try {
    return parseDocument(text, {
      // Every scalar stays text; keys are compared in toMap, which tells both places and does not slow down on long maps.
      schema: 'failsafe',
      stringKeys: true,
      uniqueKeys: false,
      // A pretty error quotes the line, and the line may hold a password.
      prettyErrors: false,
      // `silent` would also hide a second document.
      logLevel: 'error',
      lineCounter: lines,
    });
  } catch {
    return problems.fatal(wholeFile(file), {
      en: 'cannot be read as YAML: nested too deeply',
      ja: 'YAMLとして読めません。入れ子が深すぎます',
    });
  }
}

/**
 * Reads one YAML document. An empty document is an empty map.
 * @throws InventoryError when the syntax is broken; other problems are added.
 */
export function readYaml(file: string, text: string, problems: Problems): Tree {
  const lines = new LineCounter();
  const document = parse(text, lines, file, problems);
  const walk: Walk = {file, lines, anchors: new Map(), problems, aliased: mostAliased};
  report(walk, document);
  if (document.errors.length > 0) problems.throwIfAny();
  const start: Position = {file, line: 1, column: 1, header: null};
  const tree = toTree(walk, document.contents, {depth: 0, throughAlias: false, near: start});
  return tree.kind === 'none' ? {kind: 'map', entries: new Map(), at: tree.at} : tree;
}
