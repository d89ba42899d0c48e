import type {Access, Asset, Ordered, OrderedVersion} from '../model/asset.ts';
import {missing} from './explain.ts';
import type {Problems} from './problems.ts';
import type {RawAccess, RawAsset} from './schema.ts';
import type {Inheritable, Layer, Sections} from './sections.ts';
import {find, keyPosition, positionOf, type Tree} from './tree.ts';

/** Where an effective value was written; `built-in` values have no place. */
export interface Origin {
  readonly value: unknown;
  /** `asset`, `group:<name>`, `zone:<id>`, `defaults` or `built-in`; parameters of checks also `site`. */
  readonly from: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** By asset id, then by field path: `manager`, `services.allow`, `access[0].port`, `parameters.<check>.<name>`. */
export type Origins = ReadonlyMap<string, ReadonlyMap<string, Origin>>;

type RawOrdered = NonNullable<Inheritable['ordered']>;

interface Source extends Layer<Inheritable> {
  readonly from: string;
}

const builtIn = (value: unknown): Origin => ({value, from: 'built-in', file: null, line: null, column: null});

function originAt(source: Source, path: readonly PropertyKey[], value: unknown): Origin {
  const {file, line, column} = positionOf(source.tree, path);
  return {value, from: source.from, file, line, column};
}

/** Reads fields from the first source that has them, and notes where that was. */
interface Picker {
  readonly sources: readonly Source[];
  readonly origins: Map<string, Origin>;
}

function pick<T>(picker: Picker, path: string, get: (raw: Inheritable) => T | undefined): T | null {
  for (const source of picker.sources) {
    const value = get(source.value);
    if (value === undefined) continue;
    picker.origins.set(path, originAt(source, path.split('.'), value));
    return value;
  }
  picker.origins.set(path, builtIn(null));
  return null;
}

function pickOr<T>(picker: Picker, path: string, fallback: T, get: (raw: Inheritable) => T | undefined): T {
  const value = pick(picker, path, get);
  if (value !== null) return value;
  picker.origins.set(path, builtIn(fallback));
  return fallback;
}

function toAccess(raw: RawAccess): Access {
  if (raw.via === 'local') return {via: 'local', credential: raw.credential ?? null};
  if (raw.via === 'nmap') return {...raw, ports: raw.ports ?? null};
  return raw.via === 'ssh' ? {...raw, enable: raw.enable ?? null} : raw;
}

/** Ways in, replaced as a list; each of their fields has its own origin. */
function pickAccess(picker: Picker): readonly Access[] | null {
  const source = picker.sources.find(({value}) => value.access !== undefined);
  const ways = source?.value.access?.map(toAccess);
  if (source === undefined || ways === undefined) return null;
  for (const [index, way] of ways.entries()) {
    for (const [key, value] of Object.entries(way)) {
      const path = ['access', index, key];
      const written = find(source.tree, path) !== null;
      picker.origins.set(`access[${index}].${key}`, written ? originAt(source, path, value) : builtIn(value));
    }
  }
  return ways;
}

function pickData(picker: Picker, tree: Tree, problems: Problems): Asset['data'] {
  const confidentiality = pick(picker, 'data.confidentiality', (raw) => raw.data?.confidentiality);
  const integrity = pick(picker, 'data.integrity', (raw) => raw.data?.integrity);
  const availability = pick(picker, 'data.availability', (raw) => raw.data?.availability);
  if (confidentiality !== null && integrity !== null && availability !== null) {
    return {confidentiality, integrity, availability};
  }
  if (confidentiality !== null || integrity !== null || availability !== null) {
    problems.add(keyPosition(tree, [], 'data'), {
      en: 'data needs all three of confidentiality, integrity and availability (1 low … 3 high)',
      ja: 'dataには機密性・完全性・可用性の3つすべてが必要です（1低〜3高）',
    });
  }
  return null;
}

function pickServices(picker: Picker): Asset['services'] {
  const allow = pick(picker, 'services.allow', (raw) => raw.services?.allow);
  return allow && {allow};
}

function pickSoftware(picker: Picker): Asset['software'] {
  const allow = pick(picker, 'software.allow', (raw) => raw.software?.allow);
  const deny = pick(picker, 'software.deny', (raw) => raw.software?.deny);
  return allow === null && deny === null ? null : {allow: allow ?? [], deny: deny ?? []};
}

/** Each part has its own origin: a contract may say for all what was ordered, and an asset when it came. */
function pickOrdered(picker: Picker): Asset['ordered'] {
  const part = <K extends keyof Ordered>(key: K, get: (raw: RawOrdered) => Ordered[K] | undefined): Ordered[K] | null =>
    pick(picker, `ordered.${key}`, ({ordered}) => ordered && get(ordered));
  const ordered = {
    document: part('document', (raw) => raw.document),
    delivered: part('delivered', (raw) => raw.delivered),
    os: part('os', (raw) => raw.os),
    versions: part('versions', ({versions}) => versions && sortedVersions(versions)),
    accounts: part('accounts', (raw) => raw.accounts),
    timeSources: part('timeSources', (raw) => raw.timeSources),
    antivirus: part('antivirus', (raw) => raw.antivirus),
  };
  return Object.values(ordered).every((value) => value === null) ? null : ordered;
}

function sortedVersions(versions: Readonly<Record<string, string>>): OrderedVersion[] {
  return Object.keys(versions)
    .sort()
    .map((name) => ({package: name, constraint: versions[name] ?? ''}));
}

/** An answer is one record: taken whole, never mixed from two levels. */
function pickConsent(picker: Picker): Asset['consent'] {
  const raw = pick(picker, 'consent', ({consent}) => consent);
  return raw && {status: raw.status, by: raw.by ?? null, until: raw.until ?? null, document: raw.document ?? null};
}

/** A declaration holds of one day: taken whole, too. */
function pickInstalled(picker: Picker): Pick<Asset, 'installed'> {
  if (picker.sources.every(({value}) => value.installed === undefined)) return {};
  const raw = pick(picker, 'installed', ({installed}) => installed) ?? {};
  const {os = null, firmware = null, endOfSupport = null, asOf = null} = raw;
  return {installed: {os, firmware, endOfSupport, asOf}};
}

function pickIdentity(picker: Picker): Asset['identity'] {
  const raw = pick(picker, 'identity', ({identity}) => identity);
  return raw && {serial: raw.serial ?? null, machineId: raw.machineId ?? null, macs: raw.macs ?? []};
}

/** Leave for one asset is given for that asset: it is not inherited. */
function controlProtocolsOf({value}: Layer<RawAsset>, picker: Picker): Pick<Asset, 'controlProtocols'> {
  const raw = value.controlProtocols;
  if (raw === undefined) return {};
  pick(picker, 'controlProtocols', () => raw);
  return {controlProtocols: {...raw, document: raw.document ?? null, read: [...raw.read].sort()}};
}

type Optional = Omit<Asset, 'id' | 'kind' | 'zone' | 'address' | 'access'>;

function pickOptional(picker: Picker, tree: Tree, problems: Problems): Optional {
  return {
    platform: pickOr(picker, 'platform', 'auto', (raw) => raw.platform),
    name: pick(picker, 'name', (raw) => raw.name),
    assetNo: pick(picker, 'assetNo', (raw) => raw.assetNo),
    location: pick(picker, 'location', (raw) => raw.location),
    vendor: pick(picker, 'vendor', (raw) => raw.vendor),
    model: pick(picker, 'model', (raw) => raw.model),
    serial: pick(picker, 'serial', (raw) => raw.serial),
    manager: pick(picker, 'manager', (raw) => raw.manager),
    users: pickOr(picker, 'users', [], (raw) => raw.users),
    system: pick(picker, 'system', (raw) => raw.system),
    data: pickData(picker, tree, problems),
    exposure: pick(picker, 'exposure', (raw) => raw.exposure),
    loadGroup: pick(picker, 'loadGroup', (raw) => raw.loadGroup),
    consent: pickConsent(picker),
    services: pickServices(picker),
    software: pickSoftware(picker),
    ordered: pickOrdered(picker),
    identity: pickIdentity(picker),
    formerIds: pickOr(picker, 'formerIds', [], (raw) => raw.formerIds),
  };
}

/** The asset itself, its groups in the order listed, its zone, the defaults. */
function sourcesOf(asset: Layer<RawAsset>, sections: Sections): Source[] {
  const sources: Source[] = [{...asset, from: 'asset'}];
  for (const name of asset.value.group ?? []) {
    const group = sections.groups.get(name);
    if (group) sources.push({...group, from: `group:${name}`});
  }
  const defaults: Source[] = sections.defaults ? [{...sections.defaults, from: 'defaults'}] : [];
  const zoneId = [...sources, ...defaults].find(({value}) => value.zone !== undefined)?.value.zone;
  const zone = zoneId === undefined ? undefined : sections.zones.get(zoneId);
  if (zone) {
    const {
      id: _id,
      policy: _policy,
      window: _window,
      trials: _trials,
      ranges: _ranges,
      parameters: _parameters,
      ...value
    } = zone.value;
    sources.push({value, tree: zone.tree, from: `zone:${zone.value.id}`});
  }
  return [...sources, ...defaults];
}

/** False when something the asset inherits from is itself faulty: what then seems missing is not worth telling. */
export function isWhole(asset: Layer<RawAsset>, sections: Sections): boolean {
  const {root, groups, zones, names} = sections;
  const groupsRead = (asset.value.group ?? []).every((name) => groups.has(name));
  const defaultsRead = sections.defaults !== null || find(root, ['defaults']) === null;
  return groupsRead && defaultsRead && zones.size === new Set(names.zones).size;
}

/** One asset with everything it inherits; null after telling what is missing. Controllers need no access: they are never touched. */
export function resolveAsset(
  layer: Layer<RawAsset>,
  sections: Sections,
  problems: Problems,
): {asset: Asset; origins: Map<string, Origin>} | null {
  const picker: Picker = {sources: sourcesOf(layer, sections), origins: new Map()};
  const id = layer.value.id;
  pick(picker, 'id', (raw) => raw.id);
  const kind = pick(picker, 'kind', (raw) => raw.kind);
  const zone = pick(picker, 'zone', (raw) => raw.zone);
  const address = pick(picker, 'address', (raw) => raw.address);
  const written = pickAccess(picker);
  const access = kind === 'controller' ? (written ?? []) : written?.length ? written : null;
  const optional = pickOptional(picker, layer.tree, problems);
  for (const [key, value] of Object.entries({kind, zone, address, access})) {
    if (value !== null) continue;
    const {en, ja} = missing(key);
    problems.add(keyPosition(layer.tree, [], key), {en: `asset ${id}: ${en}`, ja: `資産 ${id}: ${ja}`});
  }
  if (kind === null || zone === null || address === null || access === null) return null;
  const more = {...controlProtocolsOf(layer, picker), ...pickInstalled(picker)};
  return {asset: {id, kind, zone, address, access, ...optional, ...more}, origins: picker.origins};
}

/** Former ids must not name an asset that still exists. */
export function checkFormerIds(assets: readonly Layer<RawAsset>[], problems: Problems): void {
  const ids = new Set(assets.map(({value}) => value.id));
  for (const {value, tree} of assets) {
    for (const [index, former] of (value.formerIds ?? []).entries()) {
      if (!ids.has(former)) continue;
      problems.add(positionOf(tree, ['formerIds', index]), {
        en: `“${former}” is the id of an asset in this inventory; a former id must be out of use`,
        ja: `「${former}」はこのインベントリの資産IDです。formerIdsには使われなくなったIDだけを書いてください`,
      });
    }
  }
}
