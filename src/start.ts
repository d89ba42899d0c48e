import {realpathSync} from 'node:fs';
import {join} from 'node:path';
import type {Progress} from './collect.ts';
import {coverageOf} from './guideline/coverage.ts';
import type {LoadedInventory} from './inventory/load.ts';
import {digestOfChecks, selectProfile, type Knowledge} from './knowledge.ts';
import type {Asset} from './model/asset.ts';
import {InputError} from './model/input-error.ts';
import {packPlan, planDigest} from './model/plan-file.ts';
import type {Overlay} from './model/overlay.ts';
import type {Plan} from './model/plan.ts';
import type {Run} from './model/run.ts';
import {createRunFolder, writeJson} from './run/folder.ts';
import {readRun, writeOverlay, type AssetsFile} from './run/read.ts';
import {overlayDigests, parametersDigest, rootHash, runId} from './run/record.ts';
import type {StoredAnswers} from './stored-answers.ts';
import {tryLock} from './transports/index.ts';
import type {KnownHosts} from './transports/known-hosts.ts';

export const toolVersion = 'mizumori 0.1.0';

export interface CollectInput {
  readonly loaded: LoadedInventory;
  readonly knowledge: Knowledge;
  readonly profile: string;
  readonly plan: Plan;
  readonly overlay: Overlay;
  readonly knownHosts: KnownHosts;
  /** New run folder, or the folder of the run to resume. */
  readonly folder: string;
  readonly resume: boolean;
  readonly concurrency: number;
  /** What is known without asking. */
  readonly stored: StoredAnswers;
  /** null: assets are asked. Else nothing is sent; `walks`: folder of stored walks that answer in place of SNMP agents. */
  readonly offline: {readonly walks: string | null} | null;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly onProgress: (progress: Progress) => void;
  /** The journal of this asset is closed. */
  readonly onClosed: (asset: string) => void;
}

/** Makes a run folder with all that is known before anything is sent. @throws InputError, or when the folder exists */
export function startRun(input: CollectInput, assets: readonly Asset[]): Run {
  const {loaded, knowledge, profile: profileId, plan: planned, now, folder} = input;
  const {profile, checks} = selectProfile(knowledge, profileId);
  const startedAt = now();
  const {site, zones} = loaded.inventory;
  const stored: AssetsFile = {schema: 1, site, zones, assets};
  const counts = {pass: 0, fail: 0, 'not-applicable': 0, 'not-tested': 0, manual: 0, error: 0};
  const run: Run = {
    schema: 1,
    id: runId(startedAt),
    tool: toolVersion,
    site: loaded.inventory.site.name,
    profile: profile.id,
    startedAt: startedAt.toISOString(),
    finishedAt: null,
    asOf: startedAt.toISOString(),
    digests: {
      inventory: loaded.inventory.digest,
      plan: planned.digest,
      guideline: knowledge.guideline.digest,
      profile: profile.digest,
      checks: digestOfChecks(checks),
      data: knowledge.data.digest,
      ...overlayDigests(input.overlay),
      parameters: parametersDigest(stored),
    },
    assets: [],
    counts,
    coverage: coverageOf(counts),
    floor: profile.floor,
    rootHash: rootHash({assets: []}),
  };
  createRunFolder(folder);
  writeJson(join(folder, 'assets.json'), stored);
  writeJson(join(folder, 'plan.json'), packPlan(planned));
  writeOverlay(folder, input.overlay);
  writeJson(join(folder, 'run.json'), run);
  return run;
}

function badRun(folder: string, en: string, ja: string): InputError {
  return new InputError([{file: folder, line: null, column: null, message: {en, ja}}]);
}

/** @throws InputError when plan or inventory are not those that the run was started with */
export function resumeRun({folder, loaded, plan: planned}: CollectInput): Run {
  const run = readRun(folder);
  if (run.digests.inventory !== loaded.inventory.digest) {
    throw badRun(
      folder,
      'the inventory has changed since this run was started: scan anew, or give the inventory as it was',
      'この実行の開始後にインベントリが変更されています。新しくスキャンするか、開始時のインベントリを指定してください',
    );
  }
  const {digest, ...content} = planned;
  if (digest !== run.digests.plan || planDigest(content) !== digest) {
    throw badRun(
      join(folder, 'plan.json'),
      'is not the plan that this run was started with: nothing is sent; scan anew',
      'はこの実行の開始時の計画と異なります。何も送信しません。新しくスキャンしてください',
    );
  }
  return run;
}

/** Leave to write to a run folder: two processes would tear each other's journals. @throws InputError */
export async function lockRun(folder: string): Promise<() => void> {
  const release = await tryLock(`run\0${realpathSync(folder)}`);
  if (release) return release;
  throw badRun(
    folder,
    'another scan is writing to this run: wait for its end, or stop it',
    'は別のスキャンが書き込み中です。終了を待つか、そのスキャンを停止してください',
  );
}

/** Assets of the plan, those included that will not be asked. */
export function assetsOf({loaded, plan: planned}: CollectInput): Asset[] {
  const planned_ = new Set([...planned.entries, ...planned.refusals].map(({asset}) => asset));
  return loaded.inventory.assets.filter(({id}) => planned_.has(id));
}
