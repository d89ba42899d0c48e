import type {DeviceAccess, DeviceBanner, DeviceUsers} from '../../model/device/index.ts';
import {lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {restricts} from '../config/restriction.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {below, readStatements, type Statement} from '../config/statements.ts';
import {byCodeUnit} from '../text/order.ts';
import {aclsOf} from './acls.ts';
import {banner} from './config.ts';

const users: readonly Statement<DeviceUsers>[] = [
  {pattern: /^user \S{1,64} authorized-key /},
  {
    pattern: /^user (\S{1,64}) group (\S{1,64}) password (?:ciphertext|plaintext) \S/,
    read: (draft, [, name = '', role = '']) => {
      // What ciphertext is made of is not told.
      const stored = {scheme: null, grade: null};
      const administrator = role === 'administrators' ? true : /^(?:operators|auditors)$/.test(role) ? false : null;
      draft.users.push({name, privilege: null, role, administrator, enabled: true, ...stored});
    },
  },
  {
    pattern: /^aaa authentication limit-login-attempts (\d{1,3}) lockout-time \d{1,6}$/,
    read: (draft, [, count]) => (draft.lockoutAttempts = Number(count)),
  },
  {
    pattern: /^aaa authentication minimum-password-length (\d{1,3})$/,
    read: (draft, [, length]) => (draft.minLength = Number(length)),
  },
];

/** Failed logins lock nobody out until it is configured. Source: AOS-CX security guide, aaa authentication limit-login-attempts. */
export function readUsers(config: RunningConfig) {
  const {nodes} = config;
  const draft: DeviceUsers = {
    users: [],
    enable: null,
    hasPrivilegedMode: false,
    encryption: true,
    minLength: null,
    lockoutAttempts: 0,
  };
  const topic = /^(?:user |aaa authentication (?:limit-login-attempts|minimum-password-length))/;
  const understood = readStatements(nodes, topic, users, draft);
  // Its name alone is redacted as a password of ten letters.
  const complexity = below(nodes, /^password (?:complexity|<secret kind=password len=10 [^<>]{1,60}>)$/);
  const length = lastValue(complexity, /^minimum-length (\d{1,3})$/);
  if (length !== null) draft.minLength = Number(length);
  draft.users.sort((a, b) => byCodeUnit(a.name, b.name));
  return told(draft, config, understood && draft.users.length > 0);
}

/** VRFs in which a server answers. */
function vrfs(nodes: readonly ConfigNode[], server: string): string[] {
  const lines = matching(nodes, new RegExp(`^(no )?${server} vrf (\\S{1,32})$`));
  const last = new Map(lines.map(({match}) => [match[2] ?? '', match[1] === undefined]));
  return [...last].filter(([, on]) => on).map(([vrf]) => vrf);
}

/** Limited when a list of IPv4 guards the control plane of every VRF in which the server answers; one for IPv6 says nothing of it. */
function limits(config: RunningConfig, open: readonly string[]): {restricted: boolean | null; acl: string | null} {
  const guards = matching(config.nodes, /^apply access-list ip (\S{1,64}) control-plane(?: vrf (\S{1,32}))?$/);
  const guard = (vrf: string): string | null =>
    guards.findLast(({match}) => (match[2] ?? 'default') === vrf)?.match[1] ?? null;
  const names = [...new Set(open.map(guard))];
  if (names.length === 0 || (names.length === 1 && names[0] === null)) return {restricted: false, acl: null};
  const [first = null] = names;
  return names.length === 1
    ? {restricted: restricts(aclsOf(config), first), acl: first}
    : {restricted: null, acl: null};
}

function words(nodes: readonly ConfigNode[], what: string): string[] | null {
  const line = lastValue(nodes, new RegExp(`^ssh ${what} (.{1,600})$`));
  return line === null ? null : line.trim().split(/\s+/);
}

const servers = [
  {protocol: 'https', line: 'https-server', port: 443},
  {protocol: 'ssh', line: 'ssh server', port: 22},
  {protocol: 'telnet', line: 'telnet server', port: 23},
] as const;

export function readAccess(config: RunningConfig) {
  const {nodes} = config;
  const minutes =
    lastValue(below(nodes, /^cli-session$/), /^timeout (\d{1,5})$/) ?? lastValue(nodes, /^session-timeout (\d{1,5})$/);
  const login = (via: string): 'local' | 'aaa' => {
    const methods =
      lastValue(nodes, new RegExp(`^aaa authentication login ${via} (.{1,120})$`)) ??
      lastValue(nodes, /^aaa authentication login default (.{1,120})$/);
    return methods === null || methods.trim() === 'local' ? 'local' : 'aaa';
  };
  const planes = servers.map(({protocol, line, port}) => {
    const open = vrfs(nodes, line);
    return {protocol, enabled: open.length > 0, port, ...limits(config, open), interfaces: []};
  });
  const remote = planes.filter(({protocol, enabled}) => enabled && protocol !== 'https').map(({protocol}) => protocol);
  // Thirty minutes where nothing is configured. Source: AOS-CX fundamentals guide, session-timeout.
  const base = {idleTimeoutSeconds: Number(minutes ?? '30') * 60, grade: null, acl: null};
  const value: DeviceAccess = {
    planes,
    lines: [
      {name: 'console', kind: 'console', ...base, login: login('console'), transports: []},
      {name: 'remote', kind: 'remote', ...base, login: login('ssh'), transports: remote},
    ],
    sshVersion: '2',
    sshCiphers: words(nodes, 'ciphers'),
    sshMacs: words(nodes, 'macs'),
    sshKex: words(nodes, 'key-exchange-algorithms'),
    sshKeyBits: null,
    tlsVersions: null,
  };
  return told(value, config);
}

export function readBanner(config: RunningConfig) {
  const found = [...config.text.matchAll(banner)];
  const value: DeviceBanner = {
    banners: found.map((match) => ({kind: match[1] === 'exec' ? 'exec' : 'motd', text: (match[3] ?? '').trim()})),
  };
  const said = config.text.match(/^banner /gm)?.length ?? 0;
  return told(value, config, said === found.length);
}
