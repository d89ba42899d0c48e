import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {instantIn, isDay} from '../model/zoned-time.ts';
import {isRunFolder} from '../run/folder.ts';
import {readAssets, readRun} from '../run/read.ts';
import {badInput, knowledgeOf, languageOf, type CommonOptions} from './context.ts';
import {finishRun, type ReportOptions} from './finish.ts';
import {messages} from './messages.ts';
import {overlayOfRun, type OverlayOptions} from './overlay.ts';

export interface JudgeOptions extends CommonOptions, ReportOptions, OverlayOptions {
  readonly asOf?: string;
  readonly profile?: string;
  readonly id?: string;
}

const writtenTime =
  /^(?<day>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/** A time given by a person, as UTC; without a zone it is one of the site, a day alone its first moment. @throws InputError */
function timeOption(value: string, folder: string): string {
  const {day = '', time = '00:00', zone} = writtenTime.exec(value)?.groups ?? {};
  let instant = NaN;
  if (isDay(day) && zone !== undefined) instant = Date.parse(`${day}T${time}${zone}`);
  else if (isDay(day)) instant = instantIn(day, time, readAssets(folder).site.timezone);
  if (!Number.isNaN(instant)) return new Date(instant).toISOString();
  throw badInput(
    '--as-of',
    'write a time such as 2026-11-22T09:00+09:00; without a zone it is one of the site',
    '2026-11-22T09:00+09:00 のように書いてください。時差を省くと、サイトのタイムゾーンの時刻になります',
  );
}

function nextId(folder: string): string {
  for (let number = 1; ; number++) {
    const id = `j${String(number).padStart(3, '0')}`;
    if (!existsSync(join(folder, 'judgements', id))) return id;
  }
}

/** Judges stored evidence anew, into a folder of its own: what was delivered is never overwritten. */
export async function judgeCommand(folder: string, options: JudgeOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  if (!isRunFolder(folder)) throw badInput(folder, messages('en').noRun, messages('ja').noRun);
  const knowledge = await knowledgeOf(options);
  const run = readRun(folder);
  const id = options.id ?? nextId(folder);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) {
    throw badInput('--id', 'write letters, digits, . _ - only', '半角英数字と . _ - だけで書いてください');
  }
  const results = join(folder, 'judgements', id);
  if (existsSync(results))
    throw badInput(results, 'exists already: choose another --id', 'はすでにあります。別の--idを指定してください');
  const asOf = options.asOf === undefined ? run.asOf : timeOption(options.asOf, folder);
  return finishRun(
    {
      run,
      folder,
      overlay: overlayOfRun(folder, knowledge, options),
      knowledge,
      language,
      interrupted: false,
      begun: null,
    },
    results,
    options.profile ?? run.profile,
    asOf,
    options,
  );
}
