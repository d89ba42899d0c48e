import {resolve} from 'node:path';
import {
  judge,
  recordHistory,
  renderReports,
  selectProfile,
  terminalText,
  type Judging,
  type Knowledge,
} from '../index.ts';
import type {Overlay} from '../model/overlay.ts';
import type {Run} from '../model/run.ts';
import type {Language} from '../model/text.ts';
import {numberOption, say, tell, type CommonOptions} from './context.ts';
import {explain} from './errors.ts';
import {formatsFor, formatsOf} from './formats.ts';
import {messages} from './messages.ts';
import {verdictOf, type Verdict} from './verdict.ts';

export interface ReportOptions {
  /** Default: the formats of the profile, else those of every run. */
  readonly format?: string;
  readonly failOn: string;
  readonly minCoverage?: string;
}

export interface Collected {
  readonly run: Run;
  readonly folder: string;
  readonly overlay: Overlay;
  readonly knowledge: Knowledge;
  readonly language: Language;
  readonly interrupted: boolean;
  /** What was judged while others were asked; null: nothing. */
  readonly begun: Judging | null;
}

function machineSummary(run: Run, folder: string, verdict: Verdict, files: readonly string[]): string {
  const {id, site, profile, asOf, counts, waived = 0, coverage, floor, rootHash} = run;
  return JSON.stringify({
    schema: 1,
    id,
    site,
    profile,
    asOf,
    folder: resolve(folder),
    counts,
    waived,
    coverage,
    floor,
    rootHash,
    files,
    ...verdict,
  });
}

interface Settings {
  readonly failOn: number;
  readonly minCoverage: number | null;
}

/** @throws InputError, which must come before any host is asked */
export function settingsOf({format, failOn, minCoverage}: ReportOptions): Settings {
  if (format !== undefined) formatsOf(format);
  return {
    failOn: numberOption('--fail-on', failOn, 0, 4),
    minCoverage: minCoverage === undefined ? null : numberOption('--min-coverage', minCoverage, 0, 100),
  };
}

/** The index can be made anew at any time: what a run has found does not hang on it. */
function index(run: Run, folder: string, language: Language): void {
  try {
    recordHistory(run, folder);
  } catch (error) {
    tell(`${messages(language).notIndexed}: ${explain(error, language).text}`);
  }
}

/** Judges a run, writes its reports, tells the result. @returns the exit code */
export async function finishRun(
  {folder, overlay, knowledge, language, interrupted, begun}: Collected,
  results: string,
  profile: string,
  asOf: string,
  options: CommonOptions & ReportOptions,
): Promise<number> {
  const {failOn, minCoverage} = settingsOf(options);
  const formats = formatsFor(options.format, selectProfile(knowledge, profile).profile);
  const finishedAt = new Date().toISOString();
  const {run, judgement} = judge({knowledge, folder, overlay, out: results, profile, asOf, finishedAt}, begun);
  const both: readonly Language[] = language === 'ja' ? ['ja', 'en'] : ['en', 'ja'];
  const {input, files} = await renderReports(knowledge, {
    folder,
    results,
    formats,
    languages: both,
    actions: judgement.actions,
  });
  if (results === folder) index(run, folder, language);
  const verdict = verdictOf(run, judgement.fails, {failOn, minCoverage, interrupted});
  if (options.json) say(machineSummary(run, folder, verdict, files));
  else if (!options.quiet) {
    const color = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
    const columns = process.stdout.isTTY ? process.stdout.columns : 100;
    say(await terminalText(input, language, {columns, color, files}));
  }
  return verdict.exitCode;
}
