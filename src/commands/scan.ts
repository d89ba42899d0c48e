import {existsSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {notCollected, readRun} from '../run/read.ts';
import {entryAsks, type Plan} from '../model/plan.ts';
import type {Language} from '../model/text.ts';
import {beginJudgement, collect, JudgeAhead, nmapOfMachine, type Judging} from '../index.ts';
import {badInput, exitCodes, inventoryOf, knowledgeOf, languageOf, numberOption, say, tell} from './context.ts';
import {folderOf, isOffline, planFor, type CollectOptions} from './collecting.ts';
import {finishRun, settingsOf, type Collected, type ReportOptions} from './finish.ts';
import {readKnownHosts, tellNotes} from './known-hosts.ts';
import {messages} from './messages.ts';
import {overlayOfScan} from './overlay.ts';
import {progressView} from './progress.ts';
import {kept, tellResume, type Begun} from './resume.ts';
import {storedOf} from './stored.ts';

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

export async function scanCommand(inventory: string, options: CollectOptions & ReportOptions): Promise<number> {
  settingsOf(options);
  const folder = folderOf(options, new Date());
  const begun: Begun = {command: 'scan', inventory, folder, options};
  return kept(begun, async () => {
    const collected = await collectRun(inventory, folder, options, true);
    const {run, language, interrupted} = collected;
    const code = await finishRun(collected, folder, run.profile, run.asOf, options);
    if (interrupted) tellResume(messages(language).resumeHint, begun);
    return code;
  });
}

export async function collectCommand(inventory: string, options: CollectOptions): Promise<number> {
  const folder = folderOf(options, new Date());
  const begun: Begun = {command: 'collect', inventory, folder, options};
  return kept(begun, async () => {
    const {interrupted, language} = await collectRun(inventory, folder, options, false);
    say(folder);
    if (interrupted) tellResume(messages(language).resumeHint, begun);
    return interrupted || notCollected(folder).length > 0 ? exitCodes.incomplete : exitCodes.good;
  });
}
