import {switched} from './config-text.ts';

export const networkStyles = ['listed', 'host', 'subnet', 'class'] as const;
export type NetworkStyle = (typeof networkStyles)[number];

export interface MailSettings {
  /** Addresses or names it listens on, as written. */
  readonly listens: readonly string[];
  readonly listensRemotely: boolean | null;
  readonly trustedNetworks: readonly string[];
  /** How the trusted networks come about: `listed` as above, else by what addresses the host has. */
  readonly networkStyle: NetworkStyle | null;
  /** True when anybody may send to anybody through it. */
  readonly openRelay: boolean | null;
  readonly tlsIn: string | null;
  readonly tlsOut: string | null;
  readonly vrfyDisabled: boolean | null;
  readonly versionShown: boolean | null;
  readonly loginOffered: boolean | null;
  readonly loginOnlyWithTls: boolean | null;
}

export const unknownSettings: MailSettings = {
  listens: [],
  listensRemotely: null,
  trustedNetworks: [],
  networkStyle: null,
  openRelay: null,
  tlsIn: null,
  tlsOut: null,
  vrfyDisabled: null,
  versionShown: null,
  loginOffered: null,
  loginOnlyWithTls: null,
};

/** Parameters of main.cf; a line that starts with white space goes on with the one before. postconf(5) */
export function mainCf(text: string): ReadonlyMap<string, string> {
  const found: string[][] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    if (/^\s/.test(line)) found.at(-1)?.push(line.trim());
    else found.push([line.trim()]);
  }
  const parameters = found.map((parts) => parts.join(' ')).filter((line) => line.includes('='));
  return new Map(
    parameters.map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]),
  );
}

function expanded(value: string, all: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > 5) return value;
  return value.slice(0, 4096).replaceAll(/\$\{?([a-z][a-z0-9_]{0,60})\}?/g, (whole, name: string) => {
    const inner = all.get(name);
    return inner === undefined ? whole : expanded(inner, all, depth + 1).slice(0, 4096);
  });
}

const items = (value: string): string[] => value.split(/[\s,]/).filter((item) => item !== '');

const local = new Set(['loopback-only', 'localhost', '127.0.0.1', '::1', '[::1]']);
/** Networks shorter than /8 hold strangers, but for that of all private addresses of IPv6. */
const strangers = /^(?:[\d.]{1,15}|\[?(?!f[cd]00::\]?\/7$)[\da-f:.]{1,45}\]?)\/[0-7]$/i;
const refusals = ['reject_unauth_destination', 'defer_unauth_destination', 'reject', 'defer', 'defer_if_permit'];

/** What one list of restrictions lets strangers do; null where a table or a list of another name decides. */
function listRelays(list: readonly string[]): boolean | null {
  const end = list.findIndex((item) => refusals.includes(item));
  const before = end === -1 ? list : list.slice(0, end);
  if (before.includes('permit')) return true;
  if (before.some((item) => item.startsWith('check_') || item.includes('$'))) return null;
  return end === -1;
}

/**
 * Both lists must let a stranger through. `null` when a table or file that is not read decides. Since version 2.10 relay
 * restrictions refuse strangers by themselves; before, the list of recipients had to.
 */
function relaysForAll(all: ReadonlyMap<string, string>, networks: readonly string[]): boolean | null {
  if (networks.some((network) => strangers.test(network))) return true;
  const [relay, recipients] = ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'].map((name) => {
    const list = all.get(name);
    return list === undefined ? undefined : listRelays(items(expanded(list, all)));
  });
  if (relay === false || recipients === false) return fileDecides(networks);
  if (relay === undefined) return recipients === undefined ? fileDecides(networks) : null;
  return relay === true && recipients !== null ? true : null;
}

function fileDecides(networks: readonly string[]): null | false {
  return networks.some((one) => one.includes(':/') || one.startsWith('/') || one.includes('$')) ? null : false;
}

function levelOf(all: ReadonlyMap<string, string>, side: 'smtp' | 'smtpd'): string {
  const level = all.get(`${side}_tls_security_level`) ?? '';
  if (level !== '') return expanded(level, all).toLowerCase();
  if (switched(all.get(`${side}_enforce_tls`) ?? null) === true) return 'encrypt';
  return switched(all.get(`${side}_use_tls`) ?? null) === true ? 'may' : 'none';
}

/** A switch; null where it depends on what is not read. */
function flagOf(value: string): boolean | null {
  return value.includes('$') ? null : (switched(value) ?? false);
}

/** Without mynetworks its style decides, which is the neighbourhood where nothing says that it is newer than 2.x. postconf(5) */
function networkStyleOf(all: ReadonlyMap<string, string>): NetworkStyle | null {
  if (all.has('mynetworks')) return 'listed';
  const style = all.get('mynetworks_style');
  if (style !== undefined)
    return networkStyles.slice(1).find((one) => one === expanded(style, all).toLowerCase()) ?? null;
  const level = expanded(all.get('compatibility_level') ?? '0', all);
  return /^\d{1,3}(?:\.|$)/.test(level) ? (Number.parseInt(level, 10) >= 2 ? 'host' : 'subnet') : null;
}

/** What these parameters decide, with Postfix's own defaults where they are silent. */
export function parameterSettings(all: ReadonlyMap<string, string>): MailSettings {
  const value = (name: string, fallback: string): string => expanded(all.get(name) ?? fallback, all);
  const listens = items(value('inet_interfaces', 'all'));
  const networks = items(value('mynetworks', ''));
  return {
    listens,
    listensRemotely: listens.some((name) => !local.has(name)),
    trustedNetworks: networks,
    networkStyle: networkStyleOf(all),
    openRelay: relaysForAll(all, networks),
    tlsIn: levelOf(all, 'smtpd'),
    tlsOut: levelOf(all, 'smtp'),
    vrfyDisabled: flagOf(value('disable_vrfy_command', 'no')),
    versionShown: value('smtpd_banner', '$myhostname ESMTP $mail_name').includes('mail_version'),
    loginOffered: flagOf(value('smtpd_sasl_auth_enable', 'no')),
    loginOnlyWithTls: flagOf(value('smtpd_tls_auth_only', 'no')),
  };
}
