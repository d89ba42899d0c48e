import {existsSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {loadAdvisories} from './advisories/load.ts';
import {collect as collectEvidence} from './collect.ts';
import {dialects, identification, redactors} from './devices.ts';
import {recordRun} from './history/index.ts';
import type {LoadedInventory} from './inventory/load.ts';
import type {Knowledge} from './knowledge.ts';
import {siteId} from './model/asset.ts';
import type {Overlay} from './model/overlay.ts';
import type {Plan, ZonePolicy} from './model/plan.ts';
import type {Run} from './model/run.ts';
import {dayIn} from './model/zoned-time.ts';
import {loadAttestations, loadWaivers} from './overlay/load.ts';
import type {Cost} from './model/ask.ts';
import type {Kit, KitFile} from './kits/index.ts';
import {takeKitFiles, type KitSource, type TakenFiles} from './kits/take-all.ts';
import {readNmapReports} from './nmap-reports.ts';
import {buildPlan} from './plan/index.ts';
import {isInWindow} from './plan/window.ts';
import {platforms} from './platforms/index.ts';
import {probes} from './probes/index.ts';
import {readAssets} from './run/read.ts';
import {loadEnableSecrets, loadSecrets, loadStoppedCredentials, rememberStopped, siteKey} from './secrets.ts';
import {
  CredentialGuard,
  Gate,
  createSender,
  findNmap,
  type NmapProgram,
  type Sender,
  type SenderOptions,
  systemResolver,
} from './transports/index.ts';
import type {KnownHosts} from './transports/known-hosts.ts';
import {assetsOf, lockRun, resumeRun, startRun, toolVersion, type CollectInput} from './start.ts';
import {fetchKeys, type SeenKeys} from './trust.ts';
import {isToldByKit, type StoredAnswers} from './stored-answers.ts';
import {createWalkSender} from './walks.ts';

export {knownChecks, loadKnowledge, profileNames, selectProfile, type Knowledge} from './knowledge.ts';
export {answered, type Answered, type ModeCounts} from './guideline/answered.ts';
export {loadInventory, type LoadedInventory} from './inventory/load.ts';
export type {Origin} from './inventory/resolve.ts';
export {planPage, renderReports, type Rendered} from './report.ts';
export {toolVersion, type CollectInput} from './start.ts';
export type {SeenKeys} from './trust.ts';
export {missingOutcomes, runExamples} from './examples.ts';
export * as lifecycle from './lifecycle/index.ts';
export * as forms from './forms/index.ts';
export {packPlan, planDigest, unpackPlan, type PlanFile} from './model/plan-file.ts';
export {sudoersFor} from './plan/sudoers.ts';
export {listRuns, rebuildIndex, type HistoryEntry, type HistoryRecord} from './history/index.ts';
export {formatKnownHost, parseKnownHosts, type KnownHosts} from './transports/known-hosts.ts';
export type {LoadedCheck} from './check/load.ts';
export type {Progress} from './collect.ts';
export {platforms} from './platforms/index.ts';
export {kits, type Kit, type KitFile} from './kits/index.ts';
export {isAnswerFile} from './kits/answer-file/form.ts';
export {isWindowsText} from './kits/windows-text.ts';
export type {KitSource, TakenFiles} from './kits/take-all.ts';
export {mergeStored, type StoredAnswers} from './stored-answers.ts';
export {reporters, terminalText, type ReportFormat} from './report.ts';
export {refusalTeller, timeView, troubleTeller} from './reporters/index.ts';
export {JudgeAhead} from './judge-ahead.ts';
export type {Judging} from './judge.ts';
export {beginJudgement, judge, type JudgeInput} from './judgement.ts';
export {storedAdvisories, storedAttestations, storedOverlay, storedWaivers} from './stored-overlay.ts';
export {writeBaselines} from './baseline.ts';
export {assetsOnly, baselineSide, driftReport, drifts, runSide, type DriftSide} from './drift.ts';

/** Names the set of redaction rules in evidence headers; goes up when they change. */
const redactorVersion = '2';

let found: Promise<NmapProgram | null> | null = null;

/** nmap of this machine, looked for once; null: there is none. */
export function nmapOfMachine(): Promise<NmapProgram | null> {
  return (found ??= findNmap());
}

/** How long each step of a conversation may take, in milliseconds. */
const timeouts = {
  connectMs: 10_000,
  handshakeMs: 15_000,
  authMs: 20_000,
  channelMs: 15_000,
  idleKeepAliveMs: 15_000,
  helloMs: 45_000,
  graceMs: 5_000,
  snmpMs: 5_000,
  snmpTotalMs: 300_000,
  outsideMs: 1_200_000,
  dnsMs: 4_000,
};

/**
 * Waivers and attestations of two paths, each a file or a folder of YAML; nothing where nothing is there, or for null. Feeds of
 * advisories where a path is given.
 * @throws InputError
 */
export function loadOverlay(
  knowledge: Knowledge,
  paths: {readonly waivers: string | null; readonly attestations: string | null; readonly advisories?: string | null},
): Overlay {
  const advisories = paths.advisories ?? null;
  const known = {checks: new Set(knowledge.checks.map(({id}) => id)), guideline: knowledge.guideline};
  return {
    waivers: paths.waivers === null ? [] : loadWaivers(paths.waivers, known),
    attestations: paths.attestations === null ? [] : loadAttestations(paths.attestations, known),
    ...(advisories === null ? {} : {advisories: loadAdvisories(advisories)}),
  };
}

/** Services that are known how to talk to from outside, sorted. */
export function outsideServices(): string[] {
  const services = probes.flatMap(({outside}) => outside?.dialogues ?? []).map(({service}) => service);
  return [...new Set(services)].sort();
}

export function forbiddenPorts(knowledge: Knowledge): ReadonlySet<number> {
  const ports = knowledge.data.controlPorts.flatMap(({from, to}) =>
    Array.from({length: to - from + 1}, (_, index) => from + index),
  );
  return new Set(ports);
}

/** What reports of nmap tell of the assets of an inventory. @throws InputError */
export function nmapReports(files: readonly string[], {inventory}: LoadedInventory, {data}: Knowledge): StoredAnswers {
  const redactorFor = redactors(platforms, {dictionary: data.passwords, siteKey: siteKey()});
  return readNmapReports(files, inventory.assets, redactorFor('auto'));
}

/** Takes in answers that kits collected. `only`: ids of the assets that may be meant; null: all. @throws InputError */
export function kitAnswers(
  sources: readonly KitSource[],
  {inventory}: LoadedInventory,
  {data}: Knowledge,
  options: {readonly only: ReadonlySet<string> | null; readonly asset: string | null},
): TakenFiles {
  const redactorFor = redactors(platforms, {dictionary: data.passwords, siteKey: siteKey()});
  const assets = inventory.assets.filter(({id}) => options.only?.has(id) ?? true);
  return takeKitFiles(sources, {assets, asset: options.asset, redactorFor});
}

/** The file of a kit that asks no more than what the policies of some zones let. */
export function writeKit(kit: Kit, platformId: string, policies: readonly ZonePolicy[]): KitFile {
  const platform = platforms.find(({id}) => id === platformId);
  if (platform === undefined) throw new Error(`no platform ${platformId}`);
  const all: readonly Cost[] = ['cheap', 'disk', 'slow'];
  const costs = all.filter((cost) => policies.every((policy) => policy.costs.includes(cost)));
  return kit.write({platform, costs, tool: toolVersion});
}

/** Every request that a scan of the inventory would send. Touches nothing. */
export function plan(
  {inventory}: LoadedInventory,
  knowledge: Knowledge,
  options: {readonly only: ReadonlySet<string> | null; readonly now: Date; readonly approved: boolean},
): Plan {
  const resolver = systemResolver();
  return buildPlan({
    inventory,
    ...(resolver === null ? {} : {resolver}),
    probes,
    platforms,
    policies: knowledge.data.zonePolicies,
    forbiddenPorts: forbiddenPorts(knowledge),
    only: options.only,
    approved: options.approved,
    today: dayIn(options.now, inventory.site.timezone),
  });
}

function gateFor(planned: Plan, site: string, folder: string, signal: AbortSignal, now: () => Date): Gate {
  const killSwitches = [join(folder, 'STOP'), join(resolve(folder, '..'), 'STOP')];
  return new Gate({plan: planned, site, isInWindow, killSwitches, signal, now});
}

/** Host keys of every server that a scan would go to or through, as `fetchKeys` gives them. */
export function hostKeys(
  loaded: LoadedInventory,
  planned: Plan,
  knownHosts: () => KnownHosts,
): AsyncGenerator<readonly SeenKeys[]> {
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

type Secrets = Pick<SenderOptions, 'secrets' | 'enableSecrets'>;

function senderFor(input: CollectInput, secrets: Secrets, signal: AbortSignal): Sender {
  const {loaded, knowledge, plan: planned, folder, now} = input;
  const {credentials, jumpHosts, site} = loaded.inventory;
  const redactorFor = redactors(platforms, {dictionary: knowledge.data.passwords, siteKey: siteKey()});
  if (input.offline !== null)
    return createWalkSender(planned, input.offline.walks, redactorFor, (asset) => isToldByKit(input.stored, asset));
  return createSender({
    plan: planned,
    credentials,
    jumpHosts,
    ...secrets,
    knownHosts: input.knownHosts,
    gate: gateFor(planned, site.name, folder, signal, now),
    guard: new CredentialGuard(loadStoppedCredentials(folder), (key) => rememberStopped(folder, key)),
    redactorFor,
    dialects: dialects(platforms),
    forbiddenPorts: forbiddenPorts(input.knowledge),
    recognises: (exchange) => identification.isSure([{...exchange, seq: 0}]),
    nmap: nmapOfMachine,
    onPorts: (asset, share) => input.onProgress({kind: 'ports', asset, share}),
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
  const toAsk = input.offline === null ? planned : {...planned, entries: []};
  const secrets: Secrets = {
    secrets: await loadSecrets(loaded, toAsk),
    enableSecrets: await loadEnableSecrets(loaded, toAsk),
  };
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
      assets: subjectsOf(input),
      stored: (asset) => input.stored.get(asset) ?? [],
      sender: senderFor(input, secrets, signal),
      identification,
      concurrency: input.concurrency,
      now,
      onProgress: input.onProgress,
      onClosed: input.onClosed,
      stop,
    });
  } finally {
    release();
  }
  return run;
}

/** Assets of a run, and the site where something is known of it as a whole. */
function subjectsOf({folder, plan: {entries}, stored}: CollectInput): string[] {
  const ids = readAssets(folder).assets.map(({id}) => id);
  const ofSite = stored.has(siteId) || entries.some(({asset}) => asset === siteId);
  return ofSite ? [...ids, siteId] : ids;
}

/** Adds a run to the index beside the run folders. @throws InputError when the index cannot be written */
export function recordHistory(run: Run, folder: string): void {
  const {timezone} = readAssets(folder).site;
  recordRun(join(resolve(folder, '..'), 'history.db'), {run, folder: resolve(folder), timezone});
}

/** Text of a file, or nothing where there is none. */
export function readOptional(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
