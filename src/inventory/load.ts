import {readFile, stat} from 'node:fs/promises';
import type {Asset, Credential, Inventory, MailDomain} from '../model/asset.ts';
import {canonicalJson} from '../model/canonical.ts';
import {sha256Hex} from '../model/digest.ts';
import type {ParameterSettings} from '../model/parameter-settings.ts';
import {readCsv} from '../tables/csv.ts';
import {decodeCsv, type Source} from '../tables/source.ts';
import type {Table} from '../tables/table.ts';
import {readSheets} from '../tables/workbook.ts';
import {unwrap} from './cells.ts';
import {collectProblems, type Position, type Problems, wholeFile} from './problems.ts';
import {noChecks, parameterOrigins, readParameters, type InventoryParameters, type KnownChecks} from './parameters.ts';
import {checkReferences, type KnownNames} from './references.ts';
import {checkFormerIds, isWhole, type Origin, type Origins, resolveAsset} from './resolve.ts';
import type {RawSite, RawZone} from './schema.ts';
import {readSections, type Layer, type Sections} from './sections.ts';
import {checkSize, decodeYaml, formatOf} from './source.ts';
import {readTables} from './table.ts';
import {positionOf, type Tree} from './tree.ts';
import {readYaml} from './yaml.ts';

/** Without the checks, parameters of checks are refused: there is nothing to hold them against. */
export interface LoadOptions extends KnownNames, Partial<KnownChecks> {
  /** YAML file that gives a CSV or a workbook its site, zones, credentials, jump hosts, groups and defaults; its assets are left out. */
  readonly with?: string | null;
}

export interface LoadedInventory {
  readonly inventory: Inventory;
  readonly origins: Origins;
  /** By zone id, then by field. */
  readonly zoneOrigins: Origins;
  /** Where the secrets of a credential are named, by its name, then by field: `password`, `snmp.auth.key`; `` is the credential. */
  readonly credentialPlaces: ReadonlyMap<string, ReadonlyMap<string, Position>>;
}

const zoneFields = ['policy', 'window', 'manager', 'trials'] as const;

function zoneOriginsOf({zones}: Sections): Origins {
  const fieldsOf = ({value, tree}: Layer<RawZone>): [string, Origin][] =>
    zoneFields.map((field) => {
      const written = value[field];
      if (written === undefined) return [field, {value: null, from: 'built-in', file: null, line: null, column: null}];
      const {file, line, column} = positionOf(tree, [field]);
      return [field, {value: written, from: `zone:${value.id}`, file, line, column}];
    });
  return new Map([...zones.values()].map((zone) => [zone.value.id, new Map(fieldsOf(zone))]));
}

const secretFields = ['', 'password', 'key', 'passphrase', 'snmp.community', 'snmp.auth.key', 'snmp.priv.key'];

function credentialPlacesOf({credentials}: Sections): LoadedInventory['credentialPlaces'] {
  const placesOf = ({tree}: Layer<Credential>): Map<string, Position> =>
    new Map(secretFields.map((field) => [field, positionOf(tree, field === '' ? [] : field.split('.'))]));
  return new Map([...credentials].map(([name, credential]) => [name, placesOf(credential)]));
}

function readYamlSource(source: Source, problems: Problems): Tree {
  return readYaml(source.path, decodeYaml(source, problems), problems);
}

const noAssets = {
  en: 'no sheet holds assets; write a header row and one row per asset in a visible sheet whose name does not begin with #',
  ja: '資産を書いたシートがありません。表示されていて名前が「#」で始まらないシートに、見出し行と資産の行を書いてください',
};

const unwrapped = ({file, rows}: Table): Table => ({
  file,
  rows: rows.map(({line, cells}) => ({line, cells: cells.map(unwrap)})),
});

function readAssets(source: Source, format: 'csv' | 'workbook', problems: Problems): Tree {
  const {path} = source;
  const tables =
    format === 'workbook'
      ? readSheets(source, noAssets, problems)
      : [{file: path, rows: readCsv(path, decodeCsv(source, problems), problems)}];
  return readTables(path, tables.map(unwrapped), problems);
}

/** A table gives the assets, the YAML everything else. */
function readBoth(table: Source, format: 'csv' | 'workbook', yaml: Source | undefined, problems: Problems): Tree {
  if (yaml === undefined) {
    return problems.fatal(wholeFile(table.path), {
      en: 'a CSV or a workbook holds assets only; name a YAML with site, zones and credentials by --with FILE',
      ja: 'CSVとExcelブックには資産しか書けません。site・zones・credentialsを書いたYAMLを --with ファイル名 で指定してください',
    });
  }
  if (formatOf(yaml, problems) !== 'yaml') {
    problems.fatal(wholeFile(yaml.path), {
      en: '--with takes a YAML file with site, zones and credentials',
      ja: '--with には site・zones・credentials を書いたYAMLファイルを指定してください',
    });
  }
  const assets = readAssets(table, format, problems);
  const root = readYamlSource(yaml, problems);
  if (root.kind !== 'map') return root;
  return {...root, entries: new Map([...root.entries, ['assets', {key: assets.at, value: assets}]])};
}

