import {readFileSync} from 'node:fs';
import {planDigest, unpackPlan, type PlanFile} from '../index.ts';
import type {Plan} from '../model/plan.ts';
import {badInput} from './basics.ts';

function parse(path: string): Plan {
  try {
    return unpackPlan(JSON.parse(readFileSync(path, 'utf8')) as PlanFile);
  } catch {
    throw badInput(
      path,
      'is no plan: write one with mizumori plan --json',
      'は計画ファイルではありません。mizumori plan --jsonで作成してください',
    );
  }
}

/** A plan as `mizumori plan --json` writes it. @throws InputError also when it was changed since */
export function readPlanFile(path: string): Plan {
  const {digest, ...content} = parse(path);
  if (planDigest(content) === digest) return {...content, digest};
  throw badInput(path, 'was changed after it was written', 'は作成後に変更されています');
}
