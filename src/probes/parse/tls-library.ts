import {files, type Ask} from '../../model/ask.ts';
import {compareVersions} from '../../versions/index.ts';
import {packagesAsk} from '../asks/packages.ts';
import type {Package} from './package-entries.ts';
import {readPackages} from './package-list.ts';
import type {Reading} from './reading.ts';

const configs = [
  '/etc/ssl/openssl.cnf',
  '/etc/pki/tls/openssl.cnf',
  '/etc/crypto-policies/back-ends/opensslcnf.config',
];
const parts = '/etc/pki/tls/openssl.d/*.conf';
const readIncludes =
  /^\.include\s*=?\s*(?:\/etc\/crypto-policies\/back-ends\/opensslcnf\.config|\/etc\/pki\/tls\/openssl\.d)\s*$/;
const lowLevel = /SECLEVEL\s*=\s*[01]\b/i;
const libraries = /^(?:libssl|libopenssl|openssl-libs|compat-openssl)/;
const nginxPackages = /^nginx(?:-core|-full|-light|-extras|-common|-mainline)?$/;

export const tlsLibraryAsks: readonly Ask[] = [packagesAsk, ...files(...configs, parts)];

function installed(read: Reading): readonly Package[] {
  const answer = read.command(packagesAsk.id);
  const list = answer === null ? null : readPackages(answer);
  return list?.complete === true ? list.installed : [];
}

/** `1:1.22.1-9+deb12u4` → `1.22.1`; null when there is none, or not just one. */
function versionOf(list: readonly Package[], names: RegExp): string | null {
  const found = list
    .filter(({name}) => names.test(name))
    .map(({version}) => /^(?:\d{1,9}:)?(?<dotted>\d{1,9}(?:\.\d{1,9}){1,3})/.exec(version)?.groups?.['dotted']);
  return new Set(found).size === 1 ? (found[0] ?? null) : null;
}

/**
 * Whether OpenSSL refuses TLS 1.0 and 1.1 to a server that turns them on. Version 3 speaks them at security level 0 alone,
 * as Ubuntu and Red Hat build it at level 1 too; the level it is built with refuses them, so it takes a word of the configuration.
 */
function opensslRefuses(read: Reading, list: readonly Package[], ciphers: readonly string[]): boolean | null {
  const version = versionOf(list, libraries);
  if (version === null) return null;
  if (compareVersions('dotted', version, '3') < 0) return false;
  const all = [...configs.map((path) => read.file(path)), ...read.files(parts)].filter((file) => file !== null);
  const texts = [...all.map(({text}) => text), ...ciphers];
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.trim().startsWith('.include'));
  const sure = !texts.some((text) => lowLevel.test(text)) && lines.every((line) => readIncludes.test(line.trim()));
  return sure && read.sure(true) === true ? true : null;
}

/**
 * Protocols older than TLS 1.2 that nginx offers when it is not told which; null when that cannot be known. Since 1.27.3 there
 * are none, and before nginx took back what openssl.cnf sets as the least protocol: https://nginx.org/en/CHANGES
 */
export function nginxProtocols(ciphers: readonly string[], policy: string | null, read: Reading): string[] | null {
  const list = installed(read);
  const version = versionOf(list, nginxPackages);
  if (version === null) return null;
  if (compareVersions('dotted', version, '1.27.3') >= 0) return [];
  const refuses = opensslRefuses(read, list, ciphers);
  return refuses === true ? [] : refuses === false && policy === null ? ['TLSv1', 'TLSv1.1'] : null;
}

/** The same of Apache, which follows openssl.cnf or not, by its build. */
export function apacheProtocols(ciphers: readonly string[], read: Reading): string[] | null {
  return opensslRefuses(read, installed(read), ciphers) === true ? [] : null;
}
