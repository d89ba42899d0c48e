import {existsSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {forms, type Knowledge} from '../index.ts';
import {dayIn} from '../model/zoned-time.ts';
import {readAssets} from '../run/read.ts';
import {badInput, inventoryOf, languageOf, say, tell, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';
import type {OverlayOptions} from './overlay.ts';
import {evidenceFolder} from './report.ts';

/** Options of the commands that write tables to fill in. */
export interface FormOptions extends CommonOptions, OverlayOptions {
  /** Run folder, or one of its judgements. */
  readonly run?: string;
  readonly inventory?: string;
  readonly with?: string;
  readonly format: string;
  readonly encoding: string;
  readonly out?: string;
  readonly force?: boolean;
}

const isFormat = (format: string): format is forms.Layout['format'] => format === 'xlsx' || format === 'csv';

/** @throws InputError */
export function layoutOf({format, encoding, lang}: FormOptions): forms.Layout {
  if (!isFormat(format)) throw badInput('--format', 'write xlsx or csv', 'xlsxかcsvを指定してください');
  const known = forms.encodings.find((each) => each === encoding);
  if (known === undefined) throw badInput('--encoding', 'write utf-8 or cp932', 'utf-8かcp932を指定してください');
  if (known === 'cp932' && format !== 'csv')
    throw badInput('--encoding', 'cp932 goes with --format csv', 'cp932は --format csv と組み合わせてください');
  return {format, encoding: known, language: languageOf(lang, process.env)};
}

/** Folder with the evidence of the run that was named; null without one. @throws InputError */
export function runFolderOf({run}: FormOptions): string | null {
  if (run === undefined) return null;
  const folder = evidenceFolder(run);
  if (existsSync(join(run, 'run.json')) && existsSync(join(folder, 'evidence'))) return folder;
  throw badInput(run, messages('en').noRun, messages('ja').noRun);
}

/** Time zone of the site: that of the inventory, else of the run, else of Japan. @throws InputError */
export async function timezoneOf(options: FormOptions, knowledge: Knowledge): Promise<string> {
  if (options.inventory !== undefined)
    return (await inventoryOf(options.inventory, knowledge, options)).inventory.site.timezone;
  const folder = runFolderOf(options);
  return folder === null ? 'Asia/Tokyo' : readAssets(folder).site.timezone;
}

/** The day it is at the site. @throws InputError */
export async function todayOf(options: FormOptions, knowledge: Knowledge): Promise<string> {
  return dayIn(new Date(), await timezoneOf(options, knowledge));
}

/** Refuses to write over what is there: it may be filled in. @throws InputError */
export function checkFree(path: string, force: boolean | undefined): void {
  if (force || !existsSync(path)) return;
  throw badInput(
    path,
    'exists already: name another file, or write over it with --force',
    'はすでにあります。別の名前を指定するか、--forceで上書きしてください',
  );
}

/** Writes a table to fill in, whole, and tells where. @throws InputError */
export async function writeForm(
  name: string,
  options: FormOptions,
  layout: forms.Layout,
  make: () => Promise<forms.FormFile>,
): Promise<void> {
  const path = options.out ?? `${name}.${layout.format}`;
  checkFree(path, options.force);
  const {bytes, replaced} = await make();
  if (replaced.length > 0) tell(`${messages(layout.language).lookAlikes}: ${replaced.join(' ')}`);
  writeFileSync(`${path}.part`, bytes, {mode: 0o600});
  renameSync(`${path}.part`, path);
  if (!options.quiet) say(path);
}
