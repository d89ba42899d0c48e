import type {Transcript} from '../../../model/transcript.ts';
import {readCertificateList} from './certificate-list.ts';
import {readFlight, type Flight} from './flight.ts';
import {readGroup} from './key-exchange.ts';
import {readOldHello} from './old-hello.ts';
import {readServerHello} from './server-hello.ts';

/** What a server took of what a hello offered. */
export interface Taken {
  readonly state: 'taken';
  readonly version: string;
  readonly suites: readonly string[];
  readonly group: string | null;
  readonly compression: boolean;
  readonly secureRenegotiation: boolean | null;
  /** DER, as sent; empty where they were not looked at. */
  readonly certificates: readonly Buffer[];
}

/**
 * What came of one hello. `refused`: by an alert, so TLS is spoken there. `closed`: without a word. `other`: something else
 * was said. `unclear`: not enough was said to tell.
 */
export type Told = Taken | {readonly state: 'refused' | 'closed' | 'other' | 'unclear'};

const alertRecord = 0x15;
const types = {serverHello: 2, certificate: 11, serverKeyExchange: 12} as const;

function oldTold(bytes: Buffer): Told {
  const hello = readOldHello(bytes);
  // Of an alert of TLS no more is read than its beginning.
  if (hello === null) return {state: bytes[0] === alertRecord ? 'refused' : 'other'};
  // Who knows SSL 2.0, but none of its ciphers, lets nobody in by it.
  if (hello.suites.length === 0) return {state: 'refused'};
  const {suites, certificate} = hello;
  const more = {group: null, compression: false, secureRenegotiation: null};
  return {state: 'taken', version: 'SSLv2', suites, ...more, certificates: [certificate]};
}

function flightTold({messages, alert}: Flight): Told {
  const first = messages.find(({type}) => type === types.serverHello);
  const hello = first === undefined ? null : readServerHello(first);
  if (hello === null) return {state: first === undefined && alert !== null ? 'refused' : 'unclear'};
  const whole = messages.filter((message) => message.whole);
  const list = whole.find(({type}) => type === types.certificate);
  const exchange = whole.find(({type}) => type === types.serverKeyExchange);
  return {
    state: 'taken',
    version: hello.version,
    suites: [hello.suite],
    group: hello.group ?? (exchange === undefined ? null : readGroup(hello.suite, exchange.body)),
    compression: hello.compression,
    secureRenegotiation: hello.secureRenegotiation,
    certificates: (list === undefined ? null : readCertificateList(list.body)) ?? [],
  };
}

function handshakeTold({tls, ending}: Transcript): Told {
  if (tls === null) return {state: ending === 'tls-failed' ? 'closed' : 'unclear'};
  const version = tls.version === 'TLSv1' ? 'TLSv1.0' : tls.version;
  const more = {group: null, compression: false, secureRenegotiation: null};
  return {state: 'taken', version, suites: [tls.suite], ...more, certificates: tls.certificates};
}

/** What came of a hello, which is what is read after so many parts of what comes before it. */
export function toldBy(answered: 'old' | 'flight' | 'handshake', before: number, transcript: Transcript): Told {
  const {received, ending} = transcript;
  if (answered === 'handshake' && received.length === before && (transcript.tls !== null || ending === 'tls-failed'))
    return handshakeTold(transcript);
  const bytes = received[before];
  // It ended before TLS began: by a refusal, or as something else than expected was said.
  if (bytes === undefined) return {state: ending === 'mismatch' ? 'other' : 'unclear'};
  if (bytes.length === 0) return {state: ending === 'closed' ? 'closed' : 'unclear'};
  if (answered === 'old') return oldTold(bytes);
  const flight = readFlight(bytes);
  return flight === null ? {state: 'other'} : flightTold(flight);
}
