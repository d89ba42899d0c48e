import {createHmac, randomBytes} from 'node:crypto';
import type {Bilingual} from '../model/text.ts';
import {keyType} from './ssh/host-key.ts';

const maxLine = 65_536;
const maxNotes = 100;

export interface HostKeyCheck {
  readonly state: 'match' | 'mismatch' | 'revoked' | 'unknown';
  /** Types of the keys that are known for the host, sorted. */
  readonly knownTypes: readonly string[];
  /** Line that decided, counted from 1; null when there is none. */
  readonly line: number | null;
}

/** A parsed known_hosts file. */
export interface KnownHosts {
  check(address: string, port: number, key: Buffer): HostKeyCheck;
  /** Types of the keys that are known for the host, sorted. */
  knownTypes(address: string, port: number): readonly string[];
  /** Lines that were not understood. At most 100. */
  readonly notes: readonly KnownHostsNote[];
}

/** A line that counts for nothing, and why. */
export interface KnownHostsNote {
  /** From 1. */
  readonly line: number;
  readonly message: Bilingual;
}

interface Entry {
  readonly line: number;
  readonly type: string;
  readonly blob: Buffer;
  readonly revoked: boolean;
}

interface Pattern {
  readonly negated: boolean;
  readonly glob: string;
}

interface Index {
  readonly exact: Map<string, Entry[]>;
  readonly hashed: {readonly salt: Buffer; readonly digest: Buffer; readonly entry: Entry}[];
  readonly patterns: {readonly patterns: readonly Pattern[]; readonly entry: Entry}[];
  readonly notes: KnownHostsNote[];
}

/** The name a host has in known_hosts: bare on port 22, `[address]:port` elsewhere. */
export function hostName(address: string, port: number): string {
  const host = address.toLowerCase();
  return port === 22 ? host : `[${host}]:${port}`;
}

/** Glob with `*` and `?`, without backtracking into more than the last `*`. */
function matchesGlob(glob: string, text: string): boolean {
  let g = 0;
  let star = -1;
  let retry = 0;
  for (let t = 0; t < text.length;) {
    if (glob[g] === '*') {
      star = g++;
      retry = t;
    } else if (glob[g] === '?' || glob[g] === text[t]) {
      g++;
      t++;
    } else if (star !== -1) {
      g = star + 1;
      t = ++retry;
    } else return false;
  }
  while (glob[g] === '*') g++;
  return g === glob.length;
}

function matchesPatterns(patterns: readonly Pattern[], name: string): boolean {
  let hit = false;
  for (const {negated, glob} of patterns) {
    if (!matchesGlob(glob, name)) continue;
    if (negated) return false;
    hit = true;
  }
  return hit;
}

function addHashed(index: Index, hosts: string, entry: Entry): void {
  const [salt, digest, ...rest] = hosts.slice(3).split('|');
  if (salt === undefined || digest === undefined || rest.length > 0) {
    note(index, entry.line, 'bad hashed name', 'ハッシュ化されたホスト名を読めません');
    return;
  }
  index.hashed.push({salt: Buffer.from(salt, 'base64'), digest: Buffer.from(digest, 'base64'), entry});
}

function addPlain(index: Index, hosts: string, entry: Entry): void {
  const patterns = hosts
    .toLowerCase()
    .split(',')
    .map((text) => ({negated: text.startsWith('!'), glob: text.replace(/^!/, '')}));
  if (patterns.some(({negated, glob}) => negated || /[*?]/.test(glob))) {
    index.patterns.push({patterns, entry});
    return;
  }
  for (const {glob} of patterns) {
    const entries = index.exact.get(glob);
    if (entries) entries.push(entry);
    else index.exact.set(glob, [entry]);
  }
}

function note(index: Index, line: number, en: string, ja: string): void {
  if (index.notes.length < maxNotes) index.notes.push({line, message: {en, ja}});
}

