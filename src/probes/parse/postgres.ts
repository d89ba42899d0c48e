import {plainLines, unquoted, words} from './config-text.ts';
import {settings, type DatabaseSettings} from './databases.ts';
import {fitsPattern} from './glob.ts';
import {wasSought, type Seen} from './included.ts';
import {absolute, directives, folderOf, joined, readLines, type Line, type Lines} from './postgres-files.ts';

const postgresFolders = [
  '/etc/postgresql/*/*',
  '/var/lib/pgsql/data',
  '/var/lib/pgsql/*/data',
  '/var/lib/postgresql/*/data',
];
/** Settings of each cluster, the usual folders that they include, and what ALTER SYSTEM wrote on Debian. */
export const postgresFiles = [
  ...postgresFolders.map((folder) => `${folder}/*.conf`),
  '/etc/postgresql/*/*/*/*.conf',
  ...postgresFolders.slice(1).map((folder) => `${folder}/conf.d/*.conf`),
  '/var/lib/postgresql/*/*/postgresql.auto.conf',
];

const types = new Set(['local', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc']);

/** Whether this is the main file of a cluster. */
export function isCluster(path: string): boolean {
  return postgresFolders.some((folder) => fitsPattern(`${folder}/postgresql.conf`, path));
}

/** `key = 'value'` or `key value` with comments: postgresql.conf */
function settingLine(line: string): Line | null {
  const groups = /^(?<key>[A-Za-z_][\w.$]{0,127})(?:\s*=\s*|\s+|(?='))(?<value>'(?:[^'\\]|''|\\.)*'|[^\s#']+)/.exec(
    line,
  )?.groups;
  if (groups === undefined) return null;
  return {key: (groups['key'] ?? '').toLowerCase(), value: unquoted(groups['value'] ?? '').replaceAll("''", "'")};
}

/** A record of pg_hba.conf: its first word, and all other words without quotes and comments. */
function hbaLine(line: string): Line | null {
  const all: readonly string[] = line.match(/(?:"[^"]*"|[^\s"#])+|#/g) ?? [];
  const end = all.indexOf('#');
  const [key = '', ...rest] = end === -1 ? all : all.slice(0, end);
  const value = rest.map((word) => word.replaceAll('"', '').replaceAll(/\s/g, '_')).join(' ');
  return types.has(key) || directives.test(key) ? {key, value} : null;
}

/** What ALTER SYSTEM has written into the data folder is read after all else. */
function serverLines(seen: Seen, conf: string): Lines {
  const own = readLines(seen, conf, settingLine);
  const folder = last(own.lines, 'data_directory');
  // Where the configuration lies apart from the data, the command line has to tell where the data is.
  if (folder === null && conf.startsWith('/etc/')) return {...own, whole: false};
  const path = absolute('postgresql.auto.conf', `${folder ?? folderOf(conf)}/`);
  if (wasSought(seen, path) && !seen.files.has(path)) return own;
  return joined([own, readLines(seen, path, settingLine)]);
}

const ownHost = /^(?:127\.[\d./]{1,20}|::1(?:\/128)?|localhost|samehost)$/i;

/** By `trust`, or as whomever the other host says its user is. */
function letsIn([address = '', ...rest]: readonly string[]): boolean {
  return rest.includes('trust') || (rest.includes('ident') && !ownHost.test(address));
}

function last(lines: readonly Line[], key: string): string | null {
  return lines.findLast((line) => line.key === key)?.value ?? null;
}

/** Options for the server itself beat every file: `pg_ctl_options = '-o "-c port=1"'` of Debian. */
function hasOptions(seen: Seen, conf: string): boolean {
  const text = seen.files.get(`${folderOf(conf)}/pg_ctl.conf`) ?? '';
  return plainLines(text).some((line) => /^pg_ctl_options\s*=\s*'[^']*-o/.test(line));
}

/**
 * One cluster by its postgresql.conf, what it includes, postgresql.auto.conf and pg_hba.conf, in the order in which the server
 * reads them: the last setting wins. `whole` is false when a file that could change something was not seen.
 */
export function postgresSettings(seen: Seen, conf: string): {found: DatabaseSettings; whole: boolean} {
  const server = serverLines(seen, conf);
  const rules = readLines(seen, last(server.lines, 'hba_file') ?? `${folderOf(conf)}/pg_hba.conf`, hbaLine);
  const listens = (last(server.lines, 'listen_addresses') ?? 'localhost')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const trusts = rules.lines.filter(({key, value}) => key.startsWith('host') && letsIn(words(value).slice(2)));
  const required = trusts.length > 0 ? false : rules.whole ? true : null;
  const texts = trusts.map(({key, value}) => `${key} ${value}`);
  return {
    found: settings(listens, required, texts),
    whole: server.whole && rules.whole && !hasOptions(seen, conf),
  };
}
