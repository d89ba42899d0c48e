import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {writeBaselines} from '../index.ts';
import {readAssets} from '../run/read.ts';
import {badInput, exitCodes, idsOf, knowledgeOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';
import {evidenceFolder} from './report.ts';

export interface BaselineOptions extends CommonOptions {
  readonly approvedBy: string;
  readonly only?: readonly string[];
  readonly into: string;
  readonly conditional?: string;
}

/** A text that a person has to give. @throws InputError */
function written(option: string, text: string): string {
  if (text.trim() !== '') return text.normalize('NFC').trim();
  throw badInput(option, 'is empty: write it out', 'が空です。内容を書いてください');
}

/** @throws InputError for one that the run lacks */
function chosen(only: readonly string[] | undefined, folder: string): ReadonlySet<string> | null {
  if (only === undefined) return null;
  const ids = idsOf(only);
  const known = new Set(readAssets(folder).assets.map(({id}) => id));
  const missing = ids.filter((id) => !known.has(id)).join(', ');
  if (missing !== '')
    throw badInput('--only', `no such asset in the run: ${missing}`, `この実行にない資産です: ${missing}`);
  return new Set(ids);
}

/** Accepts the state of a run's assets as what later drift is measured against. */
export async function baselineCommand(results: string, options: BaselineOptions): Promise<number> {
  const folder = evidenceFolder(results);
  if (!existsSync(join(results, 'run.json')) || !existsSync(join(folder, 'evidence')))
    throw badInput(results, messages('en').noRun, messages('ja').noRun);
  const {conditional} = options;
  const files = await writeBaselines({
    knowledge: await knowledgeOf(options),
    folder,
    results,
    only: chosen(options.only, folder),
    into: options.into,
    approvedBy: written('--approved-by', options.approvedBy),
    conditional: conditional === undefined ? null : written('--conditional', conditional),
    acceptedAt: new Date().toISOString(),
  });
  say(files.join('\n'));
  return exitCodes.good;
}
