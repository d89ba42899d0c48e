import type {DeviceAccess} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {restricts} from '../config/restriction.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {unquoted} from '../text/quotes.ts';
import {aclsOf} from './acls.ts';

type Plane = DeviceAccess['planes'][number];

/** The accounts of the device alone, unless other methods are named. Source: AX3600S command reference, aaa authentication login. */
function loginBy(nodes: readonly ConfigNode[]): 'local' | 'aaa' {
  const methods = lastValue(nodes, /^aaa authentication login default (.{1,120})$/);
  return methods === null || methods.trim() === 'local' ? 'local' : 'aaa';
}

const vtyText =
  /^(?:transport input \S{1,10}|ip access-group .{1,80}|ipv6 access-class .{1,80}|commands exec .{1,80}|exec-timeout .{1,20}|session-timeout .{1,20})$/;

function listOf(vty: readonly ConfigNode[]): string | null {
  const name = lastValue(vty, /^ip access-group ("[^"]{1,64}"|\S{1,64})(?: in| vrf .{1,20})?/);
  return name === null ? null : unquoted(name);
}

/** Limited when every block of lines names the list; IPv6 has lists of its own. */
function limitOf(config: RunningConfig, lines: readonly {readonly node: ConfigNode}[], acl: string | null) {
  if (acl === null) return {restricted: false, acl};
  const same = lines.every(({node}) => listOf(node.children) === acl);
  const six =
    config.nodes.some(({children}) => has(children, /^ipv6 (?:address|enable)\b/)) &&
    !lines.every(({node}) => has(node.children, /^ipv6 access-class /));
  return {restricted: same && !six ? restricts(aclsOf(config), acl) : null, acl};
}

function linesOf(nodes: readonly ConfigNode[], transports: string[], acl: string | null): DeviceAccess['lines'] {
  const login = loginBy(nodes);
  // The time until a session ends is kept with the user, not in the configuration.
  const base = {idleTimeoutSeconds: null, login, grade: null};
  const vty = matching(nodes, /^line vty (\d{1,3}(?: \d{1,3})?)$/).map(({match}) => ({
    name: `vty ${match[1] ?? ''}`,
    kind: 'remote' as const,
    ...base,
    transports,
    acl,
  }));
  return [{name: 'console 0', kind: 'console', ...base, transports: [], acl: null}, ...vty];
}

/**
 * Nobody gets in by the network before `line vty` stands in the configuration; SSH needs `ip ssh` and FTP `ftp-server` besides.
 * Source: AX3600S configuration guide, login from remote terminals.
 */
export function readAccess(config: RunningConfig) {
  const {nodes} = config;
  const lines = matching(nodes, /^line vty \d/);
  const vty = lines.flatMap(({node}) => node.children);
  const transports = lines.map(({node}) => lastValue(node.children, /^transport input (all|none|telnet|ssh)$/));
  const open = (name: 'telnet' | 'ssh'): boolean =>
    transports.some((transport) => transport === null || transport === 'all' || transport === name);
  const ssh = has(nodes, /^ip ssh$/);
  const acl = listOf(vty);
  const limit = {...limitOf(config, lines, acl), interfaces: []};
  const ftp = has(nodes, /^ftp-server\b/);
  const planes: Plane[] = [
    {protocol: 'ftp', enabled: ftp, port: 21, ...limit},
    {protocol: 'ssh', enabled: ssh && open('ssh'), port: 22, ...limit},
    {protocol: 'telnet', enabled: open('telnet'), port: 23, ...limit},
  ];
  const version = lastValue(nodes, /^ip ssh version ([12])$/);
  const remote = planes.filter(({enabled, protocol}) => enabled && protocol !== 'ftp').map(({protocol}) => protocol);
  const value: DeviceAccess = {
    planes,
    lines: linesOf(nodes, remote, acl),
    sshVersion: version === '2' ? '2' : version === '1' ? '1' : null,
    sshCiphers: listed(nodes, 'ciphers'),
    sshMacs: listed(nodes, 'macs'),
    sshKex: listed(nodes, 'key-exchange'),
    sshKeyBits: null,
    tlsVersions: null,
  };
  const understood = vty.every(({text}) => vtyText.test(text)) && !transports.includes(null);
  return told(value, config, understood);
}

function listed(nodes: readonly ConfigNode[], what: string): string[] | null {
  const names = lastValue(nodes, new RegExp(`^ip ssh ${what} (.{1,300})$`));
  return names === null ? null : names.split(/[\s,]+/).filter((name) => name !== '');
}
