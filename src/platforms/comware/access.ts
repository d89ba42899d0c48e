import type {DeviceAccess, DeviceAcls} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {aclsOf, limitsLogins} from './acls.ts';
import {linesOf} from './lines.ts';

type Plane = DeviceAccess['planes'][number];
type Line = DeviceAccess['lines'][number];
type Limit = Pick<Plane, 'acl' | 'restricted'>;

/** The list that a server names: `telnet server acl 2000`. */
function ofServer(nodes: readonly ConfigNode[], acls: DeviceAcls, server: string): Limit {
  const acl = lastValue(nodes, new RegExp(`^${server} acl (?!ipv6 )(?:mac )?(\\S{1,63})$`));
  if (acl === null) return {acl, restricted: null};
  const restricted = limitsLogins(acls, acl);
  // A list of IPv4 says nothing of what comes by IPv6.
  const six = matching(nodes, /^interface \S/).some(({node}) => has(node.children, /^ipv6 address \S/));
  return {acl, restricted: restricted === true && six ? null : restricted};
}

/** What the lines for logins by the network say: all must be limited by a list. */
function ofLines(lines: readonly Line[], acls: DeviceAcls): Limit {
  const vty = lines.filter(({kind}) => kind === 'remote');
  const names = new Set(vty.map(({acl}) => acl));
  const limited = vty.length > 0 && [...names].every((acl) => acl !== null && limitsLogins(acls, acl) === true);
  return {acl: vty[0]?.acl ?? null, restricted: limited ? true : vty.every(({acl}) => acl === null) ? false : null};
}

/** Telnet, SSH and the web are off until they are enabled. Source: H3C fundamentals configuration guide, version 7. */
function planesOf(config: RunningConfig, lines: readonly Line[]): Plane[] {
  const {nodes} = config;
  const acls = aclsOf(config);
  const byLines = ofLines(lines, acls);
  const limit = (server: string): Limit => {
    const own = ofServer(nodes, acls, server);
    return own.acl === null ? byLines : own;
  };
  const web = {acl: lastValue(nodes, /^ip https? acl (\d{4})$/), restricted: null};
  const unlimited = {acl: null, restricted: null};
  const plane = (protocol: Plane['protocol'], on: RegExp, port: number | null, own: Limit): Plane => {
    return {protocol, enabled: has(nodes, on), port, ...own, interfaces: []};
  };
  return [
    plane('ftp', /^ftp server enable$/, 21, unlimited),
    plane('http', /^ip http enable$/, 80, web),
    plane('https', /^ip https enable$/, 443, web),
    plane('netconf', /^netconf (?:ssh server|soap https?) enable$/, null, unlimited),
    plane('ssh', /^ssh server enable$/, 22, limit('ssh server')),
    plane('telnet', /^telnet server enable$/, 23, limit('telnet server')),
  ];
}

/** Whether a server that nothing enables is off for certain: version 5 serves the web and telnet by itself, on some models. */
function isSure({text, nodes}: RunningConfig, {protocol, enabled}: Plane): boolean {
  if (enabled || !/^ version [1-6]\./m.test(text)) return true;
  return protocol !== 'http' && (protocol !== 'telnet' || has(nodes, /^undo telnet server enable$/));
}

function listed(nodes: readonly ConfigNode[], what: string): string[] | null {
  return lastValue(nodes, new RegExp(`^ssh2 algorithm ${what} (.{1,300})$`))?.split(' ') ?? null;
}

/** Ways in and lines of the device; a server of which it is not known whether it runs is left out. */
export function readAccess(config: RunningConfig) {
  const {nodes} = config;
  const lines = linesOf(nodes);
  const planes = planesOf(config, lines);
  const sure = planes.filter((plane) => isSure(config, plane));
  const value: DeviceAccess = {
    planes: sure,
    lines,
    sshVersion: has(nodes, /^undo ssh server compatible-ssh1x/) ? '2' : null,
    sshCiphers: listed(nodes, 'cipher'),
    sshMacs: listed(nodes, 'mac'),
    sshKex: listed(nodes, 'key-exchange'),
    sshKeyBits: null,
    tlsVersions: null,
  };
  return told(value, config, sure.length === planes.length && lines.every(({login}) => login !== null));
}
