import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {renderReports, selectProfile} from '../index.ts';
import {readAssets, readRun} from '../run/read.ts';
import type {Language} from '../model/text.ts';
import {badInput, exitCodes, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';
import {formatsFor} from './formats.ts';

export interface RenderOptions extends CommonOptions {
  readonly format?: string;
  readonly share?: boolean;
}

/** The run folder of results: themselves, or two above a judgement. */
export function evidenceFolder(results: string): string {
  const parent = resolve(results, '..', '..');
  return existsSync(join(results, 'evidence')) ? results : parent;
}

/** Renders the reports of a judged run, or of one of its judgements, again. */
export async function reportCommand(results: string, options: RenderOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const folder = evidenceFolder(results);
  if (!existsSync(join(results, 'run.json')) || !existsSync(join(folder, 'evidence'))) {
    throw badInput(results, messages('en').noRun, messages('ja').noRun);
  }
  readAssets(folder);
  const knowledge = await knowledgeOf(options);
  const languages: readonly Language[] = options.lang === undefined ? ['ja', 'en'] : [language];
  const {profile} = selectProfile(knowledge, readRun(results).profile);
  const formats = formatsFor(options.format, profile);
  const {files} = await renderReports(knowledge, {folder, results, formats, languages, share: options.share ?? false});
  say(files.join('\n'));
  return exitCodes.good;
}
