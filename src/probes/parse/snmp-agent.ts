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
  /** True when the configuration goes on in a file that is not read. */
  readonly unread: boolean;
  readonly users: readonly {readonly access: 'ro' | 'rw'; readonly level: 'noauth' | 'auth' | 'priv'}[];
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

/** `com2sec name source community`, `group`, `access`: a group with a view to write may write. */
function classicCommunities(lines: readonly (readonly string[])[]): Community[] {
  const groupsOf = (name: string): string[] =>
    lines
      .filter(([word, , model, security]) => word === 'group' && security === name && model !== 'usm')
      .map(([, group = '']) => group);
  const writes = (group: string): boolean =>
    lines.some(
      ([word, name, , , , , , write]) =>
        word === 'access' && name === group && write !== undefined && write !== 'none' && write !== '""',
    );
  return lines.flatMap(([word = '', ...args]): Community[] => {
    if (!/^com2sec6?$/.test(word)) return [];
    const [name = '', source, community = ''] = args[0] === '-Cn' ? args.slice(2) : args;
    return [{access: groupsOf(name).some(writes) ? 'rw' : 'ro', class: classOf(community), source: sourceOf(source)}];
  });
}

/** `includeFile name`, `includeDir folder`, and `include…` within `[…]`; the folder that is read anyway is none. */
function goesOn([word = '', target = '']: readonly string[]): boolean {
  if (!/^include/i.test(word)) return false;
  return target.replaceAll('"', '').replace(/\/$/, '') !== '/etc/snmp/snmpd.conf.d';
}

/** snmpd.conf(5) */
export function snmpdSettings(text: string): SnmpSettings {
  const lines = plainLines(text).map(tokens);
  const listens = lines
    .filter(([word]) => word?.toLowerCase() === 'agentaddress')
    .flatMap((line) => line.slice(1).join(' ').split(','));
  const direct = lines.flatMap(([word = '', community = '', source]): Community[] => {
    const access = /^(?<access>r[ow])community6?$/i.exec(word)?.groups?.['access']?.toLowerCase();
    return access === undefined
      ? []
      : [{access: access === 'rw' ? 'rw' : 'ro', class: classOf(community), source: sourceOf(source)}];
  });
  const users = lines.flatMap(([word = '', first, second, third]) => {
    const access = /^(?<access>r[ow])user$/i.exec(word)?.groups?.['access']?.toLowerCase();
    const level = first === '-s' ? undefined : second;
    return access === undefined
      ? []
      : [{access: access === 'rw' ? ('rw' as const) : ('ro' as const), level: levelOf(level ?? third)}];
  });
  return {
    listens: listens.map((one) => one.trim()).filter((one) => one !== ''),
    communities: [...direct, ...classicCommunities(lines)],
    users,
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
