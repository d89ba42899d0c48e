import type {Language} from '../model/text.ts';
import {acceptance} from './acceptance.ts';
import {clauses} from './clauses.ts';
import {csv} from './csv.ts';
import {html} from './html.ts';
import {loadTemplates} from './html/templates.ts';
import type {ReportDeps, Reporter, ReportFormat} from './input.ts';
import {json} from './json.ts';
import {loadCatalogues} from './text/catalogue.ts';
import {xlsx} from './xlsx.ts';

export {refusalTeller} from './text/refusal.ts';
export {troubleTeller} from './text/trouble.ts';
export type {ReportDeps, Reporter, ReportFormat, ReportInput, SubjectResults} from './input.ts';
export {terminalSummary, type TerminalOptions} from './terminal.ts';
export {planDocument, type PlanDocumentInput} from './plan/document.ts';
export {maskInput} from './share/mask.ts';
export {surveyOf, type Survey} from './view/survey.ts';
export {buildView, type ReportView} from './view.ts';
export {countDrift, driftLines, driftSum, noDrift, type DriftContext, type DriftCounts} from './text/drift.ts';
export {timeView} from './text/time.ts';
export {visible} from './text/visible.ts';
export {holdTexts, verdictFrame, verdictOf, type VerdictFrame} from './view/acceptance.ts';
export type {AcceptanceVerdict} from './view/acceptance-verdict.ts';

/** Every reporter, by format. A test asserts that this list and the folder agree. */
export const reporters: Readonly<Record<ReportFormat, Reporter>> = {html, json, csv, xlsx, acceptance, clauses};

/** Name of the file a reporter's output is kept in: `report.ja.html`, `report.json`, `acceptance.ja.html`. */
export function reportFileName({name, extension, perLanguage}: Reporter, language: Language): string {
  return perLanguage ? `${name}.${language}.${extension}` : `${name}.${extension}`;
}

/** Locales and templates of this package, each read by the first who needs it. @throws ZodError when a sentence is missing */
export function loadReportDeps(): ReportDeps {
  let catalogues: ReportDeps['catalogues'] | null = null;
  let templates: ReportDeps['templates'] | null = null;
  return {
    get catalogues() {
      return (catalogues ??= loadCatalogues());
    },
    get templates() {
      return (templates ??= loadTemplates());
    },
  };
}
