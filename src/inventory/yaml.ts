import {parseYaml, type YamlTree} from '../model/yaml-tree.ts';
import type {Position, Problems} from './problems.ts';
import {cleanText, type Entry, type Tree} from './tree.ts';

/** Turns offsets into places. */
type Locate = (offset: number) => Position;

function toTree(tree: YamlTree, locate: Locate, problems: Problems): Tree {
  const at = locate(tree.offset);
  switch (tree.kind) {
    case 'scalar':
      return typeof tree.value === 'string'
        ? {kind: 'text', text: cleanText(tree.value, at, problems), at}
        : {kind: 'none', at};
    case 'list':
      return {kind: 'list', items: tree.items.map((item) => toTree(item, locate, problems)), at};
    case 'map': {
      const entries = new Map<string, Entry>();
      for (const [name, {key, value}] of tree.entries) {
        const place = locate(key);
        entries.set(cleanText(name, place, problems), {key: place, value: toTree(value, locate, problems)});
      }
      return {kind: 'map', entries, at};
    }
    default:
      return tree satisfies never;
  }
}

/**
 * Reads one YAML document. An empty document is an empty map.
 * @throws InventoryError when reading on is pointless; other problems are added.
 */
export function readYaml(file: string, text: string, problems: Problems): Tree {
  const parsed = parseYaml(file, text, 'texts');
  for (const {line, column, message} of parsed.problems) problems.add({file, line, column, header: null}, message);
  if (parsed.tree === null) {
    problems.throwIfAny();
    throw new TypeError('what makes the file unreadable was not told');
  }
  const locate: Locate = (offset) => ({file, ...parsed.position(offset), header: null});
  const tree = toTree(parsed.tree, locate, problems);
  return tree.kind === 'none' ? {kind: 'map', entries: new Map(), at: tree.at} : tree;
}
