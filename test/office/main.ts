/** `npm run test:office`: what LibreOffice opens and saves again comes back as it was. Ends with 1 where it does not. */
import {deepStrictEqual} from 'node:assert';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {questionnaireFile, waiversFile, type Layout} from '../../src/forms/index.ts';
import {importForms} from '../../src/forms/import.ts';
import type {Attestation} from '../../src/model/attestation.ts';
import type {Waiver} from '../../src/model/waiver.ts';
import {sortAttestations, sortWaivers} from '../../src/overlay/load.ts';
import {loadReportDeps, reporters} from '../../src/reporters/index.ts';
import {readWorkbook} from '../../src/spreadsheets/index.ts';
import {attestationsOf, day, guideline, hostileTexts, known, waiversOf} from '../forms/support.ts';
import {saying} from '../reporters/helpers.ts';

const rounds = 12;
const layout: Layout = {format: 'xlsx', encoding: 'utf-8', language: 'ja'};

/** The workbooks as LibreOffice saves them. */
function saved(folder: string, names: readonly string[]): Map<string, Buffer> {
  const out = join(folder, 'saved');
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const files = names.map((name) => join(folder, name));
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, ...files], {
    stdio: 'ignore',
    timeout: 300_000,
  });
  return new Map(names.map((name) => [name, readFileSync(join(out, name))]));
}

interface Round {
  readonly attestations: readonly Attestation[];
  readonly waivers: readonly Waiver[];
}

async function write(folder: string, {attestations, waivers}: Round, at: number): Promise<string[]> {
  const input = {guideline, attestations, checked: null, day, all: true};
  const names = [`q${at}.xlsx`, `w${at}.xlsx`];
  writeFileSync(join(folder, names[0] ?? ''), (await questionnaireFile(input, layout)).bytes);
  writeFileSync(join(folder, names[1] ?? ''), (await waiversFile(waivers, day, layout)).bytes);
  return names;
}

function compare(files: ReadonlyMap<string, Buffer>, {attestations, waivers}: Round, at: number): void {
  const sources = [`q${at}.xlsx`, `w${at}.xlsx`].map((path) => ({path, bytes: files.get(path) ?? Buffer.alloc(0)}));
  const found = importForms(sources, known);
  deepStrictEqual(found.attestations?.entries, sortAttestations(attestations));
  deepStrictEqual(found.waivers?.entries, sortWaivers(waivers));
}

/** Cells of every sheet; LibreOffice fills short rows up. */
function cellsOf(bytes: Uint8Array): readonly string[][] {
  return readWorkbook(bytes).flatMap(({rows}) =>
    rows.map(({cells}) =>
      [...cells]
        .join('\u0000')
        .replace(/\u0000+$/, '')
        .split('\u0000'),
    ),
  );
}

/** The checklist of the reports, with hostile texts in every place that a device fills. */
async function checklist(folder: string, name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of reporters.xlsx.render(saying('=1+1 <b>&amp;</b>'), 'ja', loadReportDeps()))
    pieces.push(Buffer.from(piece));
  const bytes = Buffer.concat(pieces);
  writeFileSync(join(folder, name), bytes);
  return bytes;
}

async function main(folder: string): Promise<void> {
  const seed = Number(process.env['SEED'] ?? 1);
  const record = fc.record({attestations: attestationsOf(hostileTexts), waivers: waiversOf(hostileTexts)});
  const samples = fc.sample(record, {seed, numRuns: rounds});
  const names: string[] = [];
  for (const [at, round] of samples.entries()) names.push(...(await write(folder, round, at)));
  const report = await checklist(folder, 'report.xlsx');
  names.push('report.xlsx');
  const files = saved(folder, names);
  for (const [at, round] of samples.entries()) compare(files, round, at);
  deepStrictEqual(cellsOf(files.get('report.xlsx') ?? Buffer.alloc(0)), cellsOf(report));
  console.log(`${names.length} workbooks came back from LibreOffice as they were`);
}

if (spawnSync('soffice', ['--version'], {stdio: 'ignore'}).status === 0) {
  const folder = mkdtempSync(join(tmpdir(), 'mizumori-office-'));
  await main(folder).finally(() => rmSync(folder, {recursive: true}));
} else {
  console.error('There is no LibreOffice here (Debian: libreoffice-calc). Nothing was compared.');
  process.exitCode = 1;
}
