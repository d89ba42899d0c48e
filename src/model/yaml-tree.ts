import {isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument} from 'yaml';
import type {Alias, Document, Node, Scalar, YAMLMap} from 'yaml';
import type {Problem} from './input-error.ts';
import {brief} from './suggest.ts';
import type {Bilingual} from './text.ts';
import {syntaxMessage} from './yaml-messages.ts';

/** Most bytes, and most characters, of a YAML file. */
export const largestYaml = 50 * 1024 * 1024;

const deepest = 32;
const mostAliased = 10_000_000;
const nodeCost = 20;

/** What a YAML file holds, aliases replaced, each thing with the offset at which it is told. */
export type YamlTree =
  | {readonly kind: 'scalar'; readonly value: unknown; readonly offset: number; readonly node: Scalar | null}
  | {readonly kind: 'list'; readonly items: readonly YamlTree[]; readonly offset: number}
  | {readonly kind: 'map'; readonly entries: ReadonlyMap<string, YamlEntry>; readonly offset: number};

export interface YamlEntry {
  /** Offset of the key. */
  readonly key: number;
  readonly value: YamlTree;
}

/** Line and column, both from 1. */
export interface YamlPosition {
  readonly line: number;
  readonly column: number;
}

export interface ParsedYaml {
  /** Null when reading on is pointless. */
  readonly tree: YamlTree | null;
  readonly problems: readonly Problem[];
  readonly position: (offset: number) => YamlPosition;
}

/**
 * `values`: numbers, booleans and null are such, and syntax errors are told in English in the parser's words.
 * `texts`: every scalar is text or null, keys are NFC, and no message quotes the file, as it may hold a secret by mistake.
 */
export type Reading = 'values' | 'texts';

interface Walk {
  readonly reading: Reading;
  readonly file: string;
  readonly position: ParsedYaml['position'];
  readonly anchors: Map<string, Node>;
  readonly problems: Problem[];
  /** Characters that aliases may still repeat, nodes counted as some: the guard against alias bombs. */
  aliased: number;
  /** Something makes reading on pointless. */
  stopped: boolean;
}

interface Reach {
  readonly depth: number;
  readonly throughAlias: boolean;
  /** Offset of the key or list that holds the node, for nodes that have none of their own. */
  readonly near: number;
}

function tell(walk: Walk, offset: number, message: Bilingual): void {
  walk.problems.push({file: walk.file, ...walk.position(offset), message});
}

const nothing = (offset: number): YamlTree => ({kind: 'scalar', value: null, offset, node: null});

function toMap(walk: Walk, map: YAMLMap, offset: number, reach: Reach): YamlTree {
  const entries = new Map<string, YamlEntry>();
  for (const {key, value} of map.items) {
    const node = isScalar(key) ? key : null;
    const at = node?.range?.[0] ?? offset;
    const written = typeof node?.value === 'string' ? node.value : '';
    const name = walk.reading === 'texts' ? written.normalize('NFC') : written;
    const first = entries.get(name);
    if (first === undefined) {
      entries.set(name, {key: at, value: toTree(walk, value, {...reach, near: at})});
      continue;
    }
    const {line} = walk.position(first.key);
    tell(walk, at, {
      en: `“${brief(name)}” is written twice (first in line ${line}); delete one`,
      ja: `「${brief(name)}」が2回書かれています（1回目は${line}行目）。どちらかを削除してください`,
    });
  }
  return {kind: 'map', entries, offset};
}

function toTarget(walk: Walk, alias: Alias, offset: number, reach: Reach): YamlTree {
  const target = walk.anchors.get(alias.source);
  if (target !== undefined) return toTree(walk, target, {...reach, throughAlias: true, near: offset});
  tell(walk, offset, {
    en: 'this begins with *, which refers to an anchor, but there is none of that name before it; put text that begins with * in quotes',
    ja: '「*」で始まる値はアンカーの参照になりますが、該当するアンカーがありません。文字列なら引用符で囲んでください',
  });
  return nothing(offset);
}

