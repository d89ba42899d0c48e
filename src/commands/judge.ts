import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {readRun} from '../run/read.ts';
import {badInput, knowledgeOf, languageOf, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';
import {overlayOfRun, type OverlayOptions} from './overlay.ts';
import {finishRun, type ReportOptions} from './scan.ts';

export interface JudgeOptions extends CommonOptions, ReportOptions, OverlayOptions {
  readonly asOf?: string;
  readonly profile?: string;
  readonly id?: string;
}

/** A time given by a person, as UTC. @throws InputError */
function timeOption(value: string): string {
  const time = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(time.getTime())) {
    throw badInput(
      '--as-of',
      'write a time such as 2026-11-22T09:00:00Z',
      '2026-11-22T09:00:00Z のように書いてください',
    );
  }
  return time.toISOString();
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
  if (!existsSync(join(folder, 'run.json'))) throw badInput(folder, messages('en').noRun, messages('ja').noRun);
  const knowledge = await knowledgeOf(options);
  const run = readRun(folder);
  const id = options.id ?? nextId(folder);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) {
    throw badInput('--id', 'write letters, digits, . _ - only', '半角英数字と . _ - だけで書いてください');
  }
  const results = join(folder, 'judgements', id);
  if (existsSync(results))
    throw badInput(results, 'exists already: choose another --id', 'はすでにあります。別の--idを指定してください');
  const asOf = options.asOf === undefined ? run.asOf : timeOption(options.asOf);
  return finishRun(
    {run, folder, overlay: overlayOfRun(folder, knowledge, options), knowledge, language, interrupted: false},
    results,
    options.profile ?? run.profile,
    asOf,
    options,
  );
}
