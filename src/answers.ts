import {askId, isGlob, type Ask} from './model/ask.ts';
import {
  commandText,
  dialoguesOf,
  instancesOf,
  membersOf,
  registryOf,
  tableOf,
  transcriptOf,
  type Told,
} from './answer-texts.ts';
import type {CimInstance, LocalGroup} from './model/cim.ts';
import type {Exchange, GapReason} from './model/evidence.ts';
import {Gap} from './model/fact.ts';
import {lookupOf, sweepRange} from './model/outside.ts';
import type {Answers, CommandText, FileText, LookupTold, WireTold} from './model/probe.ts';
import type {RegistryTable} from './model/registry.ts';
import type {SnmpTable} from './model/snmp-table.ts';
import type {Transcript} from './model/transcript.ts';
import {isWindowsAsk} from './model/windows-ask.ts';

/** Answers over stored evidence, with a note of what a parser read. */
export interface TrackedAnswers extends Answers {
  /** Evidence that was read so far. */
  readonly read: ReadonlySet<Exchange>;
  /** True when something that was read had been cut. */
  readonly cut: boolean;
  /** True when a command that was read did not end with the exit status that its ask demands. */
  readonly failed: boolean;
  /**
   * Why an answer of a device that a parser wanted did not come, the first of them; null when all came. That a device
   * does not know a command is an answer of its own: what follows from it stands with the parser.
   */
  readonly missed: GapReason | null;
}

/** Of what went wrong with an asset, what kept it from being looked at from outside, too. */
const everyWay = new Set<GapReason>(['forbidden-by-zone', 'vendor-declined', 'stopped', 'out-of-window']);

const closed = new Set<GapReason>(['permission-denied', 'cut']);

const lookupKey = ({domain, purpose, name}: Omit<LookupTold, 'message'>): string => `${domain}/${purpose}/${name}`;

class EvidenceAnswers implements TrackedAnswers {
  readonly read = new Set<Exchange>();
  cut = false;
  failed = false;
  missed: GapReason | null = null;
  readonly #anyStatus: ReadonlySet<string>;
  readonly #byAsk: ReadonlyMap<string, Exchange>;
  readonly #trouble: Gap | null;
  readonly #typed: ReadonlySet<string>;
  /** Questions that an agent or Windows answers one by one. */
  readonly #fromAgent: ReadonlySet<string>;
  readonly #keys: ReadonlyMap<string, string>;

