import {intOrNull, words} from './config-lines.ts';
import type {SshdSettings} from './sshd-config.ts';
import type {SshdEffective} from './sshd-schema.ts';

const units = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
  ['w', 604_800],
]);

/** sshd's time format in seconds: `120`, `2m`, `1h30m`; null for anything else. */
function secondsOf(value: string): number | null {
  if (!/^(?:\d{1,6}[smhdw]?){1,5}$/i.test(value)) return null;
  const parts = value.toLowerCase().match(/\d+[smhdw]?/g) ?? [];
  return parts.reduce((sum, part) => sum + Number.parseInt(part, 10) * (units.get(part.slice(-1)) ?? 1), 0);
}

function yesOrNo(word: string | null): boolean | null {
  if (word === 'yes') return true;
  return word === 'no' ? false : null;
}

/** null when the list is written relative to the built-in one. */
function algorithms(value: string | undefined): string[] | null {
  return value === undefined || /^[+^-]/.test(value) ? null : value.split(',').filter((name) => name !== '');
}

/** Typed settings; what is not among them is null. */
export function effectiveOf(settings: SshdSettings): SshdEffective {
  const one = (name: string): string | undefined => settings.get(name)?.[0];
  const word = (name: string): string | null => one(name)?.toLowerCase() ?? null;
  const flags = (name: string): boolean | null => yesOrNo(word(name));
  const number = (name: string): number | null => intOrNull(one(name));
  const time = (name: string): number | null => secondsOf(one(name) ?? '');
  const list = (name: string): string[] => (settings.get(name) ?? []).flatMap(words);
  const banner = one('banner');
  return {
    permitRootLogin: word('permitrootlogin')?.replace('without-password', 'prohibit-password') ?? null,
    passwordAuthentication: flags('passwordauthentication'),
    permitEmptyPasswords: flags('permitemptypasswords'),
    kbdInteractiveAuthentication: flags('kbdinteractiveauthentication'),
    pubkeyAuthentication: flags('pubkeyauthentication'),
    hostbasedAuthentication: flags('hostbasedauthentication'),
    authenticationMethods: one('authenticationmethods') ?? null,
    ignoreRhosts: word('ignorerhosts'),
    maxAuthTries: number('maxauthtries'),
    maxSessions: number('maxsessions'),
    maxStartups: one('maxstartups') ?? null,
    loginGraceTime: time('logingracetime'),
    clientAliveInterval: time('clientaliveinterval'),
    clientAliveCountMax: number('clientalivecountmax'),
    x11Forwarding: flags('x11forwarding'),
    allowTcpForwarding: word('allowtcpforwarding'),
    allowAgentForwarding: flags('allowagentforwarding'),
    gatewayPorts: word('gatewayports'),
    permitTunnel: word('permittunnel'),
    disableForwarding: flags('disableforwarding'),
    allowUsers: list('allowusers'),
    allowGroups: list('allowgroups'),
    denyUsers: list('denyusers'),
    denyGroups: list('denygroups'),
    banner: banner === undefined || banner === 'none' ? null : banner,
    usePam: flags('usepam'),
    logLevel: one('loglevel')?.toUpperCase() ?? null,
    strictModes: flags('strictmodes'),
    permitUserEnvironment: word('permituserenvironment'),
    ciphers: algorithms(one('ciphers')),
    macs: algorithms(one('macs')),
    kexAlgorithms: algorithms(one('kexalgorithms')),
    hostKeyAlgorithms: algorithms(one('hostkeyalgorithms')),
    pubkeyAcceptedAlgorithms: algorithms(one('pubkeyacceptedalgorithms')),
    authorizedKeysFiles: settings.has('authorizedkeysfile') ? list('authorizedkeysfile') : null,
    subsystems: [...(settings.get('subsystem') ?? [])],
    ports: (settings.get('port') ?? []).map(intOrNull).filter((port) => port !== null),
    listenAddresses: [...(settings.get('listenaddress') ?? [])],
  };
}