function readRoot(sources: readonly Source[], problems: Problems): Tree {
  const [main, companion] = sources;
  if (main === undefined) throw new TypeError('no inventory given');
  for (const {path, bytes} of sources) checkSize(path, bytes.length, problems);
  const format = formatOf(main, problems);
  if (format !== 'yaml') return readBoth(main, format, companion, problems);
  if (companion !== undefined) {
    problems.fatal(wholeFile(companion.path), {
      en: '--with goes with a CSV or a workbook; a YAML inventory holds everything itself',
      ja: '--with はCSVとExcelブックのインベントリ用です。YAMLのインベントリにはすべてを1つのファイルに書いてください',
    });
  }
  return readYamlSource(main, problems);
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const withParameters = (entry: {readonly settings: ParameterSettings} | null | undefined) =>
  entry ? {parameters: entry.settings} : {};

/** Each domain once, with all its selectors. */
function domainsOf(written: readonly MailDomain[]): MailDomain[] {
  const byDomain = new Map<string, Set<string>>();
  for (const {domain, selectors} of written) {
    byDomain.set(domain, new Set([...(byDomain.get(domain) ?? []), ...selectors]));
  }
  return [...byDomain]
    .map(([domain, selectors]) => ({domain, selectors: [...selectors].toSorted(byText)}))
    .toSorted((a, b) => byText(a.domain, b.domain));
}

function assemble(
  sections: Sections,
  site: RawSite,
  assets: readonly Asset[],
  parameters: InventoryParameters,
): Inventory {
  const zones = [...sections.zones.values()].map(({value: {id, policy, window, manager, trials, ranges}}) => ({
    id,
    policy,
    window: window ?? null,
    manager: manager ?? null,
    ...(ranges === undefined ? {} : {ranges}),
    ...(trials === undefined ? {} : {trials: {...trials, document: trials.document ?? null}}),
    ...withParameters(parameters.zones.get(id)),
  }));
  const body = {
    site: {
      name: site.name,
      timezone: site.timezone,
      ...(site.mailDomains === undefined ? {} : {mailDomains: domainsOf(site.mailDomains)}),
      ...(site.resolver === undefined ? {} : {resolver: site.resolver}),
      ...withParameters(parameters.site),
    },
    zones: zones.toSorted((a, b) => byText(a.id, b.id)),
    credentials: [...sections.credentials.values()].map(({value}) => value).toSorted((a, b) => byText(a.name, b.name)),
    jumpHosts: [...sections.jumpHosts.values()].map(({value}) => value).toSorted((a, b) => byText(a.name, b.name)),
    assets: assets.toSorted((a, b) => byText(a.id, b.id)),
  };
  return {...body, digest: sha256Hex(canonicalJson(body))};
}

function resolveAll(sections: Sections, known: KnownChecks, problems: Problems): LoadedInventory {
  const resolved = sections.assets
    .filter((layer) => isWhole(layer, sections))
    .map((layer) => resolveAsset(layer, sections, problems))
    .filter((one) => one !== null);
  const zoneOf = new Map(resolved.map(({asset: {id, zone}}) => [id, zone]));
  const parameters = readParameters(sections, zoneOf, known, problems);
  problems.throwIfAny();
  if (sections.site === null) throw new TypeError('a missing site was not told');
  const assets = resolved.map(({asset}) => ({...asset, ...withParameters(parameters.assets.get(asset.id))}));
  const origins = resolved.map(({asset: {id, zone}, origins: fields}) => {
    return [id, new Map<string, Origin>([...fields, ...parameterOrigins(parameters, id, zone)])] as const;
  });
  return {
    inventory: assemble(sections, sections.site.value, assets, parameters),
    origins: new Map(origins),
    zoneOrigins: zoneOriginsOf(sections),
    credentialPlaces: credentialPlacesOf(sections),
  };
}

/**
 * Reads an inventory from bytes: one YAML, or a CSV or a workbook and the YAML that goes with it.
 * @throws InventoryError with every problem found (the first 50).
 */
export function parseInventory(sources: readonly Source[], known: KnownNames & Partial<KnownChecks>): LoadedInventory {
  const problems = collectProblems(sources.map(({path}) => path));
  const sections = readSections(readRoot(sources, problems), problems);
  checkReferences(sections, known, problems);
  checkFormerIds(sections.assets, problems);
  return resolveAll(sections, {...noChecks, ...known}, problems);
}

async function readSource(path: string, problems: Problems): Promise<Source> {
  try {
    const {size} = await stat(path);
    checkSize(path, size, problems);
    return {path, bytes: await readFile(path)};
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return problems.fatal(wholeFile(path), {
      en: `the file cannot be read (${code}); check its name and permissions`,
      ja: `ファイルを読めません（${code}）。ファイル名とアクセス権を確かめてください`,
    });
  }
}

/** Reads an inventory file. @throws InventoryError */
export async function loadInventory(path: string, options: LoadOptions): Promise<LoadedInventory> {
  const paths = [path, ...(options.with ? [options.with] : [])];
  const problems = collectProblems(paths);
  const sources: Source[] = [];
  for (const each of paths) sources.push(await readSource(each, problems));
  return parseInventory(sources, options);
}
