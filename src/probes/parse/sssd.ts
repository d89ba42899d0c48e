import {rootFiles, type FilesAsk} from '../../model/ask.ts';
import type {Answers} from '../../model/probe.ts';
import {attempt} from './attempt.ts';
import {assignments, lastValue, switched, type Assignment} from './config-text.ts';

const main = '/etc/sssd/sssd.conf';
const parts = '/etc/sssd/conf.d/*.conf';

export const sssdAsks: readonly FilesAsk[] = rootFiles(main, parts);

const directories = new Set(['ad', 'idp', 'ipa', 'ldap']);
const ownFiles = new Set(['files', 'local']);

/** Names of sections `[domain/…]` that sssd takes up. */
function domainsOf(found: readonly Assignment[]): string[] {
  const own = found.filter(({section}) => section === 'sssd');
  const listed = (lastValue(own, 'domains') ?? '').split(',').map((name) => name.trim());
  const switchedOn = found
    .filter(({section, key, value}) => section.startsWith('domain/') && key === 'enabled' && switched(value) === true)
    .map(({section}) => section.slice('domain/'.length));
  return [...new Set([...listed, ...switchedOn])].filter((name) => name !== '');
}

function providerOf(found: readonly Assignment[], domain: string): string | null {
  const own = found.filter(({section}) => section === `domain/${domain}`);
  return lastValue(own, 'id_provider')?.toLowerCase() ?? null;
}

function read(answers: Answers): boolean | null {
  const file = answers.file(main);
  const more = answers.files(parts);
  const found = [...(file === null ? [] : [file]), ...more.files].flatMap(({text}) => assignments(text));
  const providers = domainsOf(found).map((domain) => providerOf(found, domain));
  if (providers.some((provider) => provider !== null && directories.has(provider))) return true;
  const known = more.complete && file?.cut !== true && more.files.every(({cut}) => !cut);
  return known && providers.every((provider) => provider !== null && ownFiles.has(provider)) ? false : null;
}

/**
 * sssd.conf(5): whether a domain of sssd asks a directory; null where that cannot be told. Red Hat names sss in
 * nsswitch.conf and in PAM on hosts that have joined none, and sssd of RHEL 8 runs there for /etc/passwd alone.
 */
export function sssdAsksDirectory(answers: Answers): boolean | null {
  return attempt(() => read(answers));
}
