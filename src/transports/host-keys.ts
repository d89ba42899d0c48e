import {TransportError, type AlgorithmOffer, type HostKey} from './connection.ts';
import {algorithmsFor, keyFamily, onlyHostKeys} from './ssh/algorithms.ts';
import {closeSessions, openHops, openStream, type Address, type SshHop, type SshOptions} from './ssh/hops.ts';
import {Session} from './ssh/session.ts';

export interface FetchOptions extends SshOptions {
  /** Jump hosts on the way; their own keys must be known already. */
  readonly jump: readonly SshHop[];
  /** Legacy algorithms that the server may negotiate, as in the inventory. */
  readonly legacy: readonly string[];
}

const families = ['ssh-ed25519', 'ecdsa', 'ssh-rsa', 'ssh-dss'];

/** Families of host keys that are left to ask for, in our order. */
function remaining(offer: AlgorithmOffer | null, seen: readonly HostKey[], askable: readonly string[]): string[] {
  const offered = (offer?.hostKey ?? []).filter((name) => askable.includes(name)).map(keyFamily);
  const known = seen.map(({type}) => keyFamily(type));
  return families.filter((family) => offered.includes(family) && !known.includes(family));
}

/** Dropbear offers types of which it has no key, and drops whoever takes it at its word. */
function isMissingKey(error: unknown): boolean {
  return error instanceof TransportError && ['unreachable', 'no-common-algorithm'].includes(error.reason);
}

/**
 * All host keys of a server, sorted by type, each proved by a key exchange of its own. Nobody logs in; each
 * connection is closed in full before the next is opened.
 * @throws TransportError
 */
export async function fetchHostKeys(address: string, port: number, options: FetchOptions): Promise<HostKey[]> {
  const target: Address = {address, port};
  const {sessions} = await openHops(options.jump, options.jump.length, options);
  const keys: HostKey[] = [];
  const all = algorithmsFor(options.legacy, []);
  const ask = async (algorithms: typeof all): Promise<AlgorithmOffer | null> => {
    const stream = await openStream(sessions.at(-1), target, options);
    const session = new Session(stream, {...options, algorithms, verify: () => null, tell: (error) => error});
    try {
      const {hostKey, offer} = await session.start(null);
      keys.push(hostKey);
      return offer;
    } finally {
      await session.closed;
    }
  };
  try {
    const offer = await ask(all);
    const askable = all.serverHostKey as unknown as readonly string[];
    for (const family of remaining(offer, keys, askable)) {
      try {
        await ask(onlyHostKeys(all, family));
      } catch (error) {
        if (!isMissingKey(error)) throw error;
      }
    }
  } finally {
    await closeSessions(sessions);
  }
  return keys.sort((a, b) => (a.type < b.type ? -1 : 1));
}
