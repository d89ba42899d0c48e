import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import type {Baseline} from '../model/drift.ts';
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

function isWhole({schema, findings, facts, sources}: Partial<Baseline>): boolean {
  const objects: readonly unknown[] = [facts, sources];
  const there = objects.every((part) => typeof part === 'object' && part !== null);
  return Number.isInteger(schema) && Array.isArray(findings) && there;
}

/** @throws InputError when it is no baseline, of another asset, or written by a newer program */
function readBaseline(path: string): Baseline {
  const value = parsed(path) as Partial<Baseline> | null;
  if (!value || !isWhole(value)) throw problem(path, 'is no baseline', 'は基準の状態のファイルではありません');
  if ((value.schema ?? 0) > baselineSchema)
    throw problem(path, 'was written by a newer version of mizumori', 'は新しい版のmizumoriで作られています');
  if (value.asset !== basename(path, '.json')) throw problem(path, 'is of another asset', 'は別の資産のものです');
  return value as Baseline;
}

/** The accepted states of a folder, one in memory at a time, sorted by asset. @throws InputError */
export function* readBaselines(folder: string): Generator<Baseline> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const ids = names.map((name) => name.slice(0, -5)).sort();
  for (const id of ids) yield readBaseline(join(folder, `${id}.json`));
}

export function writeBaseline(folder: string, baseline: Baseline): string {
  const path = join(folder, `${baseline.asset}.json`);
  writeJson(path, baseline);
  return path;
}
