import {plainLines} from './config-text.ts';

export interface Community {
  readonly access: 'ro' | 'rw';
  /** As the redaction left it; null when it was not redacted. */
  readonly class: 'default' | 'weak' | 'ok' | null;
  /** null: from everywhere. */
  readonly source: string | null;
}

export interface SnmpSettings {
  readonly listens: readonly string[];
  readonly communities: readonly Community[];
  /** True when the configuration goes on in a file that is not read, or gives access in a way that is not. */
  readonly unread: boolean;
  readonly users: readonly User[];
}

interface User {
  readonly access: 'ro' | 'rw';
  readonly level: 'noauth' | 'auth' | 'priv';
}

const classes = ['default', 'weak', 'ok'] as const;

/** Words of a line; what a secret was redacted to is one word. */
function tokens(line: string): string[] {
  return Array.from(line.matchAll(/<secret [^<>]{0,200}>|"[^"]*"?|[^\s"]+/g), (match) => match[0]);
}

function classOf(token: string): Community['class'] {
  const name = /\bclass=(?<name>[a-z]{1,20})/.exec(token)?.groups?.['name'];
  return classes.find((one) => one === name) ?? null;
}

function sourceOf(token: string | undefined): string | null {
  return token === undefined || token === 'default' || token.startsWith('-') || token.endsWith('/0') ? null : token;
}

const levels = {
  noauth: 'noauth',
  noauthnopriv: 'noauth',
  auth: 'auth',
  authnopriv: 'auth',
  priv: 'priv',
  authpriv: 'priv',
} as const;

function levelOf(token: string | undefined): 'noauth' | 'auth' | 'priv' {
  const word = token?.toLowerCase() ?? 'auth';
  return Object.hasOwn(levels, word) ? levels[word as keyof typeof levels] : 'auth';
}

const writable = (view: string): 'ro' | 'rw' => (view === 'none' || view === '""' ? 'ro' : 'rw');

/** `com2sec name source community`, `group`, `access`: a group with a view to write may write. */
function classicCommunities(lines: readonly (readonly string[])[]): Community[] {
  const writers = new Set(
    lines
      .filter(([word, , , , , , , write = 'none']) => word === 'access' && writable(write) === 'rw')
      .map(([, group]) => group),
  );
  const writes = new Set(
    lines
      .filter(([word, group, model]) => word === 'group' && model !== 'usm' && writers.has(group))
      .map(([, , , security]) => security),
  );
  return lines.flatMap(([word = '', ...args]): Community[] => {
    if (!/^com2sec6?$/.test(word)) return [];
    const [name = '', source, community = ''] = args[0] === '-Cn' ? args.slice(2) : args;
    return [{access: writes.has(name) ? 'rw' : 'ro', class: classOf(community), source: sourceOf(source)}];
  });
}

/** `group G usm user` and `access G context model level prefix read write notify`: each user at each level of the group. */
function classicUsers(lines: readonly (readonly string[])[]): User[] {
  const members = new Set(
    lines.filter(([word, , model]) => word === 'group' && model === 'usm').map(([, group]) => group),
  );
  const rules = lines.filter(([word, , , model]) => word === 'access' && (model === 'usm' || model === 'any'));
  return rules
    .filter(([, group]) => members.has(group))
    .map(([, , , , level, , , write = 'none']) => ({access: writable(write), level: levelOf(level)}));
}

/** `authcommunity read,write name source`, `authuser read name level`: who has no view of the data is none. */
function accessOf(word: string, types: string): 'ro' | 'rw' | null {
  const plain = /^(?<access>r[ow])(?:user|community6?)$/.exec(word)?.groups?.['access'];
  if (plain !== undefined) return plain === 'rw' ? 'rw' : 'ro';
  if (word !== 'authcommunity' && word !== 'authuser') return null;
  const named = types.split(',');
  return named.includes('write') ? 'rw' : named.includes('read') ? 'ro' : null;
}

/** `authgroup` and the like; `includeFile name`, `includeDir folder`, and `include…` within `[…]`; the folder that is read anyway is none. */
function goesOn([word = '', target = '']: readonly string[]): boolean {
  if (/^(?:authgroup|authaccess|setaccess)$/.test(word)) return true;
  if (!word.startsWith('include')) return false;
  return target.replaceAll('"', '').replace(/\/$/, '') !== '/etc/snmp/snmpd.conf.d';
}

/** snmpd.conf(5) */
export function snmpdSettings(text: string): SnmpSettings {
  const lines = plainLines(text)
    .map(tokens)
    .map(([word = '', ...rest]) => [word.toLowerCase(), ...rest]);
  const listens = lines
    .filter(([word]) => word === 'agentaddress')
    .flatMap((line) => line.slice(1).join(' ').split(','));
  const direct = lines.flatMap(([word = '', ...args]): Community[] => {
    const access = accessOf(word, args[0] ?? '');
    if (access === null || !word.includes('community')) return [];
    const [community = '', source] = word.startsWith('auth') ? args.slice(1) : args;
    return [{access, class: classOf(community), source: sourceOf(source)}];
  });
  const users = lines.flatMap(([word = '', ...args]): User[] => {
    const access = accessOf(word, args[0] ?? '');
    if (access === null || word.includes('community')) return [];
    const named = word.startsWith('auth') ? args.slice(1) : args;
    return [{access, level: levelOf(named[named[0] === '-s' ? 3 : 1])}];
  });
  return {
    listens: listens.map((one) => one.trim()).filter((one) => one !== ''),
    communities: [...direct, ...classicCommunities(lines)],
    users: [...users, ...classicUsers(lines)],
    unread: lines.some(goesOn),
  };
}

/** True for an address that only this host reaches. snmpcmd(1), agent addresses */
export function isLoopback(address: string): boolean {
  const bare = address.replace(/^(?:udp6?|tcp6?|unix):/i, '').replace(/^\[(.{1,60})\](?::\d{1,5})?$/, '$1');
  return (
    address.startsWith('unix:') || bare.startsWith('127.') || bare === '::1' || /^localhost(?::\d{1,5})?$/.test(bare)
  );
}
