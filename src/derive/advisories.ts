import {z} from 'zod';
import {
  advisorySeverities,
  graver,
  type Advisories,
  type AdvisoryProduct,
  type AdvisorySeverity,
} from '../model/advisory.ts';
import type {Asset} from '../model/asset.ts';
import type {ReferenceData} from '../model/data.ts';
import {defineAssetFact, type DerivedValue} from '../model/derived.ts';
import {Device} from '../model/device/index.ts';
import {Gap, type Facts} from '../model/fact.ts';
import {field, partial, whole} from '../model/probe.ts';
import {rangeHolds} from '../model/version-range.ts';
import {candidatesFor, type Candidate} from './advisory-index.ts';
import {wanted} from './inputs.ts';
import {productsOf} from './windows-products.ts';

const OpenAdvisory = z.object({
  id: field(z.string(), 'Advisory', 'アドバイザリ'),
  title: field(z.string(), 'Title', '件名'),
  severity: field(z.enum([...advisorySeverities, 'unknown']), 'Severity', '深刻度', {
    values: {
      none: {en: 'none', ja: 'なし'},
      low: {en: 'low', ja: '低'},
      medium: {en: 'medium', ja: '中'},
      high: {en: 'high', ja: '高'},
      critical: {en: 'critical', ja: '緊急'},
      unknown: {en: 'not rated', ja: '評価なし'},
    },
  }),
  state: field(z.enum(['affected', 'undecided']), 'State', '状態', {
    values: {
      affected: {en: 'affected', ja: '影響あり'},
      undecided: {en: 'cannot be told', ja: '影響の有無を判断できない'},
    },
  }),
  cves: field(z.array(z.string()), 'CVEs', 'CVE番号'),
  exploited: field(z.boolean().nullable(), 'Known to be exploited', '悪用の確認', {
    values: {
      true: {en: 'yes', ja: 'あり'},
      false: {en: 'no', ja: 'なし'},
      null: {en: 'no list given', ja: '一覧なし'},
    },
  }),
  url: field(z.string().nullable(), 'Published at', '公開元'),
  published: field(z.string().nullable(), 'Published on', '公開日'),
  fixed: field(z.string().nullable(), 'What mends it', '対策'),
  product: field(z.string(), 'Product named', 'アドバイザリの製品名'),
  versions: field(z.string(), 'Versions named', 'アドバイザリの対象バージョン'),
  version: field(z.string().nullable(), 'Version in use', '使用中のバージョン'),
});
type OpenAdvisory = z.infer<typeof OpenAdvisory>;

const AdvisoriesFact = z.object({
  product: field(z.string(), 'Equipment', '対象機器'),
  cleared: field(z.int(), 'Advisories that do not concern the version', '使用中のバージョンに該当しない件数'),
  list: field(z.array(OpenAdvisory), 'Advisories', '脆弱性情報'),
});

/** Most advisories that are told of one asset. */
const most = 200;

interface Equipment {
  readonly vendor: string;
  readonly model: string;
  readonly version: string | null;
  readonly declared: boolean;
}

/** Programs of control systems on it: what they are called there, as advisories name them. */
function programsOf(facts: Facts, data: ReferenceData): Equipment[] {
  if (facts['windowsSoftware']?.state !== 'known') return [];
  const programs = productsOf(facts, data).value.list.filter(
    ({kind}) => kind === 'supervision' || kind === 'engineering',
  );
  return programs.map(({maker, name, version}) => ({vendor: maker, model: name, version, declared: false}));
}

/** The machine, where it is known what it is, and the programs on it. @throws Gap where there is neither */
function allEquipment(facts: Facts, data: ReferenceData, asset: Asset): readonly Equipment[] {
  const programs = programsOf(facts, data);
  try {
    return [equipmentOf(facts, asset), ...programs];
  } catch (error) {
    if (error instanceof Gap && programs.length > 0) return programs;
    throw error;
  }
}

/** What it is, by what it tells itself, else by the inventory. @throws Gap */
function equipmentOf(facts: Facts, asset: Asset): Equipment {
  const device = wanted(facts, 'device', Device)?.value ?? null;
  // What runs a system of its own maker has no firmware of the maker of its hardware.
  const seen = device === null || device.os === 'windows' ? null : device;
  const vendor = seen?.vendor ?? asset.vendor;
  const model = seen?.model ?? asset.model;
  if (vendor === null || model === null) throw new Gap('not-collected', 'neither vendor nor model is known');
  const firmware = asset.installed?.firmware ?? null;
  const version = seen?.version ?? firmware;
  const declared =
    seen === null || seen.vendor === null || seen.model === null || (seen.version === null && firmware !== null);
  return {vendor, model, version, declared};
}

type State = OpenAdvisory['state'] | 'cleared';

function stateOf({product, sure}: Candidate, version: string | null): State {
  if (product.state === 'not-affected') return 'cleared';
  const held = rangeHolds(product.versions, version);
  if (held === false) return 'cleared';
  return sure && held === true && product.state === 'affected' ? 'affected' : 'undecided';
}

