import type {Clause} from '../../model/guideline.ts';
import type {SheetToWrite} from '../../spreadsheets/index.ts';
import type {ReportInput} from '../input.ts';
import type {AttestationView} from '../view/attestations.ts';
import type {Context} from '../view/common.ts';
import type {ReportView} from '../view.ts';
import type {ClauseView} from '../view/clauses.ts';
import {outcomeCell, type Row} from './style.ts';

const widths = [11, 24, 46, 8, 10, 16, 11, 22, 14, 46, 46, 36];

function answerText({head, explanation, details}: AttestationView): string {
  return [head, explanation, details].filter((text) => text !== '').join('\n');
}

function subjectText({about, kinds}: Clause, {texts}: Context): string {
  if (about === 'organisation') return texts.page.organisation;
  return kinds.length === 0 ? texts.page.allKinds : kinds.map((kind) => texts.kind[kind]).join(texts.value.separator);
}

function rowOf(clause: Clause, section: string, view: ClauseView, evidence: string, context: Context): Row {
  const counts = view.counts.map(({symbol, word, count}) => `${symbol} ${word} ${count}`);
  return [
    clause.id,
    section,
    view.text,
    view.level,
    view.mode,
    subjectText(clause, context),
    outcomeCell(view.status.status, `${view.status.symbol} ${view.status.word}`),
    counts.join('\n'),
    view.waived,
    view.attestations.map(answerText).join('\n\n'),
    evidence,
    view.note,
  ];
}

/** Every clause in the guideline's order: its state, how it is known, and what is left to a person. */
export function clauseSheet(
  input: ReportInput,
  view: ReportView,
  evidence: ReadonlyMap<string, string>,
  context: Context,
): SheetToWrite {
  const {page} = context.texts;
  const clauses = new Map(input.guideline.clauses.map((clause) => [clause.id, clause]));
  const heads = [
    page.clause,
    page.section,
    page.clauseText,
    page.level,
    page.mode,
    page.target,
    page.status,
    page.count,
    page.waivedMark,
    page.answer,
    page.citations,
    page.note,
  ];
  const rows = view.sections.flatMap(({id, title, clauses: own}) =>
    own.flatMap((clauseView) => {
      const clause = clauses.get(clauseView.id);
      if (clause === undefined) return [];
      return [rowOf(clause, `${id} ${title}`, clauseView, evidence.get(clause.id) ?? '', context)];
    }),
  );
  return {
    name: page.clauses,
    columns: widths.map((width) => ({width})),
    rows: [heads, ...rows],
    headerRows: 1,
    stickyColumns: 1,
    landscape: true,
  };
}
