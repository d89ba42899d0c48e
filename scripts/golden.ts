/**
 * Renders the run `test/fixtures/runs/v1` by the small checks in `test/fixtures/checks`, so that no new check changes the
 * result: the sample reports in `reports/sample`, which are at the same time what the tests hold reports against.
 * `npm run golden` renews them; `node build/scripts/golden.js FOLDER` writes them elsewhere.
 */
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {loadKnowledge, renderReports, terminalText} from '../src/index.ts';
import {packageRoot} from '../src/model/paths.ts';
import {smallChecks} from './fixture-run.ts';

export const frozenRun = join(packageRoot, 'test/fixtures/runs/v1');
export const sample = join(packageRoot, 'reports/sample');

const languages = ['ja', 'en'] as const;

/** Text of each report by the name of its file. */
export async function renderSample(): Promise<Map<string, string>> {
  const checks = smallChecks();
  const results = mkdtempSync(join(tmpdir(), 'mizumori-golden-'));
  try {
    cpSync(frozenRun, results, {recursive: true});
    const knowledge = await loadKnowledge(checks.folder);
    const options = {folder: frozenRun, results, formats: ['html', 'json', 'csv'], languages} as const;
    const {input, files} = await renderReports(knowledge, options);
    const texts = new Map(files.map((path) => [basename(path), readFileSync(path, 'utf8')]));
    const names = [...texts.keys()];
    for (const language of languages) {
      const text = await terminalText(input, language, {columns: 100, color: false, files: names});
      texts.set(`terminal.${language}.txt`, `${text}\n`);
    }
    return texts;
  } finally {
    rmSync(results, {recursive: true});
    checks.remove();
  }
}

const [, script, target] = process.argv;
if (script?.endsWith('golden.js')) {
  const folder = target ?? sample;
  mkdirSync(folder, {recursive: true});
  for (const [name, text] of await renderSample()) writeFileSync(join(folder, name), text);
}
