import {switched} from './config-text.ts';
import {expanded, items} from './postfix-parameters.ts';
import {relaysForAll} from './postfix-relay.ts';

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

const local = new Set(['loopback-only', 'localhost', '127.0.0.1', '::1', '[::1]']);
/** What the server shows when a client asks for TLS: without one of them it offers none. */
const certificates = ['chain_files', 'cert_file', 'eccert_file', 'dcert_file'].map((name) => `smtpd_tls_${name}`);

/** The level at which mail is taken. */
function levelIn(all: ReadonlyMap<string, string>): string {
  return certificates.some((name) => (all.get(name) ?? '') !== '') ? levelOf(all, 'smtpd') : 'none';
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
    tlsIn: levelIn(all),
    tlsOut: levelOf(all, 'smtp'),
    vrfyDisabled: flagOf(value('disable_vrfy_command', 'no')),
    versionShown: value('smtpd_banner', '$myhostname ESMTP $mail_name').includes('mail_version'),
    loginOffered: flagOf(value('smtpd_sasl_auth_enable', 'no')),
    loginOnlyWithTls: flagOf(value('smtpd_tls_auth_only', 'no')),
  };
}
