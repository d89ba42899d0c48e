import {closeSync, openSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import {labels} from './labels.ts';
import {selectProfile, type Knowledge} from './knowledge.ts';
import type {Language} from './model/text.ts';
import {
  buildView,
  loadReportDeps,
  reportFileName,
  reporters,
  surveyOf,
  terminalSummary,
  type ReportFormat,
  type ReportInput,
  type TerminalOptions,
} from './reporters/index.ts';
import {writeAll} from './run/folder.ts';
import {readActions, readAssets, readClauses, readExchanges, readRun, readSubjects} from './run/read.ts';

export {reporters, type ReportFormat} from './reporters/index.ts';

export interface Rendered {
  readonly input: ReportInput;
  /** Paths of the files written, in the order of the formats. */
  readonly files: readonly string[];
}

/** `folder` holds the evidence, `results` what was judged from it (the same folder, for the first judgement). */
export function inputOf(knowledge: Knowledge, folder: string, results: string): ReportInput {
  const run = readRun(results);
  const {site, assets} = readAssets(folder);
  return {
    run,
    site,
    assets,
    profile: selectProfile(knowledge, run.profile).profile,
    guideline: knowledge.guideline,
    checks: knowledge.checks,
    actions: readActions(results),
    clauses: readClauses(results).clauses,
    labelOf: labels(),
    async *subjects() {
      for await (const subject of readSubjects(results)) {
        yield {...subject, evidence: readExchanges(folder, subject.id)};
      }
    },
  };
}

async function writeStream(path: string, chunks: AsyncIterable<string>): Promise<void> {
  const file = openSync(`${path}.part`, 'w', 0o600);
  try {
    for await (const chunk of chunks) writeAll(file, chunk);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.part`, path);
}

/** Writes the reports of a judged run into its folder. */
export async function renderReports(
  knowledge: Knowledge,
  options: {
    readonly folder: string;
    readonly results: string;
    readonly formats: readonly ReportFormat[];
    readonly languages: readonly Language[];
  },
): Promise<Rendered> {
  const input = inputOf(knowledge, options.folder, options.results);
  const deps = loadReportDeps();
  const files: string[] = [];
  for (const format of options.formats) {
    const reporter = reporters[format];
    const languages = reporter.perLanguage ? options.languages : options.languages.slice(0, 1);
    for (const language of languages) {
      const path = join(options.results, reportFileName(reporter, language));
      await writeStream(path, reporter.render(input, language, deps));
      files.push(path);
    }
  }
  return {input, files};
}

/** The result of a run as it is told on a terminal. */
export async function terminalText(input: ReportInput, language: Language, options: TerminalOptions): Promise<string> {
  const view = buildView(input, await surveyOf(input), loadReportDeps().catalogues[language]);
  return terminalSummary(view, options);
}
