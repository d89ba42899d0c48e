import type {z} from 'zod';
import type {Credential, JumpHost} from '../model/asset.ts';
import {toCredential} from './credential-section.ts';
import {explain, missing, unknownKey, wrongShape} from './explain.ts';
import type {Problems} from './problems.ts';
import {
  AssetSchema,
  CredentialSchema,
  DefaultsSchema,
  GroupSchema,
  JumpHostSchema,
  NameSchema,
  type RawAsset,
  type RawSite,
  type RawZone,
  SiteSchema,
  ZoneSchema,
} from './schema.ts';
import {find, type MapTree, plain, type Tree} from './tree.ts';

/** A checked piece of the inventory with the tree it was read from. */
export interface Layer<T> {
  readonly value: T;
  readonly tree: Tree;
}

/** What groups, zones and defaults may say of an asset. */
export type Inheritable = Partial<Omit<RawAsset, 'parameters'>>;

export interface Sections {
  readonly root: Tree;
  readonly site: Layer<RawSite> | null;
  readonly zones: ReadonlyMap<string, Layer<RawZone>>;
  readonly groups: ReadonlyMap<string, Layer<Inheritable>>;
  readonly defaults: Layer<Inheritable> | null;
  readonly credentials: ReadonlyMap<string, Layer<Credential>>;
  readonly jumpHosts: ReadonlyMap<string, Layer<JumpHost>>;
  readonly assets: readonly Layer<RawAsset>[];
  /** Every name written, of faulty pieces too, so that one fault is not told twice. */
  readonly names: Readonly<Record<'zones' | 'groups' | 'credentials' | 'jumpHosts', readonly string[]>>;
}

const topLevel = ['site', 'credentials', 'zones', 'jumpHosts', 'defaults', 'groups', 'assets'];

/** Value of a tree under a schema; null after telling its problems. */
function read<S extends z.ZodType>(schema: S, tree: Tree, problems: Problems): Layer<z.output<S>> | null {
  const result = schema.safeParse(tree.kind === 'none' ? {} : plain(tree));
  if (result.success) return {value: result.data, tree};
  explain(result.error.issues, tree, problems);
  return null;
}

function listAt(root: Tree, key: string, problems: Problems): readonly Tree[] {
  const tree = find(root, [key]);
  if (tree?.kind === 'list') return tree.items;
  problems.add(tree?.at ?? root.at, tree === null ? missing(key) : wrongShape('array'));
  return [];
}

type Reader<T> = (tree: Tree, name: string) => Layer<T> | null;

/** Named pieces of a map section; a section that is not written is empty. */
function readNamed<T>(root: Tree, section: string, problems: Problems, reader: Reader<T>): Map<string, Layer<T>> {
  const found = new Map<string, Layer<T>>();
  const tree = find(root, [section]);
  if (tree === null) return found;
  if (tree.kind !== 'map') {
    problems.add(tree.at, wrongShape('object'));
    return found;
  }
  for (const [name, entry] of tree.entries) {
    const named = read(NameSchema, {kind: 'text', text: name, at: entry.key}, problems);
    const layer = reader(entry.value, name);
    if (named !== null && layer !== null) found.set(name, layer);
  }
  return found;
}

function namesOf(root: Tree, section: string): string[] {
  const tree = find(root, [section]);
  return tree?.kind === 'map' ? [...tree.entries.keys()] : [];
}

function idOf(tree: Tree): string | null {
  const id = find(tree, ['id']);
  return id?.kind === 'text' ? id.text : null;
}

/** Tells ids that are used twice, without regard to case; where the first one stands is part of the message. */
function checkUnique(trees: readonly Tree[], problems: Problems): void {
  const first = new Map<string, Tree>();
  for (const tree of trees) {
    const id = find(tree, ['id']);
    if (id?.kind !== 'text') continue;
    const folded = id.text.toLowerCase();
    const other = first.get(folded);
    first.set(folded, other ?? id);
    if (other === undefined) continue;
    problems.add(id.at, {
      en: `the id “${id.text.slice(0, 64)}” is used already (line ${other.at.line ?? 0}); write another`,
      ja: `ID「${id.text.slice(0, 64)}」はすでに使われています（${other.at.line ?? 0}行目）。別のIDにしてください`,
    });
  }
}

function readZones(trees: readonly Tree[], root: Tree, problems: Problems): Map<string, Layer<RawZone>> {
  const list = find(root, ['zones']);
  if (list?.kind === 'list' && trees.length === 0) problems.add(list.at, missing('zones'));
  checkUnique(trees, problems);
  const layers = trees.map((tree) => read(ZoneSchema, tree, problems)).filter((layer) => layer !== null);
  return new Map(layers.map((layer) => [layer.value.id, layer]));
}

function readAssets(trees: readonly Tree[], root: Tree, problems: Problems): Layer<RawAsset>[] {
  const list = find(root, ['assets']);
  if (list?.kind === 'list' && trees.length === 0) {
    problems.add(list.at, {
      en: 'there is no asset; write at least one',
      ja: '資産が1件もありません。1件以上書いてください',
    });
  }
  checkUnique(trees, problems);
  return trees.map((tree) => read(AssetSchema, tree, problems)).filter((layer) => layer !== null);
}

function readJumpHost(tree: Tree, name: string, problems: Problems): Layer<JumpHost> | null {
  const layer = read(JumpHostSchema, tree, problems);
  return layer && {tree, value: {name, ...layer.value}};
}

function checkKeys(root: MapTree, problems: Problems): void {
  for (const [key, entry] of root.entries) {
    if (!topLevel.includes(key)) problems.add(entry.key, unknownKey(key, topLevel));
  }
}

/** Reads every section by itself, so that a fault in one hides none in another. @throws InventoryError */
export function readSections(root: Tree, problems: Problems): Sections {
  if (root.kind !== 'map') return problems.fatal(root.at, wrongShape('object'));
  checkKeys(root, problems);
  const site = find(root, ['site']);
  if (site === null) problems.add(root.at, missing('site'));
  const defaults = find(root, ['defaults']);
  const zones = listAt(root, 'zones', problems);
  const assets = listAt(root, 'assets', problems);
  return {
    root,
    site: site && read(SiteSchema, site, problems),
    zones: readZones(zones, root, problems),
    groups: readNamed(root, 'groups', problems, (tree) => read(GroupSchema, tree, problems)),
    defaults: defaults && read(DefaultsSchema, defaults, problems),
    credentials: readNamed(root, 'credentials', problems, (tree, name) => {
      const layer = read(CredentialSchema, tree, problems);
      return layer && {tree, value: toCredential(name, layer, problems)};
    }),
    jumpHosts: readNamed(root, 'jumpHosts', problems, (tree, name) => readJumpHost(tree, name, problems)),
    assets: readAssets(assets, root, problems),
    names: {
      zones: zones.map(idOf).filter((id) => id !== null),
      groups: namesOf(root, 'groups'),
      credentials: namesOf(root, 'credentials'),
      jumpHosts: namesOf(root, 'jumpHosts'),
    },
  };
}
