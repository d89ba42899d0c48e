import {assignments, plainLines, switched, words} from './config-text.ts';

export interface Export {
  readonly path: string;
  readonly client: string;
  readonly readOnly: boolean;
  readonly rootSquash: boolean;
  /** True when only ports below 1024 may connect. */
  readonly secure: boolean;
  readonly anyClient: boolean;
}

/** Everybody, or a network shorter than /8, but for that of all private addresses of IPv6. */
const anyone =
  /^(?:\*?|(?:[\d.]{1,15}|(?!f[cd]00::\/7$)[\da-f:.]{1,45})\/[0-7]|[\d.]{1,15}\/(?:0|128|192|224|240|248|252|254)(?:\.0){3})$/i;

function exportOf(path: string, client: string, options: readonly string[]): Export {
  // The last of opposite options wins; what exports(5) assumes comes first.
  const last = (...names: readonly string[]): string | undefined =>
    options.findLast((option) => names.includes(option));
  const security = options.filter((option) => option.startsWith('sec='));
  const kerberos = security.length > 0 && security.every((option) => /^sec=krb5[ip]?(?::krb5[ip]?){0,8}$/.test(option));
  // All of them mapped to root is the opposite of a limit.
  const toRoot = options.findLast((option) => option.startsWith('anonuid=')) === 'anonuid=0';
  const all = last('all_squash', 'no_all_squash') === 'all_squash';
  return {
    path,
    client: client === '' ? '*' : client,
    readOnly: last('ro', 'rw') !== 'rw',
    rootSquash: !toRoot && (all || last('root_squash', 'no_root_squash') !== 'no_root_squash'),
    secure: last('secure', 'insecure') !== 'insecure',
    anyClient: anyone.test(client) && !kerberos,
  };
}

/** Lines with their continuations joined. */
function joined(text: string): string {
  return text.replaceAll('\\\n', ' ');
}

/** exports(5): `/path client(options) client(options)`; `-options` in front hold for the clients that follow. */
export function nfsExports(text: string): Export[] {
  return plainLines(joined(text)).flatMap((line) => {
    const quoted = /^"(?<path>[^"]{1,4096})"\s*(?<rest>.*)$/.exec(line)?.groups;
    const [path, ...others] =
      quoted === undefined ? words(line) : [quoted['path'] ?? '', ...words(quoted['rest'] ?? '')];
    const first = path ?? '';
    let defaults: string[] = [];
    const found: Export[] = [];
    for (const word of others) {
      if (word.startsWith('#')) break;
      if (word.startsWith('-')) {
        defaults = word.slice(1).split(',');
        continue;
      }
      const open = word.indexOf('(');
      const client = open === -1 ? word : word.slice(0, open);
      const options =
        open === -1
          ? []
          : word
              .slice(open + 1)
              .replace(')', '')
              .split(',');
      found.push(exportOf(first, client, [...defaults, ...options]));
    }
    return found.length === 0 ? [exportOf(first, '', defaults)] : found;
  });
}

export interface SambaShare {
  readonly name: string;
  readonly path: string | null;
  readonly guestOk: boolean;
  readonly readOnly: boolean;
  readonly printable: boolean;
  readonly hostsAllow: string | null;
}

export interface Samba {
  readonly mapToGuest: string | null;
  readonly minProtocol: string | null;
  readonly signing: string | null;
  readonly encryption: string | null;
  readonly includes: boolean;
  readonly shares: readonly SambaShare[];
}

/** Names of parameters are read without white space and case, as smb.conf(5) says. */
const plain = (name: string): string => name.toLowerCase().replaceAll(' ', '');

export function sambaSettings(text: string): Samba {
  const all = assignments(joined(text)).map((one) => ({
    ...one,
    key: plain(one.key),
    section: one.section.toLowerCase(),
  }));
  const value = (section: string, ...keys: readonly string[]): string | null =>
    all.findLast((one) => one.section === section && keys.includes(one.key))?.value ?? null;
  const global = (...keys: readonly string[]): string | null => value('global', ...keys)?.toLowerCase() ?? null;
  const inRegistry = global('configbackend') === 'registry' || switched(global('registryshares')) === true;
  const names = [...new Set(all.map(({section}) => section))].filter((name) => name !== 'global' && name !== '');
  const of = (name: string, ...keys: readonly string[]): string | null =>
    value(name, ...keys) ?? value('global', ...keys);
  const flag = (name: string, fallback: boolean, ...keys: readonly string[]): boolean =>
    switched(of(name, ...keys)) ?? fallback;
  const writable = (name: string): boolean | null => switched(of(name, 'writeable', 'writable', 'writeok'));
  return {
    mapToGuest: global('maptoguest'),
    minProtocol: global('serverminprotocol', 'minprotocol'),
    signing: global('serversigning'),
    encryption: global('serversmbencrypt', 'smbencrypt'),
    includes: all.some(({key}) => ['include', 'configfile', 'copy'].includes(key)) || inRegistry,
    shares: names.map((name) => ({
      name,
      path: of(name, 'path', 'directory'),
      guestOk: flag(name, false, 'guestok', 'public'),
      readOnly: switched(of(name, 'readonly')) ?? !(writable(name) ?? false),
      printable: flag(name, false, 'printable', 'printok'),
      hostsAllow: of(name, 'hostsallow', 'allowhosts'),
    })),
  };
}
