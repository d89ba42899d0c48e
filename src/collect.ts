import PQueue from 'p-queue';
import {canonicalJson} from './model/canonical.ts';
import type {Exchange} from './model/evidence.ts';
import {kitAsk} from './model/kit.ts';
import type {Plan, PlanEntry} from './model/plan.ts';
import {evidencePath} from './run/folder.ts';
import {hasEnded, readJournal, journalSchema, type Trouble} from './run/journal.ts';
import {JournalWriter} from './run/journal-writer.ts';
import type {NewExchange, Sender} from './transports/index.ts';

export type Progress =
  | {readonly kind: 'started'; readonly asset: string}
  | {readonly kind: 'answered'; readonly asset: string; readonly answers: number}
  /** Ports that are connected to from outside: how many of them are done, from 0 to 1. */
  | {readonly kind: 'ports'; readonly asset: string; readonly share: number}
  | {readonly kind: 'finished'; readonly asset: string; readonly trouble: Trouble | null};

/** How an asset whose platform the inventory does not tell is recognised. */
export interface Identification {
  /** Whether the answer to a question, by its id, may tell. */
  readonly reads: (ask: string) => boolean;
  /** Id of the platform; null: none that is known. */
  readonly platformOf: (exchanges: readonly Exchange[]) => string | null;
  /** Whether nothing that is still asked to that end could tell more. */
  readonly isSure: (exchanges: readonly Exchange[]) => boolean;
}

export interface CollectOptions {
  /** Run folder with an `evidence` folder in it. */
  readonly folder: string;
  readonly run: string;
  readonly tool: string;
  /** Names the rules by which secrets were taken out. */
  readonly redactor: string;
  readonly plan: Plan;
  readonly assets: readonly string[];
  /** What is known of an asset without asking: it is journaled first. */
  readonly stored: (asset: string) => readonly NewExchange[];
  readonly sender: Sender;
  readonly identification: Identification;
  readonly concurrency: number;
  readonly now: () => Date;
  readonly onProgress: (progress: Progress) => void;
  /** Nothing more is written to the journal of this asset. */
  readonly onClosed: (asset: string) => void;
  /** Ends what is under way at other assets, when one cannot be journaled. */
  readonly stop: () => void;
}

/** Reasons that end with the run, not with the asset: a later `--resume` asks again. */
const passing = new Set(['stopped', 'out-of-window', 'credential-stopped']);

interface AssetPlan {
  readonly entries: readonly PlanEntry[];
  readonly refusal: Trouble | null;
}

function planOf(plan: Plan): Map<string, AssetPlan> {
  const byAsset = new Map<string, AssetPlan>();
  const get = (asset: string): AssetPlan => byAsset.get(asset) ?? {entries: [], refusal: null};
  for (const {asset, reason, detail} of plan.refusals) byAsset.set(asset, {...get(asset), refusal: {reason, detail}});
  for (const entry of plan.entries) {
    const earlier = get(entry.asset);
    byAsset.set(entry.asset, {...earlier, entries: [...earlier.entries, entry]});
  }
  return byAsset;
}

const isRoot = (entry: PlanEntry): number => (entry.talk === 'shell' && entry.batch === 'root' ? 1 : 0);

/** Entries that share an endpoint travel over one connection. The login user's batch goes first. */
function conversations(entries: readonly PlanEntry[]): PlanEntry[][] {
  const groups = new Map<string, PlanEntry[]>();
  for (const entry of entries) {
    const endpoint = canonicalJson(entry.endpoint);
    groups.set(endpoint, [...(groups.get(endpoint) ?? []), entry]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => isRoot(a) - isRoot(b)));
}

interface Journal {
  readonly writer: JournalWriter;
  readonly answered: Set<string>;
  /** What may tell what the asset is. */
  readonly signs: Exchange[];
}

/** What an agent told of a table when the run was stopped is kept, and asked for again by `--resume`. */
function isWhole({via, answer}: Exchange): boolean {
  return !(via === 'snmp' && answer.ok && answer.cut);
}

