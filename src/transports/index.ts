import {randomBytes} from 'node:crypto';
import {askId} from '../model/ask.ts';
import type {Credential, JumpHost} from '../model/asset.ts';
import type {GapReason} from '../model/evidence.ts';
import type {Endpoint, Plan, PlanEntry, Slot} from '../model/plan.ts';
import {buildBatch} from './batch.ts';
import {TransportError, type Connection, type Secret} from './connection.ts';
import type {CredentialGuard} from './credential-guard.ts';
import {exchangesOf, type NewExchange, type Redact} from './exchanges.ts';
import type {Gate} from './gate.ts';
import type {KnownHosts} from './known-hosts.ts';
import {connectLocal} from './local.ts';
import {runBatch} from './shell.ts';
import {connectSsh, loadKey, type ResolvedCredential, type SshHop, type Timeouts} from './ssh.ts';

export {CredentialGuard} from './credential-guard.ts';
export {Gate} from './gate.ts';
export type {NewExchange, Redact} from './exchanges.ts';

/** Secrets of a credential, read once before the first connection. */
export interface CredentialSecrets {
  readonly password: Secret | null;
  readonly key: Secret | null;
  readonly passphrase: Secret | null;
  /** Socket of the SSH agent; null when the credential does not use it. */
  readonly agentSocket: string | null;
}

export interface SenderOptions {
  readonly plan: Plan;
  readonly credentials: readonly Credential[];
  readonly jumpHosts: readonly JumpHost[];
  readonly secrets: ReadonlyMap<string, CredentialSecrets>;
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
  send(
    keys: readonly string[],
    answered: ReadonlySet<string>,
    onExchange: (exchange: NewExchange) => void,
  ): Promise<Sent>;
}

const answersLimit = 33_554_432;

export function createSender(options: SenderOptions): Sender {
  const entries = new Map(options.plan.entries.map((entry) => [entry.key, entry]));

  async function send(
    keys: readonly string[],
    answered: ReadonlySet<string>,
    onExchange: (exchange: NewExchange) => void,
  ): Promise<Sent> {
    const wanted = keys.map((key) => {
      const entry = entries.get(key);
      if (entry === undefined) throw new Error(`not in the plan: ${key}`);
      return entry;
    });
    const open = wanted.filter((entry) => openSlots(entry, answered).length > 0);
    const [first] = open;
    if (first === undefined) return {ok: true};
    if (open.some((entry) => entry.asset !== first.asset || entry.endpoint !== first.endpoint)) {
      throw new Error(`not one conversation: ${keys.join(', ')}`);
    }
    try {
      await converse(options, first, open, answered, onExchange);
      return {ok: true};
    } catch (error) {
      if (error instanceof TransportError) return {ok: false, reason: error.reason, detail: error.message};
      throw error;
    }
  }

  return {send};
}

function openSlots(entry: PlanEntry, answered: ReadonlySet<string>): readonly Slot[] {
  return entry.slots.filter((slot) => slot.asks.some((ask) => !answered.has(askId(ask))));
}

async function converse(
  options: SenderOptions,
  first: PlanEntry,
  entries: readonly PlanEntry[],
  answered: ReadonlySet<string>,
  onExchange: (exchange: NewExchange) => void,
): Promise<void> {
  const permit = await options.gate.enter(first);
  try {
    const connection = await connect(options, first, permit.signal);
    try {
      for (const entry of entries) await ask(options, connection, entry, answered, permit.signal, onExchange);
    } finally {
      connection.close();
      await connection.closed;
    }
  } catch (error) {
    // What ended the conversation is better told by who withdrew the permit than by the socket that fell.
    throw permit.signal.reason instanceof TransportError ? permit.signal.reason : error;
  } finally {
    permit.release();
  }
}

function credentialOf(options: SenderOptions, name: string): Credential {
  const credential = options.credentials.find((candidate) => candidate.name === name);
  if (credential === undefined) throw new TransportError('auth-failed', `no credential ${name}`);
  return credential;
}

