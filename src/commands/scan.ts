import {existsSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {isRunFolder} from '../run/folder.ts';
import {notCollected, readAssets, readRun} from '../run/read.ts';
import {runId} from '../run/record.ts';
import {entryAsks, type Plan} from '../model/plan.ts';
import type {Language} from '../model/text.ts';
import {
  beginJudgement,
  collect,
  JudgeAhead,
  nmapOfMachine,
  plan,
  type Judging,
  type Knowledge,
  type LoadedInventory,
} from '../index.ts';
import {
  badInput,
  chosenAssets,
  exitCodes,
  inventoryOf,
  knowledgeOf,
  languageOf,
  numberOption,
  say,
  tell,
  type CommonOptions,
} from './context.ts';
import {isDiskFull} from './errors.ts';
import {finishRun, settingsOf, type Collected, type ReportOptions} from './finish.ts';
import {readKnownHosts, tellNotes} from './known-hosts.ts';
import {messages} from './messages.ts';
import {overlayOfScan, type OverlayOptions} from './overlay.ts';
import {readPlanFile} from './plan-file.ts';
import {progressView} from './progress.ts';
import {storedOf} from './stored.ts';

export interface CollectOptions extends CommonOptions, OverlayOptions {
  readonly with?: string;
  readonly only?: readonly string[];
  readonly out?: string;
  readonly resume?: string;
  /** File of an approved plan. */
  readonly plan?: string;
  readonly profile: string;
  readonly concurrency: string;
  readonly walks?: string;
  /** Reports of nmap, whose hosts are taken for what is open. */
  readonly nmap?: readonly string[];
  /** Answer files of kits, and logs of terminals. */
  readonly kit?: readonly string[];
  /** Asset that the one such file is of; absent: it is found by what it tells. */
  readonly asset?: string;
  /** Nothing is sent: only files are read. */
  readonly offline?: boolean;
  readonly knownHosts?: string;
}

/** `out/<id>`, or `out/<id>-2` for a second run in one second. */
function unusedFolder(id: string): string {
  for (let number = 1; ; number++) {
    const folder = join('out', number === 1 ? id : `${id}-${number}`);
    if (!existsSync(folder)) return folder;
  }
}

/** The run folder to write to: named, resumed, or a new one below `out/`. */
function folderOf(options: CollectOptions, now: Date): string {
  if (options.resume !== undefined) {
    if (!isRunFolder(options.resume)) {
      throw badInput(options.resume, messages('en').noRun, messages('ja').noRun);
    }
    return options.resume;
  }
  const folder = options.out ?? unusedFolder(runId(now));
  if (existsSync(folder)) throw badInput(folder, messages('en').folderExists, messages('ja').folderExists);
  return folder;
}

/** First Ctrl-C: stop in order. Second: the default, at once. */
function stopOnSignal(language: Language): AbortController {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      tell(messages(language).stopping);
      controller.abort();
    });
  }
  return controller;
}

/** @throws InputError when the approved plan is not what would be sent now */
function checkApproved(planned: Plan, path: string): void {
  const approved = readPlanFile(path);
  if (approved.digest === planned.digest) return;
  throw badInput(
    path,
    `is not what would be sent now: mizumori plan --against ${path} shows the difference`,
    `は、これから送信する内容と異なります。mizumori plan --against ${path} で差分を確認してください`,
  );
}

const assetsOfRun = (folder: string): ReadonlySet<string> => new Set(readAssets(folder).assets.map(({id}) => id));

/**
 * What will be sent: always made from the inventory, never taken from a file. A file of an approved plan, or the run
 * that is resumed, must agree with it.
 */
function planFor(loaded: LoadedInventory, knowledge: Knowledge, options: CollectOptions, now: Date): Plan {
  // Where nothing is sent, there is nothing to approve.
  const approved = options.plan !== undefined || isOffline(options);
  const {resume} = options;
  const planned =
    resume === undefined
      ? plan(loaded, knowledge, {only: chosenAssets(options.only, loaded), now, approved})
      : plan(loaded, knowledge, {only: assetsOfRun(resume), now: new Date(readRun(resume).startedAt), approved});
  if (options.plan !== undefined) checkApproved(planned, options.plan);
  return planned;
}

const isOffline = ({walks, offline}: CollectOptions): boolean => walks !== undefined || offline === true;

/** @throws InputError when there is no such folder */
function walksOf({walks}: CollectOptions): string | null {
  if (walks === undefined) return null;
  if (existsSync(walks) && statSync(walks).isDirectory()) return walks;
  throw badInput(
    walks,
    'is no folder: --walks wants the folder that holds <asset>.walk or <asset>.snmprec',
    'はフォルダーではありません。--walksには<資産ID>.walkまたは<資産ID>.snmprecを置いたフォルダーを指定してください',
  );
}

const wantsNmap = ({entries}: Plan): boolean =>
  entries.flatMap(entryAsks).some((ask) => ask.kind === 'ports' && ask.tool === 'nmap');

