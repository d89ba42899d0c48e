import {existsSync, statSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {forms} from '../index.ts';
import {packageRoot} from '../model/paths.ts';
import {writeWhole} from '../run/folder.ts';
import {badInput, exitCodes, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {checkFree} from './form.ts';
import {counted, messages} from './messages.ts';

export interface FormImportOptions extends CommonOptions {
  /** File to write; default: `attestations.yaml` or `waivers.yaml` in the current folder. */
  readonly into?: string;
  readonly force?: boolean;
}

interface Result {
  readonly path: string;
  readonly yaml: string;
  readonly entries: number;
  readonly skipped: number;
}

function schemaFor(path: string, id: string): string {
  const schema = join(packageRoot, 'docs', 'schemas', `${id}.schema.json`);
  return relative(dirname(resolve(path)), schema).replaceAll('\\', '/');
}

function targetOf(id: string, {into, force}: FormImportOptions): string {
  const path = into ?? `${id}.yaml`;
  if (!path.endsWith('.yaml') || (existsSync(path) && statSync(path).isDirectory()))
    throw badInput(path, 'name a file that ends in .yaml', '「.yaml」で終わるファイル名を指定してください');
  checkFree(path, force);
  return path;
}

function resultsOf({attestations, waivers}: forms.Imported, options: FormImportOptions): Result[] {
  if (options.into !== undefined && attestations !== null && waivers !== null)
    throw badInput(
      '--into',
      'these are answers and waivers: import them one after the other, or leave --into out',
      '質問票と例外の両方が含まれています。1種類ずつ取り込むか、--intoを省いてください',
    );
  const resultOf = <E extends object>(form: forms.Form<E>, found: forms.FormEntries<E> | null): Result[] => {
    if (found === null) return [];
    if (found.entries.length === 0)
      throw badInput(
        form.id,
        'no row is filled in: nothing to import',
        '記入された行がありません。取り込むものがありません',
      );
    const path = targetOf(form.id, options);
    const yaml = forms.formYaml(form, found.entries, schemaFor(path, form.id));
    return [{path, yaml, entries: found.entries.length, skipped: found.skipped}];
  };
  return [...resultOf(forms.attestationForm, attestations), ...resultOf(forms.waiverForm, waivers)];
}

/** Takes in what people filled in: all of it, or nothing where anything is wrong. */
export async function importForms(files: readonly string[], options: FormImportOptions): Promise<number> {
  const text = messages(languageOf(options.lang, process.env));
  const {checks, guideline} = await knowledgeOf(options);
  const known = {checks: new Set(checks.map(({id}) => id)), guideline};
  const results = resultsOf(forms.importForms(files.map(forms.openSource), known), options);
  for (const {path, yaml} of results) writeWhole(path, yaml);
  if (options.json) {
    const files = results.map(({path, entries, skipped}) => ({path, entries, skipped}));
    say(JSON.stringify({schema: 1, files}));
  } else if (!options.quiet)
    for (const {path, entries, skipped} of results)
      say(`${path}: ${counted(entries, text.imported)}, ${counted(skipped, text.rowsSkipped)}`);
  return exitCodes.good;
}
