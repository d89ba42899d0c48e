import type {Language} from '../model/text.ts';
import {writeWorkbook} from '../spreadsheets/index.ts';
import type {ReportDeps, ReportInput, Reporter} from './input.ts';
import {clauseEvidence} from './view/clause-evidence.ts';
import {surveyOf} from './view/survey.ts';
import {buildView, contextOf} from './view.ts';
import {clauseSheet} from './xlsx/clauses.ts';
import {coverSheet} from './xlsx/cover.ts';
import {failSheet} from './xlsx/fails.ts';
import {matrixSheet} from './xlsx/matrix.ts';
import {tallySheet} from './xlsx/tallies.ts';

async function* render(input: ReportInput, language: Language, {catalogues}: ReportDeps): AsyncIterable<Uint8Array> {
  const texts = catalogues[language];
  const context = contextOf(input, texts);
  const survey = await surveyOf(input);
  const view = buildView(input, survey, texts);
  const matrix = matrixSheet(input, survey, context);
  yield await writeWorkbook([
    coverSheet(input, view),
    clauseSheet(input, view, await clauseEvidence(input, context), context),
    tallySheet(view),
    await failSheet(input, context),
    ...(matrix === null ? [] : [matrix]),
  ]);
}

/** A checklist in the guideline's order for people who live in Excel: every clause, its state, answer and evidence. */
export const xlsx: Reporter = {format: 'xlsx', name: 'report', extension: 'xlsx', perLanguage: true, render};
