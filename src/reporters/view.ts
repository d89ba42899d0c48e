import type {Run} from '../model/run.ts';
import type {Language} from '../model/text.ts';
import {limits, type ReportInput} from './input.ts';
import type {Texts} from './text/catalogue.ts';
import {fill} from './text/fill.ts';
import {timeView, type TimeView} from './text/time.ts';
import {visible} from './text/visible.ts';
import {actionView, type ActionView} from './view/actions.ts';
import {appendixView, type AppendixView} from './view/appendix.ts';
import {sectionViews, type SectionView} from './view/clauses.ts';
import {compare, coverageText, outcomeCounts, type Context, type OutcomeCount} from './view/common.ts';
import {attestationViews} from './view/attestations.ts';
import {matrixView, placeTallies, sectionTallies, type ClauseTallyRow, type MatrixView} from './view/clause-tables.ts';
import type {Survey} from './view/survey.ts';
import {waiverViews, type WaiverView} from './view/waivers.ts';
import {
  assetRow,
  gapRows,
  kindRows,
  openRow,
  zoneRows,
  type AssetRow,
  type GapRow,
  type TallyRow,
} from './view/tables.ts';
import {verdictView, type VerdictView} from './view/verdict.ts';

export interface SeverityRow {
  readonly level: number;
  readonly word: string;
  readonly meaning: string;
  readonly count: number;
}

/** All of a report but the sections of single assets, which are streamed: see `subjectView`. Every leaf is ready to print. */
export interface ReportView {
  readonly language: Language;
  readonly other: {readonly language: Language; readonly href: string};
  readonly texts: Texts;
  readonly documentTitle: string;
  readonly site: string;
  readonly profile: string;
  readonly guideline: string;
  readonly started: TimeView;
  readonly asOf: TimeView;
  readonly timezone: string;
  readonly tool: string;
  /** Said at the top of a report that names nobody; null for an ordinary one. */
  readonly masked: string | null;
  readonly verdict: VerdictView;
  readonly coverage: {
    readonly text: string;
    readonly percent: number;
    readonly floor: number;
    readonly floorText: string;
  };
  readonly counts: readonly (OutcomeCount & {readonly note: string | null})[];
  /** Assets in the run, and a sentence about those with trouble (null when there are none). */
  readonly fleet: {readonly assets: number; readonly trouble: string | null; readonly notice: string | null};
  readonly actions: readonly ActionView[];
  readonly moreActions: {readonly label: string; readonly actions: readonly ActionView[]} | null;
  /** Worst first. */
  readonly severities: readonly SeverityRow[];
  /** The same from the lowest: the choices of the filter. */
  readonly levels: readonly SeverityRow[];
  readonly kinds: readonly TallyRow[];
  readonly zones: readonly TallyRow[];
  readonly assets: readonly AssetRow[];
  readonly gaps: readonly GapRow[];
  readonly waivers: readonly WaiverView[];
  readonly sectionTallies: readonly ClauseTallyRow[];
  readonly placeTallies: readonly ClauseTallyRow[];
  readonly matrix: MatrixView | null;
  readonly sections: readonly SectionView[];
  readonly appendix: AppendixView;
}

/** Above the fleet limit, the assets with the highest scores (ties by id); else null: all of them. */
export function detailedAssets(input: ReportInput): ReadonlySet<string> | null {
  if (input.assets.length <= limits.assets) return null;
  const scores = new Map<string, number>();
  for (const {findings} of input.actions) {
    for (const {asset, score} of findings) scores.set(asset, (scores.get(asset) ?? 0) + score);
  }
  const ranked = [...scores].sort(([a, x], [b, y]) => y - x || compare(a, b)).map(([asset]) => asset);
  return new Set(ranked.slice(0, limits.assets));
}

export function contextOf(input: ReportInput, texts: Texts): Context {
  return {
    language: texts.language,
    texts,
    timezone: input.site.timezone,
    detailed: detailedAssets(input),
    labelOf: (path) => input.labelOf(path),
  };
}

function severityRows(survey: Survey, texts: Texts): SeverityRow[] {
  return ([4, 3, 2, 1, 0] as const).map((level) => ({
    level,
    word: texts.severity[level],
    meaning: texts.severityMeaning[level],
    count: survey.severities[level] ?? 0,
  }));
}