function openJournal(options: CollectOptions, asset: string): Journal | null {
  const path = evidencePath(options.folder, asset);
  const earlier = readJournal(path);
  if (earlier !== null) {
    if (hasEnded(earlier.marks)) return null;
    const {exchanges} = earlier;
    const signs = exchanges.filter(({ask}) => options.identification.reads(ask));
    return {
      writer: JournalWriter.resume(path),
      answered: new Set(exchanges.filter(isWhole).map(({ask}) => ask)),
      signs,
    };
  }
  const {run, tool, redactor, plan} = options;
  const header = {schema: journalSchema, run, asset, planDigest: plan.digest, tool, redactor};
  const writer = JournalWriter.create(path, header);
  const stored = options.stored(asset);
  writer.exchanges(stored);
  const signs = stored.filter(({ask}) => options.identification.reads(ask)).map((exchange) => ({...exchange, seq: 0}));
  return {writer, answered: new Set(), signs};
}

/** Sends what belongs to one connection. @returns what went wrong */
async function send(
  options: CollectOptions,
  asset: string,
  entries: readonly PlanEntry[],
  {writer, answered, signs}: Journal,
): Promise<Trouble[]> {
  const keys = entries.map(({key}) => key);
  const sent = await options.sender.send(keys, answered, (exchanges) => {
    writer.exchanges(exchanges);
    for (const exchange of exchanges) {
      answered.add(exchange.ask);
      if (options.identification.reads(exchange.ask)) signs.push({...exchange, seq: 0});
    }
    options.onProgress({kind: 'answered', asset, answers: answered.size});
  });
  return sent.ok ? [] : [{reason: sent.reason, detail: sent.detail}];
}

/** Which of the candidates that share a shell's endpoint is sent is found out there, by the SSH server. */
const isForLater = ({candidate, talk}: PlanEntry): boolean =>
  candidate === true && talk !== 'shell' && talk !== 'powershell';

const identifies = (entry: PlanEntry): boolean => entry.talk === 'cli' && entry.purpose === 'identify';

/** Asks by every way there is, then by those that only the platform of the asset has. @returns what went wrong, in order */
async function converse(options: CollectOptions, asset: string, plan: AssetPlan, journal: Journal): Promise<Trouble[]> {
  const byKit = journal.signs.some(({ask}) => ask === kitAsk);
  const troubles: Trouble[] = plan.entries.length === 0 && plan.refusal && !byKit ? [plan.refusal] : [];
  const {platformOf, isSure} = options.identification;
  for (const group of conversations(plan.entries.filter((entry) => !isForLater(entry)))) {
    if (group.every(identifies) && isSure(journal.signs)) continue;
    troubles.push(...(await send(options, asset, group, journal)));
  }
  const candidates = plan.entries.filter(isForLater);
  if (candidates.length === 0) return troubles;
  const platform = platformOf(journal.signs);
  for (const group of conversations(candidates.filter((entry) => entry.platform === platform))) {
    troubles.push(...(await send(options, asset, group, journal)));
  }
  if (platform !== null || troubles.length > 0) return troubles;
  return [{reason: 'unsupported', detail: 'it does not tell what it is, or no platform knows it'}];
}

async function collectAsset(options: CollectOptions, asset: string, plan: AssetPlan): Promise<void> {
  const journal = openJournal(options, asset);
  if (journal === null) return;
  const {writer} = journal;
  options.onProgress({kind: 'started', asset});
  let trouble: Trouble | null = null;
  try {
    const troubles = await converse(options, asset, plan, journal);
    const at = options.now().toISOString();
    for (const each of troubles) writer.mark({kind: 'trouble', at, ...each});
    if (!troubles.some(({reason}) => passing.has(reason))) writer.mark({kind: 'end', at});
    trouble = troubles.at(-1) ?? null;
  } finally {
    writer.close();
  }
  options.onProgress({kind: 'finished', asset, trouble});
}

/**
 * Asks every asset and journals the answers. An asset whose journal has come to its end is left alone, one that was
 * interrupted is asked for what is missing. What a host does never throws; a disk that is full does, once every other
 * conversation has been ended in order.
 */
export async function collect(options: CollectOptions): Promise<void> {
  const plans = planOf(options.plan);
  const queue = new PQueue({concurrency: options.concurrency});
  const failures: unknown[] = [];
  const one = async (asset: string): Promise<void> => {
    try {
      await collectAsset(options, asset, plans.get(asset) ?? {entries: [], refusal: null});
      options.onClosed(asset);
    } catch (error) {
      failures.push(error);
      queue.clear();
      options.stop();
    }
  };
  for (const asset of options.assets) void queue.add(() => one(asset));
  await queue.onIdle();
  if (failures.length > 0) throw failures[0];
}
