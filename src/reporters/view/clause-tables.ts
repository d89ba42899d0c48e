import type {CellTally, Clause} from '../../model/guideline.ts';
import type {OutcomeStatus} from '../../model/finding.ts';
import type {ReportInput} from '../input.ts';
import {assetLink, type Link} from './actions.ts';
import {
  compare,
  coverageText,
  findingAnchor,
  outcomeCount,
  outcomeCounts,
  type Context,
  type OutcomeCount,
} from './common.ts';
import type {Survey, SurveyedCell} from './survey.ts';
import {deviceText} from './value.ts';

export interface ClauseTallyRow {
  readonly label: string;
  readonly counts: readonly OutcomeCount[];
  readonly waived: number;
  readonly coverage: string;
}

export interface MatrixCell {
  readonly status: OutcomeStatus | null;
  readonly symbol: string;
  readonly word: string;
  readonly href: string | null;
  readonly waived: boolean;
}

/** Clause × asset in the guideline's order. */
export interface MatrixView {
  readonly heads: readonly Link[];
  readonly rows: readonly {readonly id: string; readonly text: string; readonly cells: readonly MatrixCell[]}[];
}

function tallyRow({counts, waived, coverage}: CellTally, label: string, {texts}: Context): ClauseTallyRow {
  return {label, counts: outcomeCounts(counts, texts), waived, coverage: coverageText(coverage, texts)};
}

/** Clause cells summed up: the whole site first, then by section in the guideline's order. */
export function sectionTallies({clauseReport, guideline}: ReportInput, context: Context): ClauseTallyRow[] {
  const titles = new Map(guideline.sections.map(({id, title}) => [id, `${id} ${title[context.language]}`]));
  const sections = clauseReport.sections.filter(({id}) => guideline.clauses.some((clause) => clause.section === id));
  // Runs from before there were such sums have none.
  const counted = Object.values(clauseReport.organisation.counts).some((count) => count > 0);
  return [
    ...(counted ? [tallyRow(clauseReport.organisation, context.texts.page.organisation, context)] : []),
    ...sections.map((section) => tallyRow(section, titles.get(section.id) ?? section.id, context)),
  ];
}

/** Clause cells summed up by zone, then by kind of asset. */
export function placeTallies({clauseReport}: ReportInput, context: Context): ClauseTallyRow[] {
  const kinds: Readonly<Record<string, string>> = context.texts.kind;
  return [
    ...clauseReport.zones.map((zone) => tallyRow(zone, deviceText(zone.id, context, 100), context)),
    ...clauseReport.kinds.map((kind) => tallyRow(kind, kinds[kind.id] ?? kind.id, context)),
  ];
}

const nothing: MatrixCell = {status: null, symbol: '', word: '', href: null, waived: false};

function cellView(cell: SurveyedCell | undefined, {texts}: Context): MatrixCell {
  if (cell === undefined) return nothing;
  const {symbol, word} = outcomeCount(cell.status, 1, texts);
  const href = cell.fingerprint === null ? null : `#${findingAnchor(cell.fingerprint)}`;
  return {status: cell.status, symbol, word, href, waived: cell.waived};
}

/** null for a fleet of more assets than `limit`. Clauses that speak of no asset are left out. */
export function matrixView(input: ReportInput, survey: Survey, context: Context, limit: number): MatrixView | null {
  if (input.assets.length > limit) return null;
  const ids = input.assets.map(({id}) => id).sort(compare);
  const rowOf = (clause: Clause): MatrixView['rows'] => {
    const cells = survey.cells.get(clause.id);
    if (cells === undefined) return [];
    const text = clause.text[context.language];
    return [{id: clause.id, text, cells: ids.map((id) => cellView(cells.get(id), context))}];
  };
  const rows = input.guideline.clauses.flatMap(rowOf);
  return rows.length === 0 ? null : {heads: ids.map((id) => assetLink(id, context)), rows};
}
