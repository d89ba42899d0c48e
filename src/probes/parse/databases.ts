import {
  assignments,
  integer,
  plainLines,
  switched,
  unquoted,
  withoutComment,
  words,
  type Assignment,
} from './config-text.ts';

export interface DatabaseSettings {
  /** Addresses it listens on, as written; `*` for all. */
  readonly listens: readonly string[];
  readonly loopbackOnly: boolean;
  /** False when somebody may enter without a password or key; null when that is decided elsewhere. */
  readonly passwordRequired: boolean | null;
  /** Rules that let in without a password. */
  readonly trusts: readonly string[];
}

const loopback = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|::1|\[::1\])$/;

export function settings(
  listens: readonly string[],
  passwordRequired: boolean | null,
  trusts: readonly string[] = [],
): DatabaseSettings {
  return {listens, loopbackOnly: listens.every((address) => loopback.test(address)), passwordRequired, trusts};
}

function isServerSection(section: string): boolean {
  return /^(?:mysqld|server|mariadbd?)(?:-[\d.]{1,12})?$/.test(section);
}

const dashed = (key: string): string => key.replaceAll('_', '-').toLowerCase();

/** Folders and files that option files of MariaDB and MySQL include: `!includedir /etc/mysql/conf.d/`. */
export function mysqlIncludes(texts: readonly string[]): string[] {
  const lines = texts.flatMap((text) => plainLines(text)).filter((line) => /^!include(?:dir)?\s/.test(line));
  return lines.map((line) => words(line)[1]?.replace(/\/$/, '') ?? '');
}

/** A comment begins anywhere outside of quotes. */
function uncommented(line: string): string {
  const at = line.search(/["'#]/);
  return line.charAt(at) === '#' ? line.slice(0, at) : line;
}

/** Option files of MariaDB and MySQL, in the order they are read. */
export function mysqlSettings(texts: readonly string[]): DatabaseSettings {
  const all = texts
    .flatMap((text) => assignments(text.split('\n').map(uncommented).join('\n')))
    .filter(({section}) => isServerSection(section));
  const last = (key: string): Assignment | undefined => all.findLast((one) => dashed(one.key) === key);
  const on = (key: string): boolean => {
    const found = last(key);
    return found !== undefined && (found.value === '' || switched(found.value) === true);
  };
  const address = unquoted(last('bind-address')?.value ?? '*');
  const listens = on('skip-networking') ? [] : address.split(',').map((one) => one.trim());
  // Accounts, and which of them have no password, are inside of the database.
  return settings(listens, on('skip-grant-tables') ? false : null);
}

/** redis.conf; a later line wins. An ACL file makes the server ignore requirepass. */
export function redisSettings(text: string): DatabaseSettings {
  const lines = plainLines(text).map(words);
  const last = (key: string): readonly string[] | undefined =>
    lines.findLast(([word]) => word?.toLowerCase() === key)?.slice(1);
  const bind = (last('bind') ?? ['*']).map((address) => address.replace(/^-/, ''));
  const password = unquoted(last('requirepass')?.join(' ') ?? '') !== '';
  const listens = integer(last('port')?.[0]) === 0 && (integer(last('tls-port')?.[0]) ?? 0) === 0 ? [] : bind;
  const users = lines.filter(([word]) => word?.toLowerCase() === 'user').map(([, ...rest]) => rest);
  const open = users.some((rules) => rules.includes('on') && rules.includes('nopass'));
  const rules = users.findLast(([name]) => name === 'default')?.slice(1) ?? [];
  // Whoever says no name is the default user; switched off, it lets in nobody.
  const off = rules.findLast((rule) => rule === 'on' || rule === 'off') === 'off';
  const closed = off || (!rules.includes('nopass') && rules.some((rule) => /^[>#<]/.test(rule)));
  if (open) return settings(listens, false);
  return settings(listens, last('aclfile') === undefined ? password || closed : null);
}

/** mongod.conf, the few keys that matter. How it was written before YAML, in braces or with dots, is not understood. */
export function mongoSettings(text: string): DatabaseSettings {
  const lines = plainLines(text).map(withoutComment);
  const value = (key: string): string | null => {
    const line = lines.find((one) => one.startsWith(`${key}:`));
    return line === undefined ? null : unquoted(line.slice(key.length + 1).trim());
  };
  const all = switched(value('bindIpAll')) === true;
  const listens = all ? ['*'] : (value('bindIp') ?? '127.0.0.1').split(',').map((one) => one.trim());
  // In the middle of a change to authentication it lets in clients without any.
  const open = switched(value('transitionToAuth')) === true;
  // Members of a set that know each other by a key or by certificates have clients log in, too.
  const members = value('keyFile') !== null || value('clusterAuthMode') !== null;
  const strange = lines.some((line) => /^\w{1,100}\s*=|^(?:net|security)\.|^["'\w.]{1,100}\s*:\s*\{/.test(line));
  if (strange) return settings(listens, null);
  return settings(listens, (value('authorization') === 'enabled' || members) && !open);
}
