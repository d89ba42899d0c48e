import {randomBytes} from 'node:crypto';
import {askId} from '../model/ask.ts';
import {canonicalJson} from '../model/canonical.ts';
import type {GapReason} from '../model/evidence.ts';
import type {Plan, PlanEntry, Slot} from '../model/plan.ts';
import {buildBatch} from './batch.ts';
import {TransportError, type Connection, type HostKey} from './connection.ts';
import type {CredentialGuard} from './credential-guard.ts';
import {exchangesOf, type NewExchange, type Redact} from './exchanges.ts';
import type {Gate} from './gate.ts';
import {fetchHostKeys} from './host-keys.ts';
import type {KnownHosts} from './known-hosts.ts';
import {connectLocal} from './local.ts';
import {runBatch} from './shell.ts';
import {connectSsh, type Timeouts} from './ssh.ts';
import {credentialNamed, hopsOf, logsInByPassword, targetOf, type Names} from './targets.ts';

export {TransportError, type HostKey} from './connection.ts';
export {CredentialGuard} from './credential-guard.ts';
export {Gate} from './gate.ts';
export {tryLock} from './load-lock.ts';
export type {NewExchange, Redact} from './exchanges.ts';
export type {Timeouts} from './ssh.ts';
export type {CredentialSecrets} from './targets.ts';

export interface SenderOptions extends Names {
  readonly plan: Plan;
  readonly knownHosts: KnownHosts;
  readonly gate: Gate;
  readonly guard: CredentialGuard;
  readonly redact: Redact;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly timeouts: Timeouts & {readonly helloMs: number; readonly graceMs: number};
}

export type Sent = {readonly ok: true} | {readonly ok: false; readonly reason: GapReason; readonly detail: string};

/** The one way out: it sends entries of the plan, by key, and there is no way to hand it anything else to send. */
export interface Sender {
  /**
   * Holds one conversation: the entries of one asset at one endpoint, in order. Never throws for what a host does.
   * `answered`: asks that need no answer any more. @throws Error for a key that is not in the plan.
   */
  send(keys: readonly string[], answered: ReadonlySet<string>, onExchanges: OnExchanges): Promise<Sent>;
}

/** Takes what one answer of a host holds. */
type OnExchanges = (exchanges: readonly NewExchange[]) => void;

/** One conversation under way. */
interface Conversation {
  readonly options: SenderOptions;
  readonly answered: ReadonlySet<string>;
  readonly onExchanges: OnExchanges;
  readonly signal: AbortSignal;
}

const answersLimit = 33_554_432;

export function createSender(options: SenderOptions): Sender {
  const entries = new Map(options.plan.entries.map((entry) => [entry.key, entry]));
  const lookUp = (key: string): PlanEntry => {
    const entry = entries.get(key);
    if (entry === undefined) throw new Error(`not in the plan: ${key}`);
    return entry;
  };
  return {
    async send(keys, answered, onExchanges) {
      const open = keys.map(lookUp).filter((entry) => openSlots(entry, answered).length > 0);
      const [first] = open;
      if (first === undefined) return {ok: true};
      if (open.some((entry) => !sameConversation(entry, first))) {
        throw new Error(`not one conversation: ${keys.join(', ')}`);
      }
      try {
        await converse(options, open, first, answered, onExchanges);
        return {ok: true};
      } catch (error) {
        if (error instanceof TransportError) return {ok: false, reason: error.reason, detail: error.message};
        throw error;
      }
    },
  };
}

function sameConversation(one: PlanEntry, other: PlanEntry): boolean {
  return one.asset === other.asset && canonicalJson(one.endpoint) === canonicalJson(other.endpoint);
}

function openSlots(entry: PlanEntry, answered: ReadonlySet<string>): readonly Slot[] {
  return entry.slots.filter((slot) => slot.asks.some((ask) => !answered.has(askId(ask))));
}

