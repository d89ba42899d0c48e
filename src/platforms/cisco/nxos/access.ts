import type {DeviceAccess} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastNumber, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {allRestricted, restrictedBy} from '../acl-restriction.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readAcls} from './acls.ts';

type Plane = DeviceAccess['planes'][number];

interface Vty {
  readonly acl: string | null;
  readonly restricted: boolean | null;
}

/** A list that does not exist is not known to let anybody in, or to keep anybody out. */
function limit(config: CiscoConfig, name: string | null): boolean | null {
  if (name === null) return false;
  const acls = readAcls(config);
  return acls.has(name) ? restrictedBy(acls, name) : null;
}

function vtyOf(config: CiscoConfig): Vty {
  const children = matching(config.nodes, /^line vty/).flatMap(({node}) => node.children);
  const acl = lastValue(children, /^(?:ip )?access-class (\S+) in\b/);
  const acl6 = lastValue(children, /^ipv6 access-class (\S+) in\b/);
  const ipv6 = config.nodes.some((node) => has(node.children, /^ipv6 address /));
  return {acl, restricted: allRestricted([limit(config, acl), ...(ipv6 ? [limit(config, acl6)] : [])])};
}

function plane(protocol: Plane['protocol'], enabled: boolean, port: number | null, vty: Vty | null): Plane {
  return {protocol, enabled, port, restricted: vty?.restricted ?? null, acl: vty?.acl ?? null, interfaces: []};
}

/** Telnet is off and SSH is on by default: Cisco Nexus Security Configuration Guide, "Configuring SSH and Telnet". */
function planesOf(config: CiscoConfig): Plane[] {
  const vty = vtyOf(config);
  const feature = (name: string): boolean => has(config.nodes, new RegExp(`^feature ${name}$`));
  return [
    plane('telnet', feature('telnet'), 23, vty),
    plane('ssh', !has(config.nodes, /^no feature ssh$/), 22, vty),
    plane('api', feature('nxapi'), null, null),
    plane('scp', feature('scp-server'), null, vty),
    plane('netconf', feature('netconf'), 830, null),
    plane('restconf', feature('restconf'), null, null),
  ];
}

/** `none` behind others lets everybody in when no server answers. */
function loginOf({nodes}: CiscoConfig, remote: boolean): DeviceAccess['lines'][number]['login'] {
  const own = lastValue(nodes, /^aaa authentication login console (.+)$/);
  const common = lastValue(nodes, /^aaa authentication login default (.+)$/);
  const methods = ((remote ? common : (own ?? common)) ?? 'local').split(/\s+/);
  if (methods.includes('none')) return methods[0] === 'none' ? 'none' : null;
  return methods[0] === 'group' ? 'aaa' : 'local';
}

function lineOf({text, children}: ConfigNode, config: CiscoConfig): DeviceAccess['lines'][number] {
  const minutes = lastValue(children, /^exec-timeout (\d{1,6})$/);
  const remote = text.startsWith('line vty');
  const telnet = has(config.nodes, /^feature telnet$/) ? ['telnet'] : [];
  return {
    name: text.slice(5),
    kind: remote ? 'remote' : 'console',
    idleTimeoutSeconds: minutes === null ? null : Number(minutes) * 60,
    login: loginOf(config, remote),
    grade: null,
    transports: remote ? [...telnet, ...(has(config.nodes, /^no feature ssh$/) ? [] : ['ssh'])] : [],
    acl: lastValue(children, /^(?:ip )?access-class (\S+) in\b/),
  };
}

function list(config: CiscoConfig, pattern: RegExp): string[] | null {
  const found = matching(config.nodes, pattern).flatMap(({match}) => (match[1] ?? '').split(/\s+/));
  return found.length === 0 || found.includes('all') ? null : found;
}

export function readAccess(config: CiscoConfig): Parsed<DeviceAccess> {
  return told(config, {
    planes: planesOf(config),
    lines: matching(config.nodes, /^line (?:console|vty)$/).map(({node}) => lineOf(node, config)),
    // NX-OS knows no other: Cisco Nexus Security Configuration Guide, "Configuring SSH and Telnet".
    sshVersion: '2',
    sshCiphers: list(config, /^ssh ciphers (.+)$/),
    sshMacs: list(config, /^ssh macs (.+)$/),
    sshKex: list(config, /^ssh kexalgos (.+)$/),
    sshKeyBits: lastNumber(config.nodes, /^ssh key rsa (\d{3,5})\b/),
    tlsVersions: lastValue(config.nodes, /^nxapi ssl protocols (.+)$/)?.split(/\s+/) ?? null,
  });
}
