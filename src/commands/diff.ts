import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {assetsOnly, baselineSide, driftReport, drifts, runSide, type DriftSide} from '../index.ts';
import {badInput, exitCodes, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';
import {evidenceFolder} from './report.ts';

export interface DiffOptions extends CommonOptions {
  /** Folder of accepted states, instead of a second run. */
  readonly baselines?: string;
}

/** A run folder, or a judgement below one. @throws InputError */
function sideOf(results: string): DriftSide {
  const folder = evidenceFolder(results);
  if (!existsSync(join(results, 'run.json')) || !existsSync(join(folder, 'evidence')))
    throw badInput(results, messages('en').noRun, messages('ja').noRun);
  return runSide(folder, results);
}

function sidesOf(
  first: string,
  second: string | undefined,
  options: DiffOptions,
): {before: DriftSide; after: DriftSide} {
  if ((second === undefined) === (options.baselines === undefined)) {
    throw badInput(
      'diff',
      'give two runs, or one run and --baselines',
      '実行フォルダーを2つ、または1つと--baselinesを指定してください',
    );
  }
  if (second !== undefined) return {before: sideOf(first), after: sideOf(second)};
  return {before: baselineSide(options.baselines ?? ''), after: assetsOnly(sideOf(first))};
}

/** What changed between two runs, or since acceptance. Exit code 1 when something got worse. */
export async function diffCommand(first: string, second: string | undefined, options: DiffOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const {before, after} = sidesOf(first, second, options);
  const knowledge = await knowledgeOf(options);
  const report = driftReport(knowledge, language, options.json ?? false, {before, after});
  for (const text of report.begin()) say(text);
  for await (const drift of drifts(before, after)) for (const text of report.add(drift)) say(text);
  for (const text of report.end()) say(text);
  return report.counts.worse > 0 ? exitCodes.findings : exitCodes.good;
}