function resolved(options: SenderOptions, name: string): ResolvedCredential {
  const secrets = options.secrets.get(name);
  const {user} = credentialOf(options, name);
  if (secrets === undefined || user === null) throw new TransportError('auth-failed', `credential ${name} has no user`);
  const key = secrets.key === null ? null : loadKey(secrets.key, secrets.passphrase);
  return {name, user, password: secrets.password, key, agentSocket: secrets.agentSocket};
}

function hopsOf(options: SenderOptions, endpoint: Extract<Endpoint, {via: 'ssh'}>): SshHop[] {
  return endpoint.jump.map((name) => {
    const host = options.jumpHosts.find((candidate) => candidate.name === name);
    if (host === undefined) throw new TransportError('unreachable', `no jump host ${name}`);
    return {
      address: host.address,
      port: host.port,
      credential: resolved(options, host.credential),
      legacy: host.legacy,
    };
  });
}

async function connect(options: SenderOptions, entry: PlanEntry, signal: AbortSignal): Promise<Connection> {
  const {endpoint, asset} = entry;
  if (endpoint.via === 'local') return connectLocal();
  const {address, port, credential, legacy} = endpoint;
  const hops = hopsOf(options, endpoint);
  const target = {address, port, legacy, credential: resolved(options, credential), jump: hops};
  const {knownHosts, timeouts} = options;
  const onAuthRefused = (name: string): void => {
    if (logsInByPassword(options, name)) options.guard.refused(credentialOf(options, name), asset);
  };
  const attempt = (): Promise<Connection> => connectSsh(target, {knownHosts, timeouts, signal, onAuthRefused});
  const names = new Set([...hops.map((hop) => hop.credential.name), credential]);
  return guarded(
    options,
    [...names].filter((name) => logsInByPassword(options, name)),
    asset,
    attempt,
  );
}

function logsInByPassword(options: SenderOptions, name: string): boolean {
  const secrets = options.secrets.get(name);
  return secrets !== undefined && secrets.password !== null && secrets.key === null && secrets.agentSocket === null;
}

/** Runs an attempt under the guard of every password that it may send. */
function guarded<T>(
  options: SenderOptions,
  names: readonly string[],
  asset: string,
  attempt: () => Promise<T>,
): Promise<T> {
  const [name, ...rest] = names;
  if (name === undefined) return attempt();
  return options.guard.use(credentialOf(options, name), asset, () => guarded(options, rest, asset, attempt));
}

async function ask(
  options: SenderOptions,
  connection: Connection,
  entry: PlanEntry,
  answered: ReadonlySet<string>,
  signal: AbortSignal,
  onExchange: (exchange: NewExchange) => void,
): Promise<void> {
  const {endpoint, asset} = entry;
  const batch = buildBatch(entry, openSlots(entry, answered), randomBytes(12).toString('hex'));
  const sudo = entry.batch === 'root' ? endpoint.credential : null;
  const password = sudo === null ? null : (options.secrets.get(sudo)?.password ?? null);
  if (sudo !== null && password === null) throw new TransportError('permission-denied', `${sudo} has no sudo password`);
  const run = (): Promise<void> =>
    runBatch(connection, batch, {
      sudoPassword: password === null ? null : () => password.reveal(),
      onPasswordRefused: () => sudo !== null && options.guard.refused(credentialOf(options, sudo), asset),
      onAnswer: (answer) => {
        for (const exchange of exchangesOf(answer, endpoint.via, options.redact)) {
          if (!answered.has(exchange.ask)) onExchange(exchange);
        }
      },
      now: options.now,
      signal,
      helloMs: options.timeouts.helloMs,
      graceMs: options.timeouts.graceMs,
      limit: answersLimit,
    });
  await (sudo === null ? run() : guarded(options, [sudo], asset, run));
}
