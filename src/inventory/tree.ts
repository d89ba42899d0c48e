import {unprintable} from '../tables/text.ts';
import type {Position, Problems} from './problems.ts';

/** What YAML and CSV have in common: text, lists and maps, each with its place. Numbers are read by the schema. */
export type Tree =
  | {readonly kind: 'none'; readonly at: Position}
  | {readonly kind: 'text'; readonly text: string; readonly at: Position}
  | {readonly kind: 'list'; readonly items: readonly Tree[]; readonly at: Position}
  | MapTree;

export interface MapTree {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: Position;
}

export interface Entry {
  readonly key: Position;
  readonly value: Tree;
}

export type Path = readonly PropertyKey[];

/** Plain value for a schema; nothing written is undefined. */
export function plain(tree: Tree): unknown {
  switch (tree.kind) {
    case 'none':
      return undefined;
    case 'text':
      return tree.text;
    case 'list':
      return tree.items.map(plain);
    case 'map':
      return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, plain(entry.value)]));
    default:
      return tree satisfies never;
  }
}

function step(tree: Tree, key: PropertyKey): Tree | null {
  if (tree.kind === 'map') return tree.entries.get(String(key))?.value ?? null;
  if (tree.kind === 'list') return tree.items[Number(key)] ?? null;
  return null;
}

/** The tree at a path; null when nothing is written there. */
export function find(tree: Tree, path: Path): Tree | null {
  let found: Tree | null = tree;
  for (const key of path) found = found && step(found, key);
  return found?.kind === 'none' ? null : found;
}

/** Place of the value at a path; where there is none, of the nearest thing around it. */
export function positionOf(tree: Tree, path: Path): Position {
  let found = tree;
  for (const key of path) {
    const next = step(found, key);
    if (next === null) return found.at;
    found = next;
  }
  return found.at;
}

/** Place of a key of the map at a path. */
export function keyPosition(tree: Tree, path: Path, key: string): Position {
  const map = find(tree, path);
  return (map?.kind === 'map' ? map.entries.get(key)?.key : undefined) ?? positionOf(tree, path);
}

const longest = 4096;

/** NFC text; what does not belong into an inventory is reported. */
export function cleanText(text: string, at: Position, problems: Problems): string {
  if (text.length > longest) {
    problems.add(at, {
      en: `text of ${text.length} characters; write at most ${longest}`,
      ja: `文字数が${text.length}あります。${longest}文字以内で書いてください`,
    });
    return text.slice(0, longest);
  }
  if (unprintable.test(text)) {
    problems.add(at, {
      en: 'text holds a control character or a broken character; delete it',
      ja: '制御文字または壊れた文字が含まれています。取り除いてください',
    });
  }
  return text.normalize('NFC');
}