function addLine(index: Index, text: string, line: number): void {
  if (text.length > maxLine) {
    note(index, line, 'too long', '行が長すぎます');
    return;
  }
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return;
  const words = trimmed.split(/[ \t]+/, 4);
  const marker = words[0]?.startsWith('@') ? words.shift() : null;
  if (marker === '@cert-authority') {
    note(index, line, '@cert-authority is not supported', '@cert-authorityには対応していません');
    return;
  }
  if (typeof marker === 'string' && marker !== '@revoked') {
    note(index, line, 'unknown marker', '未対応のマーカーです');
    return;
  }
  const [hosts, type, base64] = words;
  if (hosts === undefined || type === undefined || base64 === undefined) {
    note(index, line, 'not a host key', 'ホスト鍵の行ではありません');
    return;
  }
  const blob = Buffer.from(base64, 'base64');
  if (keyType(blob) !== type) {
    note(index, line, 'the key is not of the type named before it', '鍵がその前に書かれた種類のものではありません');
    return;
  }
  const entry: Entry = {line, type, blob, revoked: marker === '@revoked'};
  if (hosts.startsWith('|1|')) addHashed(index, hosts, entry);
  else addPlain(index, hosts, entry);
}

function find(index: Index, name: string): readonly Entry[] {
  const hashed = index.hashed.filter(({salt, digest}) => createHmac('sha1', salt).update(name).digest().equals(digest));
  const matched = index.patterns.filter(({patterns}) => matchesPatterns(patterns, name));
  return [...(index.exact.get(name) ?? []), ...[...hashed, ...matched].map(({entry}) => entry)];
}

const typesOf = (entries: readonly Entry[]): readonly string[] => [...new Set(entries.map(({type}) => type))].sort();

function judge(entries: readonly Entry[], key: Buffer): HostKeyCheck {
  const live = entries.filter(({revoked}) => !revoked);
  const knownTypes = typesOf(live);
  const same = (entry: Entry): boolean => entry.blob.equals(key);
  const revoked = entries.find((entry) => entry.revoked && same(entry));
  if (revoked) return {state: 'revoked', knownTypes, line: revoked.line};
  const match = live.find(same);
  if (match) return {state: 'match', knownTypes, line: match.line};
  const other = live.find(({type}) => type === keyType(key));
  if (other) return {state: 'mismatch', knownTypes, line: other.line};
  return {state: 'unknown', knownTypes, line: null};
}

/**
 * Reads the text of an OpenSSH known_hosts file: plain, `[host]:port`, hashed and wildcard names, `!`, `@revoked`.
 * As with OpenSSH, a key that is listed for the bare name also holds on another port where that port has no line.
 */
export function parseKnownHosts(text: string): KnownHosts {
  const index: Index = {exact: new Map(), hashed: [], patterns: [], notes: []};
  text.split('\n').forEach((line, i) => addLine(index, line, i + 1));
  const found = new Map<string, readonly Entry[]>();
  const lookup = (name: string): readonly Entry[] => {
    const entries = found.get(name) ?? find(index, name);
    found.set(name, entries);
    return entries;
  };
  const entriesOf = (address: string, port: number): readonly Entry[] => {
    const own = lookup(hostName(address, port));
    return own.some(({revoked}) => !revoked) ? own : [...own, ...lookup(hostName(address, 22))];
  };
  const check = (address: string, port: number, key: Buffer): HostKeyCheck => {
    const own = judge(lookup(hostName(address, port)), key);
    if (own.state !== 'unknown' || port === 22 || own.knownTypes.length > 0) return own;
    const bare = judge(lookup(hostName(address, 22)), key);
    return bare.state === 'mismatch' ? {...bare, state: 'unknown', line: null} : bare;
  };
  return {
    check,
    knownTypes: (address, port) => typesOf(entriesOf(address, port).filter(({revoked}) => !revoked)),
    notes: index.notes,
  };
}

/** One line for known_hosts, without a newline. */
export function formatKnownHost(address: string, port: number, key: Buffer, options: {readonly hash: boolean}): string {
  const name = hostName(address, port);
  const type = keyType(key);
  if (type === null || !/^[a-z0-9@.-]+$/.test(type)) throw new Error('not a public key');
  if (/[\s,!*?|#@]/.test(name)) throw new Error('not a host name');
  if (!options.hash) return `${name} ${type} ${key.toString('base64')}`;
  const salt = randomBytes(20);
  const digest = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${digest} ${type} ${key.toString('base64')}`;
}
