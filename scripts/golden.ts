/**
 * Judges and renders the run `test/fixtures/runs/v1` by the small checks in `test/fixtures/checks`, so that no new check changes the
 * result: the sample reports in `reports/sample`, which are at the same time what the tests hold reports against.
 * `npm run golden` renews them; `node build/scripts/golden.js FOLDER` writes them elsewhere.
 */
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {judge, loadKnowledge, renderReports, terminalText} from '../src/index.ts';
import type {Overlay} from '../src/model/overlay.ts';
import {packageRoot} from '../src/model/paths.ts';
import {smallChecks} from './fixture-run.ts';

export const frozenRun = join(packageRoot, 'test/fixtures/runs/v1');
export const sample = join(packageRoot, 'reports/sample');

const languages = ['ja', 'en'] as const;
const [asOf, finishedAt] = ['2026-11-22T22:00:00.000Z', '2026-11-22T22:01:30.000Z'];

/** One of each, so that the sample shows how they are told. */
const overlay: Overlay = {
  waivers: [
    {
      id: 'w-2026-001',
      check: 'ssh-password-authentication',
      clause: null,
      assets: ['srv-ledger'],
      subject: null,
      reason: 'vendor-constraint',
      explanation: '保守会社の遠隔保守がパスワード認証だけに対応している',
      measure: '接続元を保守会社の固定アドレスに限定している',
      requestedBy: '業務課 係長',
      approvedBy: '水道部長',
      from: '2026-04-01',
      until: '2027-03-31',
    },
  ],
  attestations: [
    {
      clause: '2-4',
      subject: 'organisation',
      answer: 'met',
      explanation: '機器ごとの責任者を台帳に記載し、年度始めに見直している',
      document: '情報機器管理要綱 第5条',
      method: 'inspection',
      interviewee: '総務課 情報担当',
      answeredBy: '水道 太郎',
      approvedBy: '浄水 花子',
      date: '2026-06-01',
      until: null,
      reaskAfterDays: 365,
    },
  ],
};

/** Text of each report by the name of its file. */
export async function renderSample(): Promise<Map<string, string>> {
  const checks = smallChecks();
  const results = mkdtempSync(join(tmpdir(), 'mizumori-golden-'));
  try {
    cpSync(frozenRun, results, {recursive: true});
    const knowledge = await loadKnowledge(checks.folder);
    judge({knowledge, folder: frozenRun, out: results, overlay, profile: 'scheduled', asOf, finishedAt});
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
