import type {Asset} from '../../model/asset.ts';
import type {Facts} from '../../model/fact.ts';
import {fill} from '../text/fill.ts';
import type {Context, LabelledValue} from './common.ts';
import {deviceText, valueText} from './value.ts';

/** Fields that tell which machine it is, in the order shown; those not known are left out. */
const identityPaths = [
  'device.vendor',
  'device.model',
  'device.osName',
  'device.version',
  'device.serials',
  'device.hostname',
  'device.uptimeSeconds',
  'os.prettyName',
  'os.versionId',
  'kernel.release',
  'kernel.architecture',
  'packages.manager',
  'services.initSystem',
  'uptime.upSeconds',
] as const;

/** What the inventory says of an asset; empty fields are left out. */
export function fromInventory(asset: Asset, context: Context): LabelledValue[] {
  const {texts} = context;
  const {field} = texts;
  const text = (value: string | null): string | null => (value === null ? null : deviceText(value, context, 300));
  const rows: readonly (readonly [string, string | null])[] = [
    [field.id, text(asset.id)],
    [field.name, text(asset.name)],
    [field.kind, texts.kind[asset.kind]],
    [field.system, asset.system === null ? null : texts.system[asset.system]],
    [field.zone, text(asset.zone)],
    [field.exposure, asset.exposure === null ? null : texts.exposure[asset.exposure]],
    [field.address, text(asset.address)],
    [field.platform, text(asset.platform)],
    [field.assetNo, text(asset.assetNo)],
    [field.vendor, text(asset.vendor)],
    [field.model, text(asset.model)],
    [field.serial, text(asset.serial)],
    [field.location, text(asset.location)],
    [field.manager, text(asset.manager)],
    [field.users, asset.users.length === 0 ? null : text(asset.users.join(texts.value.separator))],
    [field.data, asset.data === null ? null : fill(field.dataValue, {...asset.data})],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [{label, value}]));
}

function at(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  return at((value as Readonly<Record<string, unknown>>)[key], rest);
}

/** What the asset said of itself. */
export function fromFacts(facts: Facts, context: Context): LabelledValue[] {
  return identityPaths.flatMap((path) => {
    const [name = '', ...keys] = path.split('.');
    const fact = facts[name];
    const value = fact?.state === 'known' ? at(fact.value, keys) : null;
    if (value === null) return [];
    return [{label: context.labelOf(path)?.[context.language] ?? path, value: valueText(value, path, context)}];
  });
}
