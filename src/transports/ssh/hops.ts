import type {Duplex} from 'node:stream';
import {TransportError, type Handshake, type HostKey} from '../connection.ts';
import type {KnownHosts} from '../known-hosts.ts';
import {algorithmsFor} from './algorithms.ts';
import type {ResolvedCredential, SecretKind} from './auth.ts';
import {forwardOn} from './channel.ts';
import {Session, type SessionOptions, type Timeouts} from './session.ts';
import {openSocket} from './socket.ts';

export interface Address {
  /** IP address or host name. */
  readonly address: string;
  readonly port: number;
}

/** One SSH server and the login there. */
export interface SshHop extends Address {
  readonly credential: ResolvedCredential;
  /** Names out of `legacyAlgorithms` that this server alone may negotiate. */
  readonly legacy: readonly string[];
}

export interface SshOptions {
  readonly knownHosts: KnownHosts;
  readonly timeouts: Timeouts;
  /** Ends the connect, and later the connection. A TransportError given as its reason is passed on. */
  readonly signal: AbortSignal;
  /** Told at once, by name, when a server has judged a secret of a credential and refused it. */
  readonly onAuthRefused?: (credential: string, secret: SecretKind) => void;
}

function verifyBy(knownHosts: KnownHosts, {address, port}: Address): (key: HostKey) => TransportError | null {
  return (key) => {
    const {state, line} = knownHosts.check(address, port, key.blob);
    const shown = `${key.type} ${key.fingerprint}`;
    switch (state) {
      case 'match':
        return null;
      case 'mismatch':
        return new TransportError('host-key-changed', `${shown} is not the key of known_hosts line ${line ?? '?'}`);
      case 'revoked':
        return new TransportError('host-key-changed', `${shown} is revoked in known_hosts line ${line ?? '?'}`);
      case 'unknown':
        return new TransportError('host-key-unknown', `${shown} is not in known_hosts`);
      default:
        return state satisfies never;
    }
  };
}

/** The stream to a server: a socket, or a channel of the jump host before it. @throws TransportError */
export function openStream(
  before: Session | undefined,
  {address, port}: Address,
  {timeouts, signal}: Pick<SshOptions, 'timeouts' | 'signal'>,
): Promise<Duplex> {
  if (before) return forwardOn(before, address, port, timeouts.connectMs);
  return openSocket(address, port, timeouts.connectMs, signal);
}

type Tell = SessionOptions['tell'];

function tellJump({address, port}: Address): Tell {
  return ({reason, message, unanswered}) =>
    new TransportError(reason, `jump host ${address}:${port}: ${message}`, unanswered);
}

const tellPlainly: Tell = (error) => error;

async function openHop(sessions: Session[], hop: SshHop, tell: Tell, options: SshOptions): Promise<Handshake> {
  const {knownHosts, timeouts, signal} = options;
  const outer = sessions.at(-1);
  const algorithms = algorithmsFor(hop.legacy, knownHosts.knownTypes(hop.address, hop.port));
  const stream = await openStream(outer, hop, options);
  const session = new Session(stream, {algorithms, verify: verifyBy(knownHosts, hop), timeouts, signal, tell});
  sessions.push(session);
  outer?.onFailure((error) => session.end(error));
  const onRefused = (secret: SecretKind): void => options.onAuthRefused?.(hop.credential.name, secret);
  return session.start({credential: hop.credential, onRefused});
}

/** Closes sessions from the inmost to the outmost, each when the one inside it is closed. */
export async function closeSessions(sessions: readonly Session[]): Promise<void> {
  for (const session of [...sessions].reverse()) {
    session.close();
    await session.closed;
  }
}

export interface Chain {
  /** From the outmost to the inmost. */
  readonly sessions: readonly Session[];
  /** Of the last hop. */
  readonly handshake: Handshake | null;
}

/**
 * Opens hop after hop; all are closed again when one fails. The first `jumps` of them are named in their errors.
 * @throws TransportError
 */
export async function openHops(hops: readonly SshHop[], jumps: number, options: SshOptions): Promise<Chain> {
  const sessions: Session[] = [];
  let handshake: Handshake | null = null;
  for (const [index, hop] of hops.entries()) {
    const tell = index < jumps ? tellJump(hop) : tellPlainly;
    try {
      handshake = await openHop(sessions, hop, tell, options);
    } catch (error) {
      void closeSessions(sessions);
      const told = sessions.some(({failure}) => failure === error);
      throw error instanceof TransportError && !told ? tell(error) : error;
    }
  }
  return {sessions, handshake};
}