const order: readonly State[] = ['cleared', 'undecided', 'affected'];

interface Met {
  readonly candidate: Candidate;
  readonly state: State;
  readonly severity: AdvisorySeverity | null;
  readonly cves: readonly string[];
}

/** All products of one advisory that the equipment is or may be, as one: the worst that is said of it. */
function met(earlier: Met | undefined, candidate: Candidate, version: string | null): Met {
  const {severity, cves} = candidate.product;
  const state = stateOf(candidate, version);
  if (earlier === undefined) return {candidate, state, severity, cves};
  const rank = order.indexOf(state) - order.indexOf(earlier.state);
  if (rank < 0) return earlier;
  if (rank > 0) return {candidate, state, severity, cves};
  return {
    ...earlier,
    severity: graver(earlier.severity, severity),
    cves: [...new Set([...earlier.cves, ...cves])].sort(),
  };
}

/** The makers' own fixed versions: a product that is named as mended in the very version in use is not affected. */
function isMended(candidates: readonly Candidate[], version: string | null): boolean {
  return candidates.some(
    ({product, sure}: {product: AdvisoryProduct; sure: boolean}) =>
      sure &&
      product.state === 'not-affected' &&
      product.versions !== '' &&
      rangeHolds(product.versions, version) === true,
  );
}

function exploitedOf(cves: readonly string[], exploited: readonly string[] | null): boolean | null {
  return exploited === null ? null : cves.some((cve) => exploited.includes(cve));
}

const gravest = (a: OpenAdvisory, b: OpenAdvisory): number => {
  const rank = ({severity, state}: OpenAdvisory): number =>
    (state === 'affected' ? 10 : 0) + (severity === 'unknown' ? 0 : 1 + advisorySeverities.indexOf(severity));
  return rank(b) - rank(a) || (a.id < b.id ? -1 : 1);
};

interface Held {
  readonly told: number;
  readonly open: readonly OpenAdvisory[];
}

/** One piece of equipment against the feed; null: none of the advisories names it. */
function held({vendor, model, version}: Equipment, feed: Advisories, data: ReferenceData): Held | null {
  const candidates = candidatesFor({vendor, model}, feed, data.vendors);
  if (candidates.length === 0) return null;
  const byAdvisory = new Map<string, Candidate[]>();
  for (const one of candidates) byAdvisory.set(one.advisory.id, [...(byAdvisory.get(one.advisory.id) ?? []), one]);
  const told = [...byAdvisory.values()].map((all) => {
    const found = all.reduce<Met | undefined>((earlier, one) => met(earlier, one, version), undefined);
    return found === undefined || isMended(all, version) ? null : found;
  });
  const open = told.flatMap((one) =>
    one === null || one.state === 'cleared' ? [] : [toOpen(one, version, feed.exploited)],
  );
  return {told: told.length, open};
}

function advisoriesOf(facts: Facts, data: ReferenceData, asset: Asset): DerivedValue<z.infer<typeof AdvisoriesFact>> {
  const feed = data.advisories;
  if (feed === null) throw new Gap('not-collected', 'no advisories were given');
  const equipment = allEquipment(facts, data, asset);
  const name = equipment.map(({vendor, model}) => `${vendor} ${model}`).join(' / ');
  const all = equipment.map((each) => held(each, feed, data));
  const found = all.filter((each) => each !== null);
  // No word of a product may mean that it has no weakness, or another name there.
  if (found.length === 0) throw new Gap('unsupported', `none of the advisories names ${name}`);
  const open = found.flatMap((each) => each.open).sort(gravest);
  const cleared = found.reduce((sum, {told}) => sum + told, 0) - open.length;
  const value = {product: name, cleared, list: open.slice(0, most)};
  const unnamed = found.length < all.length;
  const read = open.length > most ? partial(value, 'cut') : unnamed ? partial(value, 'unsupported') : whole(value);
  return equipment.some(({declared}) => declared) ? {...read, declared: {asOf: asset.installed?.asOf ?? null}} : read;
}

function toOpen(
  {candidate, state, severity, cves}: Met,
  version: string | null,
  exploited: readonly string[] | null,
): OpenAdvisory {
  const {advisory, product} = candidate;
  const {id, title, url, published, fixed} = advisory;
  return {
    ...{id, title, url, published, fixed, version},
    severity: severity ?? 'unknown',
    state: state === 'affected' ? 'affected' : 'undecided',
    cves: cves.slice(0, 50),
    exploited: exploitedOf(cves, exploited),
    product: product.product,
    versions: product.versions,
  };
}

/** Advisories of the feeds that concern, or may concern, an asset: by vendor, product and version. */
export const advisories = defineAssetFact({
  scope: 'asset',
  fact: 'advisories',
  title: {en: 'Advisories on the equipment', ja: '機器の脆弱性情報'},
  schema: AdvisoriesFact,
  reads: ['device', 'windowsSoftware'],
  isMeant: (facts, {vendor, model}) =>
    ['device', 'windowsSoftware'].some((name) => facts[name] !== undefined) || (vendor !== null && model !== null),
  derive: advisoriesOf,
});
