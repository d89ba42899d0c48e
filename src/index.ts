import {existsSync, mkdirSync, readFileSync, realpathSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {collect as collectEvidence, type Progress} from './collect.ts';
import {coverageOf} from './guideline/coverage.ts';
import {openHistory} from './history/index.ts';
import type {LoadedInventory} from './inventory/load.ts';
import {judge as judgeEvidence, type Judgement} from './judge.ts';
import {digestOfChecks, selectProfile, type Knowledge} from './knowledge.ts';
import type {Asset} from './model/asset.ts';
import {InputError} from './model/input-error.ts';
import type {Plan} from './model/plan.ts';
import type {Run} from './model/run.ts';
import {buildPlan, digestOfPlan} from './plan/index.ts';
import {isInWindow} from './plan/window.ts';
import {platforms} from './platforms/index.ts';
import {acts} from './acts.ts';
import {probes} from './probes/index.ts';
import {assetFacts, siteFacts} from './derive/index.ts';
import {createRunFolder, writeJson} from './run/folder.ts';
import {readAssets, readPlan, readRun, type AssetsFile} from './run/read.ts';
import {rootHash, runId} from './run/record.ts';
import {loadSecrets, loadStoppedCredentials, rememberStopped, siteKey} from './secrets.ts';
import {
  CredentialGuard,
  Gate,
  createSender,
  tryLock,
  type CredentialSecrets,
  type Redact,
  type Sender,
} from './transports/index.ts';
import type {KnownHosts} from './transports/known-hosts.ts';
import {createRedactor} from './transports/redact.ts';
import {fetchKeys, type SeenKeys} from './trust.ts';

export {loadKnowledge, profileNames, selectProfile, type Knowledge} from './knowledge.ts';
export {loadInventory, type LoadedInventory} from './inventory/load.ts';
export {renderReports, type Rendered} from './report.ts';
export type {SeenKeys} from './trust.ts';
export {runExamples} from './examples.ts';
export {sudoersFor} from './plan/sudoers.ts';
export {openHistory} from './history/index.ts';
export {formatKnownHost, parseKnownHosts, type KnownHosts} from './transports/known-hosts.ts';
export type {LoadedCheck} from './check/load.ts';
export type {Progress} from './collect.ts';
export {platforms} from './platforms/index.ts';
export {reporters, terminalText, type ReportFormat} from './report.ts';

export const toolVersion = 'mizumori 0.1.0';

/** Names the set of redaction rules in evidence headers; goes up when they change. */
const redactorVersion = '1';

/** How long each step of a conversation may take, in milliseconds. */
const timeouts = {
  connectMs: 10_000,
  handshakeMs: 15_000,
  authMs: 20_000,
  channelMs: 15_000,
  idleKeepAliveMs: 15_000,
  helloMs: 45_000,
  graceMs: 5_000,
};

export function forbiddenPorts(knowledge: Knowledge): ReadonlySet<number> {
  const ports = knowledge.data.controlPorts.flatMap(({from, to}) =>
    Array.from({length: to - from + 1}, (_, index) => from + index),
  );
  return new Set(ports);
}

/** Every request that a scan of the inventory would send. Touches nothing. */
export function plan(
  {inventory}: LoadedInventory,
  knowledge: Knowledge,
  options: {readonly only: ReadonlySet<string> | null; readonly now: Date},
): Plan {
  return buildPlan({
    inventory,
    probes,
    platforms,
    policies: knowledge.data.zonePolicies,
    forbiddenPorts: forbiddenPorts(knowledge),
    only: options.only,
    today: options.now.toISOString().slice(0, 10),
  });
}

export interface CollectInput {
  readonly loaded: LoadedInventory;
  readonly knowledge: Knowledge;
  readonly profile: string;
  readonly plan: Plan;
  readonly knownHosts: KnownHosts;
  /** New run folder, or the folder of the run to resume. */
  readonly folder: string;
  readonly resume: boolean;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly onProgress: (progress: Progress) => void;
}

function startRun(input: CollectInput, assets: readonly Asset[]): Run {
  const {loaded, knowledge, profile: profileId, plan: planned, now, folder} = input;
  const {profile, checks} = selectProfile(knowledge, profileId);
  const startedAt = now();
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
    },
    assets: [],
    counts,
    coverage: coverageOf(counts),
    floor: profile.floor,
    rootHash: rootHash([]),
  };
  createRunFolder(folder);
  const {site, zones} = loaded.inventory;
  writeJson(join(folder, 'assets.json'), {schema: 1, site, zones, assets} satisfies AssetsFile);
  writeJson(join(folder, 'plan.json'), planned);
  writeJson(join(folder, 'run.json'), run);
  return run;
}

function badRun(folder: string, en: string, ja: string): InputError {
  return new InputError([{file: folder, line: null, column: null, message: {en, ja}}]);
}

function resumeRun({folder, loaded, plan: planned}: CollectInput): Run {
  const run = readRun(folder);
  const {digest, ...content} = planned;
  if (digest !== run.digests.plan || digestOfPlan(content) !== digest) {
    throw badRun(
      join(folder, 'plan.json'),
      'is not the plan that this run was started with: nothing is sent; scan anew',
      'はこの実行の開始時の計画と異なります。何も送信しません。新しくスキャンしてください',
    );
  }
  if (run.digests.inventory === loaded.inventory.digest) return run;
  throw badRun(
    folder,
    'the inventory has changed since this run was started: scan anew, or give the inventory as it was',
    'この実行の開始後にインベントリが変更されています。新しくスキャンするか、開始時のインベントリを指定してください',
  );
}

