import {existsSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {openHistory} from '../index.ts';
import {isRunFolder} from '../run/folder.ts';
import {readRun} from '../run/read.ts';
import {exitCodes, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';

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

export function historyCommand(options: HistoryOptions): number {
  const text = messages(languageOf(options.lang, process.env));
  const path = join(options.out, 'history.db');
  if (!existsSync(path)) {
    say(text.noHistory);
    return exitCodes.good;
  }
  const history = openHistory(path);
  const runs = history.list();
  history.close();
  if (options.json) say(JSON.stringify(runs));
  else {
    const rows = runs.map((run) => [
      run.id,
      run.startedAt,
      run.coverage === null ? '-' : `${run.coverage}%`,
      String(run.failed),
      String(run.notTested),
      run.folder,
    ]);
    say(runs.length === 0 ? text.noHistory : table([text.history.split('|'), ...rows]));
  }
  return exitCodes.good;
}

/** Makes the index anew from the run folders. */
export function historyRebuildCommand(options: HistoryOptions): number {
  const text = messages(languageOf(options.lang, process.env));
  const folders = existsSync(options.out) ? readdirSync(options.out).sort() : [];
  const runs = folders.map((name) => resolve(options.out, name)).filter(isRunFolder);
  const history = openHistory(join(options.out, 'history.db'));
  history.clear();
  for (const folder of runs) history.record(readRun(folder), folder);
  history.close();
  say(`${runs.length} ${text.rebuilt}`);
  return exitCodes.good;
}
