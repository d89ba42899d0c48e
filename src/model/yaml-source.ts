import type {Problem} from './input-error.ts';
import type {Bilingual} from './text.ts';
import {knownValue} from './yaml-known.ts';
import {placeInScalar} from './yaml-scalar.ts';
import {parseYaml, type YamlTree} from './yaml-tree.ts';

export type Path = readonly PropertyKey[];

/** A YAML file with the place of everything in it. */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** Null when there are problems. */
  readonly value: unknown;
  /** What is wrong with the file as YAML. */
  readonly problems: readonly Problem[];
  /** Is anything written at a path? */
  has(path: Path): boolean;
  /** A problem at the value of a path, or at the nearest thing around it. */
  at(path: Path, message: Bilingual): Problem;
  /** A problem at a key of the map at a path. */
  atKey(path: Path, key: string, message: Bilingual): Problem;
  /** A problem inside the text at a path; `offset` counts characters of that text. */
  inside(path: Path, offset: number, message: Bilingual): Problem;
}

function valueOf(tree: YamlTree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.items.map(valueOf);
    case 'map':
      return Object.fromEntries([...tree.entries].map(([key, {value}]) => [key, valueOf(value)]));
    default:
      return tree satisfies never;
  }
}

/** The tree at a path or, `whole` false, the nearest thing around it. */
function find(tree: YamlTree, path: Path): {readonly tree: YamlTree; readonly whole: boolean} {
  let found = tree;
  for (const key of path) {
    const next: YamlTree | undefined =
      found.kind === 'map'
        ? found.entries.get(String(key))?.value
        : found.kind === 'list'
          ? found.items[Number(key)]
          : undefined;
    if (next === undefined) return {tree: found, whole: false};
    found = next;
  }
  return {tree: found, whole: true};
}

/** Reads YAML 1.2. Never throws: what is wrong stands in `problems`. Anchors may be used, with moderation. */
export function readAnew(file: string, text: string): YamlSource {
  const {tree, problems, position} = parseYaml(file, text, 'values');
  const place = (offset: number, message: Bilingual): Problem => ({file, ...position(offset), message});
  const root: YamlTree = tree ?? {kind: 'scalar', value: null, offset: 0, node: null};
  return {
    file,
    text,
    value: problems.length === 0 ? valueOf(root) : null,
    problems,
    has: (path) => find(root, path).whole,
    at: (path, message) => place(find(root, path).tree.offset, message),
    atKey(path, key, message) {
      const map = find(root, path).tree;
      const entry = map.kind === 'map' ? map.entries.get(key) : undefined;
      return place(entry?.key ?? map.offset, message);
    },
    inside(path, offset, message) {
      const {tree: found} = find(root, path);
      const node = found.kind === 'scalar' ? found.node : null;
      return place(node === null ? found.offset : placeInScalar(node, text, offset), message);
    },
  };
}

/** Like `readAnew`; a text whose value is known is read when a place in it is asked for, which only a problem does. */
export function readYaml(file: string, text: string): YamlSource {
  const known = knownValue(text);
  if (known === null) return readAnew(file, text);
  let read: YamlSource | null = null;
  const source = (): YamlSource => (read ??= readAnew(file, text));
  return {
    file,
    text,
    value: known.value,
    problems: [],
    has: (path) => source().has(path),
    at: (path, message) => source().at(path, message),
    atKey: (path, key, message) => source().atKey(path, key, message),
    inside: (path, offset, message) => source().inside(path, offset, message),
  };
}
