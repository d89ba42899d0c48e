import {assignments, integer, plainLines, switched, unquoted, words, type Assignment} from './config-text.ts';

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

function settings(
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

/** Option files of MariaDB and MySQL, in the order they are read. */
export function mysqlSettings(texts: readonly string[]): DatabaseSettings {
  const all = texts.flatMap((text) => assignments(text)).filter(({section}) => isServerSection(section));
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

/** `key = 'value'` or `key value` with comments. */
function postgresValue(text: string, key: string): string | null {
  const lines = plainLines(text).map(
    (line) => /^(?<key>[A-Za-z_.]{1,60})(?:\s*=\s*|\s+)(?<value>'[^']*'|[^\s#]*)/.exec(line)?.groups,
  );
  const found = lines.findLast((groups) => groups?.['key']?.toLowerCase() === key);
  return found === undefined ? null : unquoted(found['value'] ?? '');
}

/** postgresql.conf and pg_hba.conf of one cluster; `hba` null when it could not be read. */
export function postgresSettings(conf: string, hba: string | null): DatabaseSettings {
  const listens = (postgresValue(conf, 'listen_addresses') ?? 'localhost')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const trusts = plainLines(hba ?? '').filter((line) => {
    const [type = '', ...rest] = words(line);
    return type.startsWith('host') && rest.slice(2).includes('trust');
  });
  return settings(
    listens,
    hba === null ? null : trusts.length === 0,
    trusts.map((line) => words(line).join(' ')),
  );
}

/** redis.conf; a later line wins. */
export function redisSettings(text: string): DatabaseSettings {
  const lines = plainLines(text).map(words);
  const last = (key: string): readonly string[] | undefined =>
    lines.findLast(([word]) => word?.toLowerCase() === key)?.slice(1);
  const bind = (last('bind') ?? ['*']).map((address) => address.replace(/^-/, ''));
  const password = unquoted(last('requirepass')?.join(' ') ?? '') !== '';
  const listens = integer(last('port')?.[0]) === 0 && (integer(last('tls-port')?.[0]) ?? 0) === 0 ? [] : bind;
  const users = lines.some(
    ([word, name, ...rules]) =>
      word === 'user' && name === 'default' && !rules.includes('nopass') && rules.some((rule) => /^[>#<]/.test(rule)),
  );
  return settings(listens, password || users || last('aclfile') === undefined ? password || users : null);
}

/** mongod.conf, the few keys that matter. */
export function mongoSettings(text: string): DatabaseSettings {
  const value = (key: string): string | null => {
    const line = plainLines(text).find((one) => one.startsWith(`${key}:`));
    return line === undefined ? null : unquoted(line.slice(key.length + 1).trim());
  };
  const all = switched(value('bindIpAll')) === true;
  const listens = all ? ['*'] : (value('bindIp') ?? '127.0.0.1').split(',').map((one) => one.trim());
  return settings(listens, value('authorization') === 'enabled');
}
