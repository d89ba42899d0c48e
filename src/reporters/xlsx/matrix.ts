import type {SheetToWrite} from '../../spreadsheets/index.ts';
import {limits, type ReportInput} from '../input.ts';
import {matrixView, type MatrixCell} from '../view/clause-tables.ts';
import type {Context} from '../view/common.ts';
import type {Survey} from '../view/survey.ts';
import {outcomeCell, type Row} from './style.ts';

function cellOf({status, symbol, waived}: MatrixCell, {texts}: Context): Row[number] {
  if (status === null) return null;
  return outcomeCell(status, waived ? `${symbol} ${texts.page.waivedMark}` : symbol);
}

/** Clauses by assets in the guideline's order; null for a fleet over `limits.matrixSheet`, or without any asset. */
export function matrixSheet(input: ReportInput, survey: Survey, context: Context): SheetToWrite | null {
  const matrix = matrixView(input, survey, context, limits.matrixSheet);
  if (matrix === null) return null;
  const {page} = context.texts;
  const rows = matrix.rows.map(({id, text, cells}): Row => [id, text, ...cells.map((cell) => cellOf(cell, context))]);
  return {
    name: page.matrix,
    columns: [{width: 11}, {width: 46}, ...matrix.heads.map(() => ({width: 10}))],
    rows: [[page.clause, page.clauseText, ...matrix.heads.map(({text}) => text)], ...rows],
    headerRows: 1,
    stickyColumns: 2,
    landscape: true,
  };
}