/** What makes a node one too many; null when there is room for it. */
function excess(walk: Walk, node: unknown, reach: Reach): Bilingual | null {
  if (reach.depth > deepest) {
    return {en: `nested more than ${deepest} levels deep`, ja: `入れ子が深すぎます（${deepest}段まで）`};
  }
  if (reach.throughAlias) walk.aliased -= nodeCost + (isScalar(node) ? String(node.value).length : 0);
  if (walk.aliased >= 0) return null;
  return walk.reading === 'texts'
    ? {
        en: 'anchors and aliases repeat too much text; use groups or defaults instead',
        ja: 'アンカーと参照による繰り返しが多すぎます。groups または defaults を使ってください',
      }
    : {
        en: 'anchors and aliases repeat too much text; write the values out',
        ja: 'アンカーと参照による繰り返しが多すぎます。値をそのまま書いてください',
      };
}

function scalarValue(walk: Walk, node: Scalar): unknown {
  if (walk.reading === 'values') return node.value;
  const text = typeof node.value === 'string' ? node.value : '';
  return node.type === 'PLAIN' && ['', '~', 'null'].includes(text) ? null : text;
}

function toTree(walk: Walk, node: unknown, reach: Reach): YamlTree {
  const {range, anchor} = (node ?? {}) as Partial<Node>;
  const offset = range && !reach.throughAlias ? range[0] : reach.near;
  if (walk.stopped) return nothing(offset);
  const tooMuch = excess(walk, node, reach);
  if (tooMuch !== null) {
    walk.stopped = true;
    tell(walk, offset, tooMuch);
    return nothing(offset);
  }
  if (anchor && !reach.throughAlias) walk.anchors.set(anchor, node as Node);
  const inner = {...reach, depth: reach.depth + 1, near: offset};
  if (isAlias(node)) return toTarget(walk, node, offset, inner);
  if (isMap(node)) return toMap(walk, node, offset, inner);
  if (isSeq(node)) return {kind: 'list', items: node.items.map((item) => toTree(walk, item, inner)), offset};
  if (!isScalar(node)) return nothing(offset);
  return {kind: 'scalar', value: scalarValue(walk, node), offset, node: reach.throughAlias ? null : node};
}

function parse(text: string, lines: LineCounter, reading: Reading): Document | null {
  try {
    return parseDocument(text, {
      schema: reading === 'texts' ? 'failsafe' : 'core',
      stringKeys: true,
      // Keys are compared in toMap, which tells both places and does not slow down on long maps.
      uniqueKeys: false,
      // A pretty error quotes the line, and the line may hold a password.
      prettyErrors: false,
      // `silent` would also hide a second document.
      logLevel: 'error',
      lineCounter: lines,
    });
  } catch {
    return null;
  }
}

/** Tells the first error, as what follows is mostly its echo, and every tag. */
function tellSyntax(walk: Walk, document: Document): void {
  for (const {code, message, pos} of [...document.errors.slice(0, 1), ...document.warnings]) {
    const plain = {en: message, ja: syntaxMessage(code).ja};
    tell(walk, pos[0], walk.reading === 'texts' ? syntaxMessage(code) : plain);
  }
}

function tooLong(length: number): Bilingual {
  return {
    en: `the file has ${length} characters; write at most ${largestYaml}`,
    ja: `ファイルが大きすぎます（${length}文字）。上限は${largestYaml}文字です`,
  };
}

const tooDeep: Bilingual = {
  en: 'cannot be read as YAML: nested too deeply',
  ja: 'YAMLとして読めません。入れ子が深すぎます',
};

/** Reads one YAML 1.2 document. Never throws; what it costs is bounded whatever the text. */
export function parseYaml(file: string, text: string, reading: Reading): ParsedYaml {
  const lines = new LineCounter();
  const position = (offset: number): YamlPosition => {
    const {line, col} = lines.linePos(offset);
    return {line: Math.max(line, 1), column: Math.max(col, 1)};
  };
  const document = text.length > largestYaml ? null : parse(text, lines, reading);
  if (document === null) {
    const message = text.length > largestYaml ? tooLong(text.length) : tooDeep;
    return {tree: null, problems: [{file, line: null, column: null, message}], position};
  }
  const problems: Problem[] = [];
  const walk: Walk = {reading, file, position, anchors: new Map(), problems, aliased: mostAliased, stopped: false};
  tellSyntax(walk, document);
  if (document.errors.length > 0) return {tree: null, problems, position};
  const tree = toTree(walk, document.contents, {depth: 0, throughAlias: false, near: 0});
  return {tree: walk.stopped ? null : tree, problems, position};
}
