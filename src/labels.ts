import {z} from 'zod';
import {assetFacts, siteFacts} from './derive/index.ts';
import type {FieldLabel} from './model/probe.ts';
import type {Bilingual} from './model/text.ts';
import {probes} from './probes/index.ts';

function inside(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return inside(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return inside(schema.element as z.ZodType);
  return schema;
}

function ownLabel(schema: z.ZodType): FieldLabel | null {
  const meta = schema.meta() as {label?: FieldLabel} | undefined;
  return meta?.label ?? null;
}

/** `title` is that of the fact: it names lists and groups of fields that have no label of their own. */
function walk(path: string, title: Bilingual, schema: z.ZodType, found: Map<string, FieldLabel>): void {
  found.set(path, ownLabel(schema) ?? title);
  const inner = inside(schema);
  if (!(inner instanceof z.ZodObject)) return;
  for (const [name, field] of Object.entries(inner.shape)) walk(`${path}.${name}`, title, field as z.ZodType, found);
}

/** What checks show of the inventory. */
const assetLabels: Readonly<Record<string, FieldLabel>> = {
  'asset.manager': {en: 'Manager in the inventory', ja: '台帳の管理者'},
  'asset.users': {en: 'Users in the inventory', ja: '台帳の利用者'},
  'asset.platform': {en: 'Platform', ja: '機種（プラットフォーム）'},
  'asset.exposure': {en: 'exposure in the inventory', ja: '台帳の公開範囲（exposure）'},
  'asset.data': {en: 'data in the inventory', ja: '台帳の情報の格付け（data）'},
  'asset.services': {en: 'Services allowed by the inventory', ja: '台帳の許可サービス'},
  'asset.services.allow': {en: 'Services allowed by the inventory', ja: '台帳の許可サービス'},
  'asset.ordered': {en: 'Ordering specification', ja: '発注仕様'},
  'asset.ordered.document': {en: 'Order document', ja: '発注仕様書'},
  'asset.ordered.delivered': {en: 'Delivered on', ja: '納入日'},
  'asset.ordered.os': {en: 'OS ordered', ja: '発注したOS'},
  'asset.ordered.versions': {en: 'Versions ordered', ja: '発注したバージョン'},
  'asset.ordered.versions.package': {en: 'Package ordered', ja: '発注したパッケージ'},
  'asset.ordered.versions.constraint': {en: 'Version ordered', ja: '発注したバージョン'},
  'asset.ordered.accounts': {en: 'Accounts ordered', ja: '発注したアカウント'},
  'asset.ordered.timeSources': {en: 'Time sources ordered', ja: '発注した時刻源'},
  'asset.ordered.antivirus': {en: 'Anti-malware ordered', ja: '発注したウイルス対策製品'},
  'asset.installed': {en: 'Declared by the inventory', ja: '台帳の申告'},
  'asset.installed.os': {en: 'OS declared', ja: '申告されたOS'},
  'asset.installed.firmware': {en: 'Firmware declared', ja: '申告されたファームウェア'},
  'asset.installed.endOfSupport': {en: 'End of support declared', ja: '申告されたサポート期限'},
  'asset.installed.asOf': {en: 'Declared as of', ja: '申告の時点'},
  'asset.software': {en: 'Software rules of the inventory', ja: '台帳のソフトウェア許可・禁止'},
  'asset.software.allow': {en: 'Software allowed by the inventory', ja: '台帳の許可ソフト'},
  'asset.software.deny': {en: 'Software forbidden by the inventory', ja: '台帳の禁止ソフト'},
};

/** Every labelled fact and field, by path: `sshd`, `sshd.effective.permitRootLogin`, `accounts.users.name`. */
export function allLabels(): ReadonlyMap<string, FieldLabel> {
  const found = new Map<string, FieldLabel>(Object.entries(assetLabels));
  const units: readonly {fact: string; title: Bilingual; schema: z.ZodType}[] = [
    ...probes,
    ...assetFacts,
    ...siteFacts,
  ];
  for (const {fact, title, schema} of units) {
    walk(fact, title, schema, found);
  }
  return found;
}

/** Looks labels up for reports; null for a path that has none. */
export function labels(): (path: string) => FieldLabel | null {
  const all = allLabels();
  return (path) => all.get(path) ?? null;
}
