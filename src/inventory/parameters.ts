import type {Zone} from '../model/asset.ts';
import {unapprovedIn, type ParameterLayer} from '../model/parameter-layers.ts';
import {readSettings, type ParameterSettings} from '../model/parameter-settings.ts';
import type {DeclaredChecks} from '../model/parameters.ts';
import type {Bilingual} from '../model/text.ts';
import type {Problems} from './problems.ts';
import type {Origin} from './resolve.ts';
import type {Layer, Sections} from './sections.ts';
import {keyPosition, positionOf, type Tree} from './tree.ts';

/** What parameters in an inventory are held against. */
export interface KnownChecks {
  readonly checks: DeclaredChecks;
  /** What the profile, where it is known, and the guideline set. */
  readonly layers: readonly ParameterLayer[];
}

export const noChecks: KnownChecks = {checks: new Map(), layers: []};

type Level = 'site' | 'zone' | 'asset';

interface Written {
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
}

/** Parameters of one entry of the inventory, with the tree they were read from. */
interface Entry {
  readonly settings: ParameterSettings;
  readonly tree: Tree;
}

export interface InventoryParameters {
  readonly site: Entry | null;
  readonly zones: ReadonlyMap<string, Entry>;
  readonly assets: ReadonlyMap<string, Entry>;
}

const reach: Readonly<Record<Level, readonly string[]>> = {
  site: ['asset', 'zone', 'site'],
  zone: ['asset', 'zone'],
  asset: ['asset'],
};

function outOfReach(id: string, scope: 'asset' | 'zone' | 'site'): Bilingual {
  return scope === 'site'
    ? {
        en: `${id} is judged for the site as a whole: write its parameters at the site`,
        ja: `${id}は事業体全体で判定します。parametersはsiteに書いてください`,
      }
    : {
        en: `${id} is judged for a zone as a whole: write its parameters at the zone or the site`,
        ja: `${id}は区画全体で判定します。parametersは区画（zones）かsiteに書いてください`,
      };
}

function readEntry(
  level: Level,
  {value, tree}: Layer<Written>,
  below: readonly ParameterLayer[],
  {checks}: KnownChecks,
  problems: Problems,
): Entry | null {
  if (value.parameters === undefined) return null;
  const settings = readSettings(value.parameters, ['parameters'], {
    checks,
    reading: 'texts',
    tell: (at, path, message) => {
      const place = at === 'key' ? keyPosition(tree, path.slice(0, -1), String(path.at(-1))) : positionOf(tree, path);
      problems.add(place, message);
    },
  });
  for (const id of Object.keys(settings)) {
    const scope = checks.get(id)?.scope ?? 'asset';
    if (!reach[level].includes(scope)) problems.add(keyPosition(tree, ['parameters'], id), outOfReach(id, scope));
  }
  for (const {check, name, message} of unapprovedIn({from: level, values: settings}, below, checks)) {
    problems.add(positionOf(tree, ['parameters', check, name]), message);
  }
  return {settings, tree};
}

const layerOf = (from: Level, entry: Entry | null | undefined): ParameterLayer[] =>
  entry ? [{from, values: entry.settings}] : [];

/** Reads the check parameters of the site, the zones and the assets; what is wrong with them is told. */
export function readParameters(
  sections: Sections,
  zoneOf: ReadonlyMap<string, Zone['id']>,
  known: KnownChecks,
  problems: Problems,
): InventoryParameters {
  const site = sections.site && readEntry('site', sections.site, known.layers, known, problems);
  const belowZone = [...known.layers, ...layerOf('site', site)];
  const zones = new Map<string, Entry>();
  for (const [id, layer] of sections.zones) {
    const entry = readEntry('zone', layer, belowZone, known, problems);
    if (entry !== null) zones.set(id, entry);
  }
  const assets = new Map<string, Entry>();
  for (const layer of sections.assets) {
    const below = [...belowZone, ...layerOf('zone', zones.get(zoneOf.get(layer.value.id) ?? ''))];
    const entry = readEntry('asset', layer, below, known, problems);
    if (entry !== null) assets.set(layer.value.id, entry);
  }
  return {site, zones, assets};
}

/** Where the parameters that the inventory sets for an asset were written. */
export function parameterOrigins(parameters: InventoryParameters, asset: string, zone: string): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  const entries = [
    ['site', parameters.site],
    [`zone:${zone}`, parameters.zones.get(zone)],
    ['asset', parameters.assets.get(asset)],
  ] as const;
  for (const [from, entry] of entries) {
    for (const [check, settings] of Object.entries(entry?.settings ?? {})) {
      for (const [name, value] of Object.entries(settings)) {
        if (!entry) continue;
        const {file, line, column} = positionOf(entry.tree, ['parameters', check, name]);
        origins.set(`parameters.${check}.${name}`, {value, from, file, line, column});
      }
    }
  }
  return origins;
}