/** Which nmap connects to ports; or that it is missing, which changes who connects, not what is seen. */
async function tellNmap(planned: Plan, language: Language): Promise<void> {
  if (!wantsNmap(planned)) return;
  const {noNmap, rawPackets} = messages(language);
  const program = await nmapOfMachine();
  tell(program === null ? noNmap : `nmap ${program.version}${program.privileged ? ` (${rawPackets})` : ''}`);
}

/** Judges with the settings that the run begins with: they stand in its folder before anything is sent. */
function judgeAhead({
  knowledge,
  folder,
  overlay,
}: Pick<Collected, 'knowledge' | 'folder' | 'overlay'>): JudgeAhead<Judging> {
  return new JudgeAhead(() => {
    const {profile, asOf} = readRun(folder);
    return beginJudgement({knowledge, folder, overlay, out: folder, profile, asOf});
  });
}

async function collectRun(
  inventory: string,
  folder: string,
  options: CollectOptions,
  judged: boolean,
): Promise<Collected> {
  const language = languageOf(options.lang, process.env);
  const now = (): Date => new Date();
  const knowledge = await knowledgeOf(options);
  const profile = options.resume === undefined ? options.profile : readRun(options.resume).profile;
  const loaded = await inventoryOf(inventory, knowledge, options, profile);
  const planned = planFor(loaded, knowledge, options, now());
  const overlay = overlayOfScan(inventory, knowledge, options);
  const stored = storedOf(options, loaded, knowledge);
  const knownHostsFile = options.knownHosts ?? join(dirname(inventory), 'known_hosts');
  const knownHosts = readKnownHosts(knownHostsFile);
  if (!isOffline(options)) tellNotes(knownHosts, knownHostsFile, language);
  const stop = stopOnSignal(language);
  if (!isOffline(options)) await tellNmap(planned, language);
  const total = new Set([...planned.entries, ...planned.refusals].map(({asset}) => asset)).size;
  const progress = progressView(total, language, options.quiet ?? false);
  const ahead = judged ? judgeAhead({knowledge, folder, overlay}) : null;
  try {
    const run = await collect({
      loaded,
      knowledge,
      profile,
      plan: planned,
      overlay,
      knownHosts,
      folder,
      resume: options.resume !== undefined,
      concurrency: numberOption('--concurrency', options.concurrency, 1, 1000),
      stored,
      offline: isOffline(options) ? {walks: walksOf(options)} : null,
      signal: stop.signal,
      now,
      onProgress: progress.onProgress,
      onClosed: (asset) => ahead?.ended(asset),
    });
    const begun = ahead?.stop() ?? null;
    return {run, folder, overlay, knowledge, language, interrupted: stop.signal.aborted, begun};
  } finally {
    ahead?.stop();
    progress.stop();
  }
}

/** How to go on with a run that ended before its time. An import is done anew: to go on with it as a scan would ask the assets. */
function tellResume(hint: string, inventory: string, folder: string, options: CollectOptions): void {
  if (options.offline === true || !isRunFolder(folder)) return;
  tell(`${hint} ${resumeCommand(inventory, folder, options)}`);
}

/** Does a part of a run. What a full disk ends can be gone on with when there is room. */
async function kept<T>(inventory: string, folder: string, options: CollectOptions, part: () => Promise<T>): Promise<T> {
  try {
    return await part();
  } catch (error) {
    const {collectedKept} = messages(languageOf(options.lang, process.env));
    if (isDiskFull(error)) tellResume(collectedKept, inventory, folder, options);
    throw error;
  }
}

/** The command that goes on with a run: what was given for the inventory must be given again. */
export function resumeCommand(inventory: string, folder: string, options: CollectOptions): string {
  const {
    with: addition,
    plan: approved,
    walks,
    nmap = [],
    kit = [],
    asset,
    knownHosts,
    checks,
    waivers,
    attestations,
  } = options;
  const given = {
    with: addition,
    plan: approved,
    walks,
    asset,
    'known-hosts': knownHosts,
    checks,
    waivers,
    attestations,
  };
  const flags = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
  const reports = [...nmap.map((file) => `--nmap ${file}`), ...kit.map((file) => `--kit ${file}`)];
  return ['mizumori scan', inventory, ...flags, ...reports, '--resume', folder].join(' ');
}

export async function scanCommand(inventory: string, options: CollectOptions & ReportOptions): Promise<number> {
  settingsOf(options);
  const folder = folderOf(options, new Date());
  return kept(inventory, folder, options, async () => {
    const collected = await collectRun(inventory, folder, options, true);
    const {run, language, interrupted} = collected;
    const code = await finishRun(collected, folder, run.profile, run.asOf, options);
    if (interrupted) tellResume(messages(language).resumeHint, inventory, folder, options);
    return code;
  });
}

export async function collectCommand(inventory: string, options: CollectOptions): Promise<number> {
  const folder = folderOf(options, new Date());
  return kept(inventory, folder, options, async () => {
    const {interrupted} = await collectRun(inventory, folder, options, false);
    say(folder);
    return interrupted || notCollected(folder).length > 0 ? exitCodes.incomplete : exitCodes.good;
  });
}
