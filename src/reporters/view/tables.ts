import type {Asset} from '../../model/asset.ts';
import {assetKinds} from '../../model/asset.ts';
import type {Check} from '../../model/check.ts';
import {gapReasons} from '../../model/evidence.ts';
import {outcomeStatuses, type OutcomeStatus} from '../../model/finding.ts';
import type {AssetSummary} from '../../model/run.ts';
import {limits} from '../input.ts';
import {fill} from '../text/fill.ts';
import {assetLink, type Link} from './actions.ts';
import {compare, coverageText, outcomeCount, outcomeCounts, type Context, type OutcomeCount} from './common.ts';
import type {Survey} from './survey.ts';
import {deviceText, reasonText} from './value.ts';
import {titleFor} from './parameters.ts';

export interface TallyRow {
  readonly label: string;
  readonly assets: number;
  readonly counts: readonly OutcomeCount[];
  readonly coverage: string;
}

export interface AssetRow {
  readonly link: Link;
  readonly name: string;
  readonly kind: string;
  readonly zone: string;
  readonly counts: readonly OutcomeCount[];
  readonly coverage: string;
  readonly state: string;
  readonly trouble: boolean;
}

/** One reason why something was not assessed, and what mends it. */
export interface GapRow {
  readonly symbol: string;
  readonly status: OutcomeStatus;
  readonly word: string;
  readonly meaning: string;
  readonly act: string;
  readonly count: number;
  /** How many assets (or checks) `places` and `more` speak of. */
  readonly subjects: number;
  readonly places: readonly {readonly link: Link; readonly count: number; readonly detail: string}[];
  readonly more: string | null;
}

function tallyRow(label: string, summaries: readonly AssetSummary[], {texts}: Context): TallyRow {
  const counts = Object.fromEntries(
    outcomeStatuses.map((status) => [status, summaries.reduce((sum, asset) => sum + asset.counts[status], 0)]),
  ) as Record<OutcomeStatus, number>;
  const coverage = {
    applicable: summaries.reduce((sum, asset) => sum + asset.coverage.applicable, 0),
    assessed: summaries.reduce((sum, asset) => sum + asset.coverage.assessed, 0),
    percent: null,
  };
  return {
    label,
    assets: summaries.length,
    counts: outcomeCounts(counts, texts),
    coverage: coverageText(coverage, texts),
  };
}

function rowsBy(
  keys: readonly string[],
  keyOf: (asset: Asset) => string,
  labelOf: (key: string) => string,
  assets: readonly Asset[],
  summaries: ReadonlyMap<string, AssetSummary>,
  context: Context,
): TallyRow[] {
  return keys.flatMap((key) => {
    const own = assets.filter((asset) => keyOf(asset) === key).flatMap(({id}) => summaries.get(id) ?? []);
    return own.length === 0 ? [] : [tallyRow(labelOf(key), own, context)];
  });
}

export function kindRows(
  assets: readonly Asset[],
  summaries: ReadonlyMap<string, AssetSummary>,
  context: Context,
): TallyRow[] {
  const words: Readonly<Record<string, string>> = context.texts.kind;
  return rowsBy(
    assetKinds,
    ({kind}) => kind,
    (kind) => words[kind] ?? kind,
    assets,
    summaries,
    context,
  );
}

export function zoneRows(
  assets: readonly Asset[],
  summaries: ReadonlyMap<string, AssetSummary>,
  context: Context,
): TallyRow[] {
  const zones = [...new Set(assets.map(({zone}) => zone))].sort();
  return rowsBy(
    zones,
    ({zone}) => zone,
    (zone) => deviceText(zone, context, 100),
    assets,
    summaries,
    context,
  );
}

export function assetRow(asset: Asset, summary: AssetSummary, context: Context): AssetRow {
  const {texts} = context;
  const {trouble} = summary;
  return {
    link: assetLink(asset.id, context),
    name: asset.name === null ? '' : deviceText(asset.name, context, 200),
    kind: texts.kind[asset.kind],
    zone: deviceText(asset.zone, context, 100),
    counts: outcomeCounts(summary.counts, texts),
    coverage: coverageText(summary.coverage, texts),
    state: trouble === null ? texts.page.complete : texts.gap[trouble.reason].word,
    trouble: trouble !== null,
  };
}

/** Reasons why something was not assessed, the most frequent first. */
export function gapRows(survey: Survey, context: Context): GapRow[] {
  const {texts} = context;
  const reasons = gapReasons.flatMap((reason) => {
    const tally = survey.gaps.get(reason);
    return tally === undefined ? [] : [{reason, tally}];
  });
  const rows = reasons.map(({reason, tally}) => {
    const places = [...tally.subjects]
      .sort(([a], [b]) => compare(a, b))
      .map(([subject, {count, detail}]) => ({
        link: assetLink(subject, context),
        count,
        detail: reasonText(detail, context, 300),
      }));
    return {...texts.gap[reason], ...markOf('not-tested', context), count: tally.count, ...firstOf(places, context)};
  });
  return rows.sort((a, b) => b.count - a.count);
}

/** Findings of one status that are open for another reason than a gap: for a person, or a fault of the tool. */
export function openRow(
  status: 'manual' | 'error',
  survey: Survey,
  checks: ReadonlyMap<string, Check>,
  context: Context,
): GapRow | null {
  const tally = status === 'manual' ? survey.manual : survey.errors;
  if (tally.size === 0) return null;
  const {word, meaning} = context.texts.outcome[status];
  const places = [...tally]
    .sort(([a], [b]) => compare(a, b))
    .map(([check, count]) => ({
      link: {text: titleFor(check, checks, context), href: null},
      count,
      detail: '',
    }));
  const count = places.reduce((sum, place) => sum + place.count, 0);
  return {word, meaning: '', act: meaning, ...markOf(status, context), count, ...firstOf(places, context)};
}

function markOf(status: OutcomeStatus, {texts}: Context): {readonly status: OutcomeStatus; readonly symbol: string} {
  return {status, symbol: outcomeCount(status, 1, texts).symbol};
}

function firstOf(places: GapRow['places'], {texts}: Context): Pick<GapRow, 'subjects' | 'places' | 'more'> {
  const left = places.length - limits.elements;
  return {
    subjects: places.length,
    places: places.slice(0, limits.elements),
    more: left > 0 ? fill(texts.value.more, {n: left}) : null,
  };
}
