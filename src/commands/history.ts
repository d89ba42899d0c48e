import {existsSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {listRuns, rebuildIndex, timeView, type HistoryEntry, type HistoryRecord} from '../index.ts';
import {formatProblem, InputError} from '../model/input-error.ts';
import type {Language} from '../model/text.ts';
import {isRunFolder} from '../run/folder.ts';
import {readAssets, readRun} from '../run/read.ts';
import {badInput, exitCodes, languageOf, say, tell, type CommonOptions} from './context.ts';
import {counted, messages} from './messages.ts';

export interface HistoryOptions extends CommonOptions {
  /** Folder of the run folders. */
  readonly out: string;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** In the time zone of the site; in UTC where that is not known. */
function startOf({startedAt, timezone}: HistoryEntry): string {
  if (timezone === null) return timeView(startedAt, 'UTC').utc;
  return `${timeView(startedAt, timezone).local} ${timezone}`;
}

/** @throws InputError for a folder that is not there */
function folderOf({out}: HistoryOptions): string {
  if (existsSync(out)) return out;
  throw badInput(
    out,
    'is no folder: name the one that holds the run folders with --out',
    'というフォルダーはありません。実行フォルダーを収めたフォルダーを--outで指定してください',
  );
}

export function historyCommand(options: HistoryOptions): number {
  const text = messages(languageOf(options.lang, process.env));
  const path = join(folderOf(options), 'history.db');
  const runs = existsSync(path) ? listRuns(path) : [];
  if (options.json) say(JSON.stringify(runs));
  else {
    const rows = runs.map((run) => [
      run.id,
      startOf(run),
      run.coverage === null ? '-' : `${run.coverage}%`,
      String(run.failed),
      String(run.notTested),
      run.folder,
    ]);
    say(runs.length === 0 ? text.noHistory : table([text.history.split('|'), ...rows]));
  }
  return exitCodes.good;
}

/** What the index holds of a run folder; null for one that is damaged, which is told. */
function recordOf(folder: string, language: Language): HistoryRecord | null {
  try {
    return {run: readRun(folder), folder, timezone: readAssets(folder).site.timezone};
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) tell(formatProblem(problem, language));
    return null;
  }
}

/** Makes the index anew from the run folders. Those that are damaged are left out. */
export function historyRebuildCommand(options: HistoryOptions): number {
  const language = languageOf(options.lang, process.env);
  const out = folderOf(options);
  const folders = readdirSync(out)
    .sort()
    .map((name) => resolve(out, name))
    .filter(isRunFolder);
  let good = 0;
  const records = function* (): Generator<HistoryRecord> {
    for (const folder of folders) {
      const record = recordOf(folder, language);
      if (record === null) continue;
      good += 1;
      yield record;
    }
  };
  rebuildIndex(join(out, 'history.db'), records());
  say(counted(good, messages(language).rebuilt));
  return good < folders.length ? exitCodes.badInput : exitCodes.good;
}
