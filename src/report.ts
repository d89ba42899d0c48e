import {closeSync, mkdirSync, openSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import {labels} from './labels.ts';
import {selectProfile, type Knowledge} from './knowledge.ts';
import type {Action} from './model/action.ts';
import {InputError} from './model/input-error.ts';
import type {Language} from './model/text.ts';
import {
  buildView,
  loadReportDeps,
  maskInput,
  planDocument,
  reportFileName,
  reporters,
  surveyOf,
  terminalSummary,
  type PlanDocumentInput,
  type ReportFormat,
  type ReportInput,
  type TerminalOptions,
} from './reporters/index.ts';
import {abandon, Pieces} from './run/folder.ts';
import {readActions, readAssets, readClauses, readRun} from './run/read.ts';
import {readSubjects} from './run/subjects.ts';
import {storedOverlay} from './stored-overlay.ts';

export {reporters, type ReportFormat} from './reporters/index.ts';

const deps = loadReportDeps();

export interface RenderOptions {
  /** Holds the evidence. */
  readonly folder: string;
  /** Holds what was judged from it: the same folder, for the first judgement. */
  readonly results: string;
  readonly formats: readonly ReportFormat[];
  readonly languages: readonly Language[];
  /** Masks names and addresses, and writes beside the delivered reports, into `share/`. */
  readonly share?: boolean;
  /** Those of `results`, where they are at hand; else they are read. */
  readonly actions?: readonly Action[];
}

export interface Rendered {
  readonly input: ReportInput;
  /** Paths of the files written, in the order of the formats. */
  readonly files: readonly string[];
}

/** What reports are made of. */
export function inputOf(
  knowledge: Knowledge,
  {folder, results, actions}: Pick<RenderOptions, 'folder' | 'results' | 'actions'>,
): ReportInput {
  const run = readRun(results);
  const {site, assets} = readAssets(folder);
  const found = new Map(
    run.assets.flatMap(({id, platform}) => (platform === undefined ? [] : [[id, platform] as const])),
  );
  return {
    run,
    site,
    assets: assets.map((asset) => ({...asset, platform: found.get(asset.id) ?? asset.platform})),
    profile: selectProfile(knowledge, run.profile).profile,
    guideline: knowledge.guideline,
    checks: knowledge.checks,
    actions: actions ?? readActions(results),
    clauseReport: readClauses(results),
    overlay: storedOverlay(results),
    labelOf: labels(),
    subjects: () => readSubjects(results, folder),
  };
}

async function writeStream(path: string, chunks: AsyncIterable<string | Uint8Array>): Promise<void> {
  const file = openSync(`${path}.part`, 'w', 0o600);
  try {
    const pieces = new Pieces(file);
    for await (const chunk of chunks) pieces.write(chunk);
    pieces.flush();
  } catch (error) {
    throw abandon(path, error);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.part`, path);
}

/** A masked record would be judged without the facts and the serial number, and so come out better than the real one. */
function refuseMaskedRecord({formats, share}: RenderOptions): void {
  if (!share || !formats.includes('acceptance')) return;
  const message = {
    en: 'an acceptance record is signed and names what was delivered: it cannot be masked. Name other formats, such as --format html,json',
    ja: '納入検査記録は署名する文書で、対象機器を特定する必要があるため、匿名化できません。--format html,jsonのように、ほかの形式を指定してください',
  };
  throw new InputError([{file: '--share', line: null, column: null, message}]);
}

/**
 * Writes the reports of a judged run into its folder.
 * @throws InputError when an acceptance record is to be masked: nothing is written then
 */
export async function renderReports(knowledge: Knowledge, options: RenderOptions): Promise<Rendered> {
  refuseMaskedRecord(options);
  const whole = inputOf(knowledge, options);
  const input = options.share ? maskInput(whole) : whole;
  const target = options.share ? join(options.results, 'share') : options.results;
  mkdirSync(target, {recursive: true, mode: 0o700});
  const files: string[] = [];
  for (const format of options.formats) {
    const reporter = reporters[format];
    const languages = reporter.perLanguage ? options.languages : options.languages.slice(0, 1);
    for (const language of languages) {
      const path = join(target, reportFileName(reporter, language));
      await writeStream(path, reporter.render(input, language, deps));
      files.push(path);
    }
  }
  return {input, files};
}

/** The page that tells all that a scan sends, to be signed by who has to allow it. */
export function planPage(input: PlanDocumentInput, language: Language): string {
  return planDocument(input, language, deps);
}

/** The result of a run as it is told on a terminal. */
export async function terminalText(input: ReportInput, language: Language, options: TerminalOptions): Promise<string> {
  const view = buildView(input, await surveyOf(input), deps.catalogues[language]);
  return terminalSummary(view, options);
}