  constructor(byAsk: ReadonlyMap<string, Exchange>, trouble: Gap | null, asks: readonly Ask[]) {
    this.#byAsk = byAsk;
    this.#trouble = trouble;
    this.#typed = idsOf(asks, ({kind}) => kind === 'cli');
    // The command line of a device knows no exit status.
    this.#anyStatus = idsOf(
      asks,
      (ask) =>
        ask.kind === 'cli' ||
        (isWindowsAsk(ask) && ask.kind !== 'program') ||
        (ask.kind === 'command' && ask.status === 'any'),
    );
    this.#fromAgent = idsOf(asks, (ask) => ask.kind === 'snmp' || isWindowsAsk(ask));
    this.#keys = new Map(asks.flatMap((ask) => (ask.kind === 'registry' ? [[ask.id, ask.key] as const] : [])));
  }

  command(id: string): CommandText {
    const {exchange, answer} = this.#answered(id);
    if (answer.exitCode !== 0 && !answer.cut && !this.#anyStatus.has(id)) this.failed = true;
    const told = commandText(exchange, answer, this.#typed.has(id));
    if (told.cut) this.cut = true;
    return told;
  }

  file(path: string): FileText | null {
    const {answer} = this.#answered(`file:${path}`);
    return answer.absent ? null : {path, text: answer.body, cut: answer.cut};
  }

  files(pattern: string): {files: readonly FileText[]; complete: boolean} {
    if (!isGlob(pattern)) throw new Error(`not a pattern: ${pattern}`);
    const {answer} = this.#answered(`files:${pattern}`);
    const lines = answer.body.split('\n').filter((line) => line !== '');
    const paths = lines.filter((line) => line.startsWith('r ')).map((line) => line.slice(2));
    if (lines.includes(`d ${pattern}`)) throw new Gap('permission-denied', pattern);
    const read = paths.map((path) => this.#fileOrNull(path));
    const found = read.filter((file): file is FileText => file !== null).sort((a, b) => (a.path < b.path ? -1 : 1));
    return {files: found, complete: found.length === paths.length && !lines.some((line) => /^[dx]/.test(line))};
  }

  snmp(id: string): SnmpTable {
    const {exchange, answer} = this.#answered(id);
    return tableOf(exchange, answer);
  }

  registry(id: string): RegistryTable | null {
    const key = this.#keys.get(id);
    if (key === undefined) throw new Error(`no question to the registry: ${id}`);
    const {exchange, answer} = this.#answered(id);
    if (answer.absent) return null;
    const table = registryOf(exchange, answer, key);
    if (table === null) throw this.#missing(id, new Gap('cut', 'the answer tells of no key'));
    if (!table.complete) this.missed ??= answer.cut ? 'cut' : 'permission-denied';
    return table;
  }

  instances(id: string): readonly CimInstance[] | null {
    const {exchange, answer} = this.#answered(id);
    return answer.absent ? null : instancesOf(exchange, answer);
  }

  members(id: string): LocalGroup | null {
    const {answer} = this.#answered(id);
    return answer.absent ? null : membersOf(answer);
  }

  isWhole(id: string): boolean {
    const answer = this.#byAsk.get(id)?.answer;
    return answer?.ok === true && !answer.cut;
  }

  ports(): {text: string; cut: boolean} {
    if (!this.#byAsk.has('tcp-ports')) throw this.#notFromOutside();
    const {answer} = this.#answered('tcp-ports');
    return {text: answer.body, cut: answer.cut};
  }

  wire(dialogue: string): readonly WireTold[] {
    const held = dialoguesOf(this.#byAsk).get(dialogue) ?? [];
    if (held.length === 0) throw this.#notFromOutside();
    this.#noteEnd();
    const told = held.map(({port, exchange}) => ({port, told: this.#toldAt(exchange)}));
    const [first] = told;
    if (first?.told instanceof Gap && told.every((each) => each.told instanceof Gap)) throw first.told;
    return told.flatMap(({port, told: at}) => (at === null || at instanceof Gap ? [] : [{port, transcript: at}]));
  }

  sweeps(): readonly {range: string; text: string}[] {
    const asked = [...this.#byAsk.keys()].flatMap((id) => {
      const range = sweepRange(id);
      return range === null ? [] : [{id, range}];
    });
    if (asked.length === 0) throw this.#notFromOutside();
    this.#noteEnd();
    return asked
      .sort((a, b) => (a.range < b.range ? -1 : 1))
      .map(({id, range}) => ({range, text: this.#answered(id).answer.body}));
  }

  receivedAt(id: string): string {
    return this.#answered(id).exchange.receivedAt;
  }

  lookups(): readonly LookupTold[] {
    const asked = [...this.#byAsk.values()].flatMap((exchange) => {
      const asks = lookupOf(exchange.ask);
      return asks === null ? [] : [{...asks, at: this.#toldAt(exchange)}];
    });
    if (asked.length === 0) throw this.#notFromOutside();
    this.#noteEnd();
    const [first] = asked;
    if (first?.at instanceof Gap && asked.every(({at}) => at instanceof Gap)) throw first.at;
    return asked
      .sort((a, b) => (lookupKey(a) < lookupKey(b) ? -1 : 1))
      .map(({at, ...asks}) => ({...asks, message: at === null || at instanceof Gap ? null : (at.received[0] ?? null)}));
  }

  times(id: string): {sentAt: string; receivedAt: string} {
    const {exchange} = this.#answered(id);
    if (exchange.via === 'kit') throw new Gap('not-collected', 'a stored answer does not tell when it was asked for');
    return {sentAt: exchange.sentAt, receivedAt: exchange.receivedAt};
  }

  /** null: nothing is there. */
  #toldAt(exchange: Exchange): Transcript | Gap | null {
    const {answer} = exchange;
    // Where nothing was sent, the connections that found the port closed are what tells it: once, however many dialogues.
    const scan = /^tcp\/\d{1,5}$/.test(exchange.request) ? this.#byAsk.get('tcp-ports') : undefined;
    this.read.add(scan ?? exchange);
    if (!answer.ok) {
      this.missed ??= answer.reason;
      return new Gap(answer.reason, answer.detail);
    }
    if (answer.cut) this.cut = true;
    if (answer.absent) return null;
    const transcript = transcriptOf(exchange, answer);
    if (transcript !== null) return transcript;
    this.missed ??= 'cut';
    return new Gap('cut', 'what was said is not whole');
  }

  /** What was not asked any more is not there; elsewhere each question that was planned has its answer. */
  #noteEnd(): void {
    if (this.#trouble !== null && everyWay.has(this.#trouble.reason)) this.missed ??= this.#trouble.reason;
  }

  #notFromOutside(): Gap {
    const trouble = this.#trouble;
    return trouble !== null && everyWay.has(trouble.reason)
      ? trouble
      : new Gap('not-collected', 'it was not looked at from outside');
  }

  #fileOrNull(path: string): FileText | null {
    try {
      return this.file(path);
    } catch (error) {
      if (error instanceof Gap && closed.has(error.reason)) return null;
      throw error;
    }
  }

  #answered(id: string): {exchange: Exchange; answer: Told} {
    const exchange = this.#byAsk.get(id);
    if (exchange === undefined) throw this.#missing(id, this.#trouble ?? new Gap('not-collected', id));
    this.read.add(exchange);
    if (!exchange.answer.ok) throw this.#missing(id, new Gap(exchange.answer.reason, exchange.answer.detail));
    if (exchange.answer.cut) this.cut = true;
    return {exchange, answer: exchange.answer};
  }

  #missing(id: string, gap: Gap): Gap {
    const refused = gap.reason === 'unsupported' && this.#typed.has(id);
    if (this.#fromAgent.has(id) || (this.#typed.has(id) && !refused)) this.missed ??= gap.reason;
    return gap;
  }
}

function idsOf(asks: readonly Ask[], wanted: (ask: Ask) => boolean): ReadonlySet<string> {
  return new Set(asks.filter(wanted).map(askId));
}

/** One exchange an ask, by its id: an answer beats none, root beats user, then the newest. */
export function preferred(exchanges: readonly Exchange[]): ReadonlyMap<string, Exchange> {
  const best = new Map<string, Exchange>();
  for (const exchange of exchanges) {
    const rival = best.get(exchange.ask);
    if (rival === undefined || rank(exchange) >= rank(rival)) best.set(exchange.ask, exchange);
  }
  return best;
}

function rank(exchange: Exchange): number {
  return (exchange.answer.ok ? 2 : 0) + (exchange.privilege === 'root' ? 1 : 0);
}

/**
 * `byAsk`: see `preferred`, made once for all probes of an asset. `trouble` is why an ask without any evidence was not
 * answered; null: it was never asked. `asks`: those of the probe, which tell what exit status a whole answer has.
 */
export function answersFrom(
  byAsk: ReadonlyMap<string, Exchange>,
  trouble: Gap | null,
  asks: readonly Ask[],
): TrackedAnswers {
  return new EvidenceAnswers(byAsk, trouble, asks);
}
