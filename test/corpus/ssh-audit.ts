import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {loadReferenceData} from '../../src/derive/data.ts';
import {strengthOf} from '../../src/derive/strength.ts';
import type {CryptoKind} from '../../src/model/data.ts';
import {readGroupBits, readRsaBits} from '../../src/probes/parse/ssh/packets.ts';
import {readSsh} from '../../src/probes/parse/ssh/server.ts';
import {groupOf, kexInitOf, replyOf} from '../support/old-ssh-server.ts';
import {compare, sum, type SourceResult, type Verdict} from './compare.ts';

interface Algorithm {
  readonly algorithm: string;
  readonly keysize?: number;
  readonly notes: {readonly fail?: readonly string[]; readonly warn?: readonly string[]};
}

interface Audit {
  readonly banner: {readonly raw: string; readonly software: string; readonly protocol: string};
  readonly compression: readonly string[];
  readonly kex: readonly Algorithm[];
  readonly key: readonly Algorithm[];
  readonly enc: readonly Algorithm[];
  readonly mac: readonly Algorithm[];
}

const kinds = {kex: 'kex', key: 'hostKey', enc: 'cipher', mac: 'mac'} as const satisfies Record<string, CryptoKind>;
type Part = keyof typeof kinds;
const parts = Object.keys(kinds) as Part[];

/** The curves of NIST are in the CRYPTREC list of recommended ciphers: a suspicion alone is no verdict. */
const suspicion = /suspected as being backdoored/;
/** The length of a key or group stands in no name: it is compared on its own. */
const length = /small \d+-bit/;

const names = (list: readonly Algorithm[]): string[] => list.map(({algorithm}) => algorithm);

/** What ssh-audit saw, put into packets and read by our parsers. */
function readBack(file: string, audit: Audit): Verdict {
  const {raw, software, protocol} = audit.banner;
  const offered = {
    kex: names(audit.kex),
    hostKeys: names(audit.key),
    ciphers: names(audit.enc),
    macs: names(audit.mac),
  };
  const packet = kexInitOf({...offered, compression: audit.compression});
  const told = readSsh({received: [Buffer.from(`${raw}\r\n`), packet], tls: null, ending: 'done'});
  const actual = told.state === 'speaks' ? told.server : {};
  const {compression} = audit;
  const protocols = [protocol.slice(0, 1)];
  return compare(file, {banner: raw, software, protocols, ...offered, compression}, {...actual});
}

function sizes(file: string, {kex, key}: Audit): Verdict {
  const sized = (list: readonly Algorithm[]): (readonly [string, number])[] =>
    list.flatMap(({algorithm, keysize}) => (keysize === undefined ? [] : [[algorithm, keysize] as const]));
  const expected = Object.fromEntries([...sized(kex), ...sized(key)]);
  const groups = sized(kex).map(([name, bits]) => [name, readGroupBits(groupOf(bits))] as const);
  const keys = sized(key).map(([name, bits]) => [name, readRsaBits(replyOf(bits))] as const);
  return compare(file, expected, Object.fromEntries([...groups, ...keys]));
}

/** Where ssh-audit fails something for what it is, so must we; what it finds nothing about, we must not forbid. */
function verdictOf(file: string, part: Part, {algorithm, notes}: Algorithm): Verdict {
  const own = strengthOf(loadReferenceData().crypto[kinds[part]], algorithm);
  const name = `${file}: ${part} ${algorithm}`;
  const none: Verdict = {right: 0, missing: [], wrong: []};
  if (own === 'unlisted') return {...none, missing: [name]};
  const failed = (notes.fail ?? []).filter((why) => !suspicion.test(why) && !length.test(why));
  const weak = own === 'deprecated' || own === 'forbidden';
  if (failed.length > 0)
    return weak ? {...none, right: 1} : {...none, wrong: [`${name} is ${own}: ${failed.join(', ')}`]};
  const clean = (notes.fail ?? []).length === 0 && !(notes.warn ?? []).some((why) => /weak|broken|small 64/.test(why));
  return clean && weak
    ? {...none, wrong: [`${name} is ${own}, though nothing is known against it`]}
    : {...none, right: 1};
}

/** Verdicts of ssh-audit on servers of 2010 to 2019, next to our classes. */
export function sshAudit(corpus: string): SourceResult {
  const folder = join(corpus, 'ssh-audit/expected_results');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const verdicts = files.flatMap((file) => {
    const audit = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Partial<Audit>;
    // The others are verdicts on policies of ssh-audit's own.
    if (audit.banner === undefined) return [];
    const whole = audit as Audit;
    const classes = parts.flatMap((part) => whole[part].map((each) => verdictOf(file, part, each)));
    return [sum([readBack(file, whole), sizes(file, whole), ...classes])];
  });
  return {source: 'ssh-audit', read: files.length, parsed: verdicts.length, verdict: sum(verdicts)};
}
