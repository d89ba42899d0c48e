import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {z} from 'zod';
import type {Baseline} from '../model/drift.ts';
import {outcomeStatuses} from '../model/finding.ts';
import {InputError} from '../model/input-error.ts';
import {writeJson} from './folder.ts';

/** Newest layout of baselines that this program reads and writes. */
const baselineSchema = 1;

function problem(file: string, en: string, ja: string): InputError {
  return new InputError([{file, line: null, column: null, message: {en, ja}}]);
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw problem(path, 'is damaged: it is not JSON', 'は壊れています（JSONとして読めません）');
  }
}

const provenance = z.looseObject({transport: z.string(), privilege: z.string().nullable(), seq: z.array(z.int())});
const fact = z.discriminatedUnion('state', [
  z.looseObject({state: z.literal('known'), complete: z.boolean(), from: provenance}),
  z.looseObject({state: z.literal('gap'), reason: z.string(), from: provenance}),
  z.looseObject({state: z.literal('fault'), from: provenance}),
]);
const finding = z.looseObject({
  fingerprint: z.string(),
  check: z.string(),
  checkDigest: z.string(),
  subject: z.string().nullable(),
  parameters: z.record(z.string(), z.looseObject({})),
  outcome: z.looseObject({status: z.enum(outcomeStatuses)}),
  severity: z.int().min(0).max(4),
  actual: z.array(z.looseObject({expression: z.string()})),
  facts: z.array(z.string()),
  waiver: z.looseObject({state: z.string()}).optional(),
});

/** What is used of a baseline when it is held against a run. */
const baseline = z.looseObject({
  asset: z.string(),
  run: z.string(),
  site: z.string(),
  tool: z.string(),
  asOf: z.string(),
  data: z.string(),
  inventory: z.looseObject({}).nullable(),
  facts: z.record(z.string(), fact),
  sources: z.record(z.string(), z.string()),
  findings: z.array(finding),
});
const versioned = z.looseObject({schema: z.int().min(1)});

/** @throws InputError when it is no baseline, of another asset, or written by a newer program */
function readBaseline(path: string): Baseline {
  const value = parsed(path);
  const version = versioned.safeParse(value).data?.schema ?? 0;
  if (version > baselineSchema)
    throw problem(path, 'was written by a newer version of mizumori', 'は新しい版のmizumoriで作られています');
  const found = baseline.safeParse(value);
  if (version === 0 || !found.success) {
    const place = JSON.stringify(found.error?.issues[0]?.path.join('.') ?? 'schema');
    throw problem(path, `is no baseline: see ${place}`, `は基準の状態のファイルではありません（${place}）`);
  }
  if (found.data.asset !== basename(path, '.json')) throw problem(path, 'is of another asset', 'は別の資産のものです');
  return value as Baseline;
}

/** Assets of which a folder holds an accepted state, sorted. */
export function baselineAssets(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => name.slice(0, -5)).sort();
}

/** The accepted states of a folder, one in memory at a time, sorted by asset. @throws InputError */
export function* readBaselines(folder: string): Generator<Baseline> {
  for (const id of baselineAssets(folder)) yield readBaseline(join(folder, `${id}.json`));
}

export function writeBaseline(folder: string, baseline: Baseline): string {
  const path = join(folder, `${baseline.asset}.json`);
  writeJson(path, baseline);
  return path;
}
