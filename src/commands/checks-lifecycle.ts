import {chmodSync, existsSync, realpathSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {lifecycle} from '../index.ts';
import {packageRoot} from '../model/paths.ts';
import {decodeUtf8} from '../model/utf8.ts';
import {bytesOf} from '../model/yaml.ts';
import {writeWhole} from '../run/folder.ts';
import {badInput, exitCodes, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';

export interface LifecycleOptions extends CommonOptions {
  /** `YYYY-MM-DD` on which the files were fetched. */
  readonly date?: string;
}

function textOf(path: string): string {
  const text = decodeUtf8(bytesOf(path));
  if (text !== null) return text;
  throw badInput(path, 'is not UTF-8', 'はUTF-8ではありません');
}

function targetOf({checks}: CommonOptions): string {
  const path = join(checks ?? join(packageRoot, 'checks'), 'data', 'lifecycle.yaml');
  if (existsSync(path)) return realpathSync(path);
  throw badInput(
    path,
    'is missing: name a folder of checks with --checks',
    'がありません。--checksでチェックのフォルダーを指定してください',
  );
}

function dateOf(given: string | undefined): string | null {
  if (given === undefined) return null;
  const time = Date.parse(`${given}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(given))
    return given;
  throw badInput('--date', 'write a day as YYYY-MM-DD', '日付をYYYY-MM-DDの形式で指定してください');
}

function feedOf(file: string, date: string | null): lifecycle.DatedFeed {
  const feed = lifecycle.readFeed(file, textOf(file));
  const written = statSync(file).mtime.toISOString().slice(0, 10);
  return {file, feed, date: date ?? feed.made ?? written};
}

const days = (term: lifecycle.Days | null): string =>
  term === null ? '-' : [term.standard, term.extended].filter((day) => day !== null).join(' / ');

function lineOf({product, cycle, what, before, after}: lifecycle.Told, text: ReturnType<typeof messages>): string[] {
  const name = `${product} ${cycle}`;
  switch (what) {
    case 'same':
      return [];
    case 'added':
      return [`${name}: ${days(after)} (${text.datesAdded})`];
    case 'changed':
      return [`${name}: ${days(before)} → ${days(after)} (${text.datesChanged})`];
    case 'no-day':
      return [`${name}: ${days(before)} (${text.datesNoDay})`];
    case 'other-name':
      return [`${name}: ${text.datesOtherName}`];
    default:
      return what satisfies never;
  }
}

/** Writes the dates of files of endoflife.date into `data/lifecycle.yaml`: of all of them, or nothing where one is wrong. */
export function checksLifecycleCommand(files: readonly string[], options: LifecycleOptions): number {
  const text = messages(languageOf(options.lang, process.env));
  const path = targetOf(options);
  const date = dateOf(options.date);
  const {yaml, told} = lifecycle.importDates(
    path,
    textOf(path),
    files.map((file) => feedOf(file, date)),
  );
  const written = told.filter(({what}) => what === 'added' || what === 'changed').length;
  if (written > 0) {
    const {mode} = statSync(path);
    writeWhole(path, yaml);
    chmodSync(path, mode);
  }
  if (options.json) say(JSON.stringify({schema: 1, path, written, releases: told}));
  else {
    const same = told.filter(({what}) => what === 'same').length;
    const lines = told.flatMap((each) => lineOf(each, text));
    say([...lines, `${same} ${text.datesSame}`, `${written} ${text.datesWritten} ${path}`].join('\n'));
  }
  return exitCodes.good;
}
