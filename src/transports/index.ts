import {askId} from '../model/ask.ts';
import {canonicalJson} from '../model/canonical.ts';
import type {GapReason} from '../model/evidence.ts';
import {entryAsks, type PlanEntry} from '../model/plan.ts';
import {chosen} from './chosen.ts';
import {talkCli} from './cli-talk.ts';
import {TransportError, type Connection, type HostKey} from './connection.ts';
import {guarded, type Conversation, type OnExchanges, type SenderOptions} from './conversation.ts';
import type {Gate} from './gate.ts';
import {fetchHostKeys} from './host-keys.ts';
import type {KnownHosts} from './known-hosts.ts';
import {talkOutside} from './outside-talk.ts';
import {connectLocal} from './local.ts';
import {talkPowerShell} from './powershell-talk.ts';
import {talkShell} from './shell-talk.ts';
import {talkSnmp} from './snmp-talk.ts';
import {connectSsh, type Timeouts} from './ssh.ts';
import {credentialNamed, hopsOf, logsInByPassword, targetOf, type Names} from './targets.ts';
import {refuseUntouchable} from './untouchable.ts';

export {TransportError, type HostKey} from './connection.ts';
export {findNmap, type NmapProgram} from './nmap/program.ts';
export {CredentialGuard} from './credential-guard.ts';
export {Gate} from './gate.ts';
export {tryLock} from './load-lock.ts';
export type {SenderOptions} from './conversation.ts';
export type {NewExchange, Redact} from './exchanges.ts';
export {systemResolver} from './outside/lookup.ts';
export type {Timeouts} from './ssh.ts';
export type {CredentialSecrets} from './targets.ts';

export type Sent = {readonly ok: true} | {readonly ok: false; readonly reason: GapReason; readonly detail: string};

/** The one way out: it sends entries of the plan, by key, and there is no way to hand it anything else to send. */
export interface Sender {
  /**
   * Holds one conversation: the entries of one asset at one endpoint, in order. Never throws for what a host does.
   * `answered`: asks that need no answer any more. @throws Error for a key that is not in the plan.
   */
  send(keys: readonly string[], answered: ReadonlySet<string>, onExchanges: OnExchanges): Promise<Sent>;
}

export function createSender(options: SenderOptions): Sender {
  const entries = new Map(options.plan.entries.map((entry) => [entry.key, entry]));
  const lookUp = (key: string): PlanEntry => {
    const entry = entries.get(key);
    if (entry === undefined) throw new Error(`not in the plan: ${key}`);
    return entry;
  };
  return {
    async send(keys, answered, onExchanges) {
      const open = keys.map(lookUp).filter((entry) => entryAsks(entry).some((ask) => !answered.has(askId(ask))));
      const [first] = open;
      if (first === undefined) return {ok: true};
      if (open.some((entry) => !sameConversation(entry, first))) {
        throw new Error(`not one conversation: ${keys.join(', ')}`);
      }
      try {
        for (const entry of open) refuseUntouchable(entry, options);
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

async function converse(
  options: SenderOptions,
  entries: readonly PlanEntry[],
  first: PlanEntry,
  answered: ReadonlySet<string>,
  onExchanges: OnExchanges,
): Promise<void> {
  const permit = await options.gate.enter(first);
  const {signal, check} = permit;
  const conversation: Conversation = {options, answered, onExchanges, signal, check};
  try {
    if (first.talk === 'snmp') await talkSnmp(conversation, entries);
    else if (first.talk === 'outside') await talkOutside(conversation, entries);
    else await connected(conversation, entries, first);
  } catch (error) {
    // Who withdrew the permit tells the end better than the socket that fell by it.
    throw signal.reason instanceof TransportError ? signal.reason : error;
  } finally {
    permit.release();
  }
}

/** Over one connection, which is closed in full. */
async function connected(conversation: Conversation, entries: readonly PlanEntry[], first: PlanEntry): Promise<void> {
  const connection = await connect(conversation, first);
  try {
    for (const entry of chosen(conversation, connection, entries)) {
      if (entry.talk === 'shell') await talkShell(conversation, connection, entry);
      else if (entry.talk === 'powershell') await talkPowerShell(conversation, connection, entry);
      else if (entry.talk === 'cli') await talkCli(conversation, connection, entry);
      else throw new Error(`${entry.key} is not asked over a connection`);
    }
  } finally {
    connection.close();
    await connection.closed;
  }
}

async function connect({options, signal}: Conversation, entry: PlanEntry): Promise<Connection> {
  const {endpoint, asset} = entry;
  if (endpoint.via === 'local') return connectLocal();
  if (endpoint.via !== 'ssh') throw new Error(`${entry.key} has no connection`);
  const target = targetOf(options, endpoint);
  const {knownHosts, timeouts, guard} = options;
  const passwords = [...target.jump, target].map(({credential}) => credential).filter(logsInByPassword);
  const onAuthRefused = (name: string, secret: 'key' | 'password'): void => {
    if (secret === 'password') guard.refused(credentialNamed(options, name), asset);
  };
  const names = [...new Set(passwords.map(({name}) => name))].sort();
  const credentials = names.map((name) => credentialNamed(options, name));
  return guarded(guard, credentials, asset, signal, async (proved) => {
    const connection = await connectSsh(target, {knownHosts, timeouts, signal, onAuthRefused});
    proved();
    return connection;
  });
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
