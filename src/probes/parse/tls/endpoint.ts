import {readChain, type Chain} from './chain.ts';
import type {Taken, Told} from './told.ts';

/** What the answers to all hellos at one port say together. */
export interface Endpoint {
  readonly versions: string[];
  readonly suites: string[];
  readonly groups: string[];
  /** null: not known. */
  readonly compression: boolean | null;
  readonly secureRenegotiation: boolean | null;
  readonly certificates: Chain[];
}

/** `other`: no TLS is spoken there. `refused`: it is, but by nothing that was offered. `unclear`: not enough was said. */
export type EndpointTold =
  | {readonly state: 'speaks'; readonly endpoint: Endpoint; readonly complete: boolean}
  | {readonly state: 'other' | 'refused' | 'unclear'};

const order = ['SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const rank = (version: string): number => order.indexOf(version);
const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** More different certificates than any server has kinds of keys. */
const mostChains = 6;

function chainsOf(taken: readonly Taken[]): Chain[] {
  const byLeaf = new Map<string, Chain>();
  // Of one certificate in several chains that counts which came first: as it was sent, not as Node put it in order.
  for (const {certificates} of taken) {
    const chain = byLeaf.size < mostChains ? readChain(certificates) : null;
    if (chain !== null && !byLeaf.has(chain.fingerprint)) byLeaf.set(chain.fingerprint, chain);
  }
  return [...byLeaf.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

function secureOf(taken: readonly Taken[]): boolean | null {
  const told = taken.flatMap(({secureRenegotiation}) => secureRenegotiation ?? []);
  return told.length === 0 ? null : told.every((secure) => secure);
}

function notSpeaking(told: readonly Told[]): EndpointTold {
  const has = (state: Told['state']): boolean => told.some((each) => each.state === state);
  if (has('other')) return {state: 'other'};
  if (has('refused')) return {state: 'refused'};
  return {state: has('unclear') ? 'unclear' : 'other'};
}

/** `told`: what came of each hello, the handshake by Node last. `all`: none of them is missing. */
export function endpointOf(told: readonly Told[], all: boolean): EndpointTold {
  const taken = told.flatMap((each) => (each.state === 'taken' ? [each] : []));
  if (taken.length === 0) return notSpeaking(told);
  const certificates = chainsOf(taken);
  const suites = sorted(taken.flatMap((each) => each.suites));
  const withoutCertificate = suites.every((suite) => suite.includes('_anon_'));
  const complete =
    all && told.every(({state}) => state !== 'unclear') && (certificates.length > 0 || withoutCertificate);
  return {
    state: 'speaks',
    complete,
    endpoint: {
      versions: [...new Set(taken.map(({version}) => version))].sort((a, b) => rank(a) - rank(b)),
      suites,
      groups: sorted(taken.flatMap(({group}) => group ?? [])),
      compression: taken.some(({compression}) => compression),
      secureRenegotiation: secureOf(taken),
      certificates,
    },
  };
}
