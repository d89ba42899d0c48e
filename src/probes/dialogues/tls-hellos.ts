import type {WireEnd, WireStep} from '../../model/outside.ts';
import {oldSuites, suites} from '../parse/tls/suites.ts';
import {clientHello, newExtensions, oldClientHello, oldExtensions} from './client-hello.ts';

/** How the answer to a hello is read. `old`: of SSL 2.0. `handshake`: a whole handshake by Node, which tells the certificates. */
export type Answered = 'old' | 'flight' | 'handshake';

/** One of the ways in which a server is greeted, each over a connection of its own. */
export interface Hello {
  readonly id: string;
  readonly answered: Answered;
  readonly steps: readonly WireStep[];
}

/** Warnings come before what matters; what begins like no record of TLS ends it at once. */
const unless = String.raw`^(?:\x15[\s\S]{4}\x01[\s\S])*(?:[^\x15\x16]|\x15[\s\S]{4}[^\x01][\s\S]|`;
const match = (hello: string): WireEnd => ({at: 'match', like: `${unless}${hello})`});

/** As much as the longest ServerHello has before its extensions. */
const untilSuite = match(String.raw`\x16[\s\S]{78}`);
/** ServerHelloDone. */
const untilDone = match(String.raw`\x16[\s\S]*?\x0e\x00\x00\x00`);
/** What follows a ServerHello of TLS 1.3: the first record under encryption, or one that does nothing. */
const untilEncrypted = match(String.raw`\x16[\s\S]{40,}?(?:\x17\x03\x03|\x14\x03\x03\x00\x01\x01)`);
/** 0x8000 is not part of the number of bytes that follow. */
const oldMessage: WireEnd = {at: 'length', offset: 0, bytes: 2, order: 'big', plus: 2 - 0x8000};

const ssl3 = 0x0300;
const [tls10, tls11, tls12] = [0x0301, 0x0302, 0x0303] as const;

const codesLike = (like: RegExp, unlike = /^$/): number[] =>
  [...suites].flatMap(([code, name]) => (like.test(name) && !unlike.test(name) ? [code] : []));

const unprotected = /_NULL_|_anon_/;
const broken = /_EXPORT|_RC4_|_DES_|_RC2_/;
const shortBlocks = /_3DES_|_IDEA_/;
/** Suites of TLS 1.3 name no key exchange. */
const isNew = /^TLS_(?:AES|CHACHA20)_/;
const onlyTls12 = /SHA256$|SHA384$|_CCM/;
const weak = new RegExp([unprotected, broken, shortBlocks, isNew].map(({source}) => source).join('|'));

/** Those of servers in use; static Diffie-Hellman nobody ever used. */
const usual = /^TLS_(?:RSA|DHE|ECDHE|DH_anon)/;
const legacy = [
  ...codesLike(/^TLS_(?:ECDHE|DHE|RSA)_/, new RegExp(`${weak.source}|${onlyTls12.source}`)),
  ...codesLike(usual, new RegExp(`${onlyTls12.source}|${isNew.source}|_(?:AES|CAMELLIA|SEED)_`)),
];

function hello(id: string, version: number, offered: readonly number[], end = untilSuite): Hello {
  const extensions = version === ssl3 ? null : oldExtensions(version === tls12);
  const bytes = clientHello({version, suites: offered, extensions});
  return {
    id,
    answered: 'flight',
    steps: [
      {do: 'send', bytes},
      {do: 'read', end},
    ],
  };
}

/** Each asks one question: is there a suite, in a version, that both know? Servers of before TLS 1.2 answer its hellos by their own version. */
export const hellos: readonly Hello[] = [
  {
    id: 'ssl-2.0',
    answered: 'old',
    steps: [
      {do: 'send', bytes: oldClientHello([...oldSuites.keys()])},
      {do: 'read', end: oldMessage},
    ],
  },
  hello('ssl-3.0', ssl3, legacy),
  hello('tls-1.0', tls10, legacy),
  // Some know them in TLS 1.0 only, though they speak TLS 1.2.
  hello('tls-1.0-weak', tls10, codesLike(new RegExp(`${unprotected.source}|${broken.source}`), onlyTls12)),
  hello('tls-1.1', tls11, legacy),
  hello('tls-1.2', tls12, codesLike(/^TLS_ECDHE_.*(?:GCM|CCM|CHACHA20)/, weak), untilDone),
  hello('tls-1.2-cbc', tls12, codesLike(/^TLS_ECDHE_.*_CBC_/, weak)),
  hello('tls-1.2-dhe', tls12, codesLike(/^TLS_DHE_/, weak), untilDone),
  hello('tls-1.2-rsa', tls12, codesLike(/^TLS_(?:RSA_|(?:DH|ECDH)_[A-Z]+_WITH_AES_)/, weak), untilDone),
  hello('tls-3des', tls12, codesLike(shortBlocks, unprotected)),
  hello('tls-rc4', tls12, codesLike(/_RC4_128_/, unprotected)),
  hello('tls-export', tls12, codesLike(/_EXPORT|_DES_/, unprotected)),
  hello('tls-null', tls12, codesLike(unprotected)),
  {
    id: 'tls-1.3',
    answered: 'flight',
    steps: [
      {do: 'send', bytes: clientHello({version: tls12, suites: codesLike(isNew), extensions: newExtensions}, true)},
      {do: 'read', end: untilEncrypted},
    ],
  },
  {id: 'tls-handshake', answered: 'handshake', steps: [{do: 'tls'}]},
];