/** Leave to write to a run folder: two processes would tear each other's journals. @throws InputError */
async function lockRun(folder: string): Promise<() => void> {
  const release = await tryLock(`run\0${realpathSync(folder)}`);
  if (release) return release;
  throw badRun(
    folder,
    'another scan is writing to this run: wait for its end, or stop it',
    'は別のスキャンが書き込み中です。終了を待つか、そのスキャンを停止してください',
  );
}

function assetsOf({loaded, plan: planned}: CollectInput): Asset[] {
  const planned_ = new Set([...planned.entries, ...planned.refusals].map(({asset}) => asset));
  return loaded.inventory.assets.filter(({id}) => planned_.has(id));
}

function gateFor(planned: Plan, site: string, folder: string, signal: AbortSignal, now: () => Date): Gate {
  const killSwitches = [join(folder, 'STOP'), join(resolve(folder, '..'), 'STOP')];
  return new Gate({plan: planned, site, isInWindow, killSwitches, signal, now});
}

/** Host keys of every server that a scan would go to, fetched under the rules of its zone. */
export function hostKeys(loaded: LoadedInventory, planned: Plan, knownHosts: KnownHosts): Promise<SeenKeys[]> {
  const {signal} = new AbortController();
  const gate = gateFor(planned, loaded.inventory.site.name, 'out', signal, () => new Date());
  return fetchKeys(loaded, planned, {knownHosts, gate, timeouts});
}

interface Stop {
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/** Stops with the user's signal, or by ourselves when there is no going on. */
function stopWith(signal: AbortSignal): Stop {
  const own = new AbortController();
  return {signal: AbortSignal.any([signal, own.signal]), stop: () => own.abort()};
}

function senderFor(input: CollectInput, secrets: ReadonlyMap<string, CredentialSecrets>, signal: AbortSignal): Sender {
  const {loaded, knowledge, plan: planned, folder, now} = input;
  const {credentials, jumpHosts, site} = loaded.inventory;
  const redact: Redact = createRedactor({
    platformPatterns: [],
    dictionary: knowledge.data.passwords,
    siteKey: siteKey(),
  });
  return createSender({
    plan: planned,
    credentials,
    jumpHosts,
    secrets,
    knownHosts: input.knownHosts,
    gate: gateFor(planned, site.name, folder, signal, now),
    guard: new CredentialGuard(loadStoppedCredentials(folder), (key) => rememberStopped(folder, key)),
    redact,
    now: () => now().getTime(),
    timeouts,
  });
}

/**
 * Asks every asset of the plan and journals the answers.
 * @throws InputError before anything is sent, also when another process writes to the same run.
 */
export async function collect(input: CollectInput): Promise<Run> {
  const {loaded, plan: planned, folder, now} = input;
  const secrets = await loadSecrets(loaded.inventory, planned);
  const run = input.resume ? resumeRun(input) : startRun(input, assetsOf(input));
  const release = await lockRun(folder);
  const {signal, stop} = stopWith(input.signal);
  try {
    await collectEvidence({
      folder,
      run: run.id,
      tool: toolVersion,
      redactor: redactorVersion,
      plan: planned,
      assets: readAssets(folder).assets.map(({id}) => id),
      sender: senderFor(input, secrets, signal),
      concurrency: input.concurrency,
      now,
      onProgress: input.onProgress,
      stop,
    });
  } finally {
    release();
  }
  return run;
}

export interface JudgeInput {
  readonly knowledge: Knowledge;
  readonly folder: string;
  /** The run folder itself, or one for a judgement beside the first. */
  readonly out: string;
  readonly profile: string;
  readonly asOf: string;
  readonly finishedAt: string;
}

/** Judges the evidence of a run folder; no host is touched. */
export function judge(input: JudgeInput): {readonly run: Run; readonly judgement: Judgement} {
  const {knowledge, folder, out} = input;
  const {profile, checks} = selectProfile(knowledge, input.profile);
  const {site, assets} = readAssets(folder);
  const platformBy = new Map(readPlan(folder).entries.map(({asset, platform}) => [asset, platform]));
  mkdirSync(out, {recursive: true, mode: 0o700});
  const weights = Object.entries(knowledge.data.systems).map(([system, {weight}]) => [system, weight]);
  const judgement = judgeEvidence({
    folder,
    out,
    site,
    assets,
    platformOf: (asset) => platformBy.get(asset) ?? null,
    probes,
    assetFacts,
    siteFacts,
    checks,
    languages: knowledge.languages,
    guideline: knowledge.guideline,
    profile,
    data: knowledge.data,
    priority: {systems: Object.fromEntries(weights) as never, acts},
    asOf: input.asOf,
  });
  const before = readRun(folder);
  const run: Run = {
    ...before,
    tool: toolVersion,
    profile: profile.id,
    asOf: input.asOf,
    finishedAt: input.finishedAt,
    digests: {
      ...before.digests,
      guideline: knowledge.guideline.digest,
      profile: profile.digest,
      checks: digestOfChecks(checks),
      data: knowledge.data.digest,
    },
    assets: judgement.assets,
    counts: judgement.counts,
    coverage: coverageOf(judgement.counts),
    floor: profile.floor,
    rootHash: rootHash(judgement.assets),
  };
  writeJson(join(out, 'run.json'), run);
  return {run, judgement};
}

/** Adds a run to the index beside the run folders. */
export async function recordHistory(run: Run, folder: string): Promise<void> {
  const history = await openHistory(join(resolve(folder, '..'), 'history.db'));
  try {
    await history.record(run, resolve(folder));
  } finally {
    await history.close();
  }
}

/** Text of a file, or nothing where there is none. */
export function readOptional(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