/** Of the fails: how many are accepted. */
function noteOf({status}: OutcomeCount, {waived = 0}: Run, texts: Texts): string | null {
  return status === 'fail' && waived > 0 ? fill(texts.page.waivedOf, {n: waived}) : null;
}

function coverageOf({coverage, floor}: Run, texts: Texts): ReportView['coverage'] {
  return {
    text: coverageText(coverage, texts),
    percent: coverage.applicable === 0 ? 0 : Math.floor((coverage.assessed * 1000) / coverage.applicable) / 10,
    floor,
    floorText: fill(texts.page.floorMark, {floor}),
  };
}

function fleetOf(input: ReportInput, context: Context): ReportView['fleet'] {
  const {page} = context.texts;
  const trouble = input.run.assets.filter((asset) => asset.trouble !== null).length;
  const shown = input.assets.filter(({id}) => context.detailed?.has(id)).length;
  return {
    assets: input.assets.length,
    trouble: trouble === 0 ? null : fill(page.assetsNotAssessed, {n: trouble}),
    notice:
      context.detailed === null
        ? null
        : fill(page.fleetNotice, {limit: limits.assets, shown, language: context.language}),
  };
}

function actionsOf(input: ReportInput, context: Context): Pick<ReportView, 'actions' | 'moreActions'> {
  const assets = new Map(input.assets.map((asset) => [asset.id, asset]));
  const checks = new Map(input.checks.map((check) => [check.id, check]));
  const actions = [...input.actions]
    .sort((a, b) => a.rank - b.rank)
    .map((action) => actionView(action, {assets, checks}, context));
  const more = actions.slice(limits.actions);
  const label = fill(context.texts.page.otherActions, {n: more.length});
  return {actions: actions.slice(0, limits.actions), moreActions: more.length === 0 ? null : {label, actions: more}};
}

function headOf(input: ReportInput, {texts}: Context) {
  const {run, site} = input;
  const language = texts.language;
  const other: Language = language === 'ja' ? 'en' : 'ja';
  const started = timeView(run.startedAt, site.timezone);
  return {
    language,
    other: {language: other, href: `report.${other}.html`},
    texts,
    documentTitle: fill(texts.page.documentTitle, {site: visible(site.name), time: started.local}),
    site: visible(site.name),
    profile: input.profile.title[language],
    guideline: input.guideline.title[language],
    started,
    asOf: timeView(run.asOf, site.timezone),
    timezone: site.timezone,
    tool: visible(run.tool),
    masked: input.masked ? texts.page.maskedNotice : null,
  };
}

/** Pure: the same input, survey and texts give the same view. @throws RangeError for an unknown time zone */
export function buildView(input: ReportInput, survey: Survey, texts: Texts): ReportView {
  const context = contextOf(input, texts);
  const {run, assets} = input;
  const summaries = new Map(run.assets.map((asset) => [asset.id, asset]));
  const checks = new Map(input.checks.map((check) => [check.id, check]));
  const sorted = [...assets].sort((a, b) => compare(a.id, b.id));
  const open = (['manual', 'error'] as const).flatMap((status) => openRow(status, survey, checks, context) ?? []);
  return {
    ...headOf(input, context),
    verdict: verdictView(run, texts),
    coverage: coverageOf(run, texts),
    counts: outcomeCounts(run.counts, texts).map((count) => ({...count, note: noteOf(count, run, texts)})),
    fleet: fleetOf(input, context),
    ...actionsOf(input, context),
    severities: severityRows(survey, texts),
    levels: severityRows(survey, texts).reverse(),
    kinds: kindRows(sorted, summaries, context),
    zones: zoneRows(sorted, summaries, context),
    assets: sorted.flatMap((asset) => {
      const summary = summaries.get(asset.id);
      return summary === undefined ? [] : [assetRow(asset, summary, context)];
    }),
    gaps: [...gapRows(survey, context), ...open],
    waivers: waiverViews(input, survey, context),
    sectionTallies: sectionTallies(input, context),
    placeTallies: placeTallies(input, context),
    matrix: matrixView(input, survey, context, limits.matrix),
    sections: sectionViews(
      input.guideline,
      input.clauseReport.clauses,
      attestationViews(input, context),
      survey,
      context,
    ),
    appendix: appendixView(run, input.guideline, texts),
  };
}
