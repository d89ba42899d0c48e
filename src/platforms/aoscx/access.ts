import type {DeviceAccess} from '../../model/device/index.ts';
import {lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {restricts} from '../config/restriction.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {below} from '../config/statements.ts';
import {aclsOf} from './acls.ts';

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

/** Ways in, by the VRFs in which a server answers, and lines. */
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