async function converse(
  options: SenderOptions,
  entries: readonly PlanEntry[],
  first: PlanEntry,
  answered: ReadonlySet<string>,
  onExchanges: OnExchanges,
): Promise<void> {
  const permit = await options.gate.enter(first);
  const {signal} = permit;
  try {
    const connection = await connect(options, first, signal);
    try {
      for (const entry of entries) await ask({options, answered, onExchanges, signal}, connection, entry);
    } finally {
      connection.close();
      await connection.closed;
    }
  } catch (error) {
    // Who withdrew the permit tells the end better than the socket that fell by it.
    throw signal.reason instanceof TransportError ? signal.reason : error;
  } finally {
    permit.release();
  }
}

async function connect(options: SenderOptions, entry: PlanEntry, signal: AbortSignal): Promise<Connection> {
  const {endpoint, asset} = entry;
  if (endpoint.via === 'local') return connectLocal();
  const target = targetOf(options, endpoint);
  const {knownHosts, timeouts, guard} = options;
  const passwords = [...target.jump, target].map(({credential}) => credential).filter(logsInByPassword);
  const onAuthRefused = (name: string, secret: 'key' | 'password'): void => {
    if (secret === 'password') guard.refused(credentialNamed(options, name), asset);
  };
  const names = new Set(passwords.map(({name}) => name));
  return guarded(options, [...names].sort(), asset, signal, async (proved) => {
    const connection = await connectSsh(target, {knownHosts, timeouts, signal, onAuthRefused});
    proved();
    return connection;
  });
}

/**
 * Runs an attempt under the guard of every password that it may send. `names` are sorted: two attempts that wait for
 * the same passwords wait in the same order.
 */
function guarded<T>(
  options: SenderOptions,
  names: readonly string[],
  asset: string,
  signal: AbortSignal,
  attempt: (proved: () => void) => Promise<T>,
): Promise<T> {
  const [name, ...rest] = names;
  if (name === undefined) return attempt(() => undefined);
  return options.guard.use(credentialNamed(options, name), asset, signal, (proved) =>
    guarded(options, rest, asset, signal, (others) =>
      attempt(() => {
        proved();
        others();
      }),
    ),
  );
}

async function ask(conversation: Conversation, connection: Connection, entry: PlanEntry): Promise<void> {
  const {options, answered, onExchanges, signal} = conversation;
  const {endpoint, asset} = entry;
  const batch = buildBatch(entry, openSlots(entry, answered), randomBytes(12).toString('hex'));
  const sudo = entry.batch === 'root' ? endpoint.credential : null;
  const password = sudo === null ? null : (options.secrets.get(sudo)?.password ?? null);
  if (sudo !== null && password === null) throw new TransportError('permission-denied', `${sudo} has no sudo password`);
  const run = (proved: () => void): Promise<void> =>
    runBatch(connection, batch, {
      sudoPassword: password === null ? null : () => password.reveal(),
      onPasswordRefused: () => sudo !== null && options.guard.refused(credentialNamed(options, sudo), asset),
      onPasswordAccepted: proved,
      onAnswer: (answer) => {
        const exchanges = exchangesOf(answer, endpoint.via, options.redact).filter(({ask}) => !answered.has(ask));
        if (exchanges.length > 0) onExchanges(exchanges);
      },
      now: options.now,
      signal,
      helloMs: options.timeouts.helloMs,
      graceMs: options.timeouts.graceMs,
      limit: answersLimit,
    });
  await guarded(options, sudo === null ? [] : [sudo], asset, signal, run);
}

export interface KeyFetcherOptions extends Names {
  readonly knownHosts: KnownHosts;
  readonly gate: Gate;
  readonly timeouts: Timeouts;
}

/** Fetches the host keys of the server that a plan entry goes to. @throws TransportError */
export function createKeyFetcher(options: KeyFetcherOptions): (entry: PlanEntry) => Promise<HostKey[]> {
  const {knownHosts, gate, timeouts} = options;
  return async (entry) => {
    if (entry.endpoint.via !== 'ssh') throw new Error(`no server has a key at ${entry.key}`);
    const {address, port, jump, legacy} = entry.endpoint;
    const permit = await gate.enter(entry);
    try {
      const hops = hopsOf(options, jump);
      return await fetchHostKeys(address, port, {knownHosts, timeouts, signal: permit.signal, jump: hops, legacy});
    } finally {
      permit.release();
    }
  };
}
