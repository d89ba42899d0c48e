import type {DeviceAccess} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {allRestricted, restrictedBy} from '../acl-restriction.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readAcls} from './acls.ts';
import {lineOf} from './lines.ts';

type Plane = DeviceAccess['planes'][number];
type Acls = ReturnType<typeof readAcls>;

function restrictedLine({children}: ConfigNode, acls: Acls, ipv6: boolean): boolean | null {
  const v4 = lastValue(children, /^access-class (\S+) in\b/);
  const v6 = lastValue(children, /^ipv6 access-class (\S+) in\b/);
  const each = [...(ipv6 ? [v6] : []), v4].map((acl) => (acl === null ? false : restrictedBy(acls, acl)));
  return allRestricted(each);
}

function accepts(line: ConfigNode, protocol: string): boolean {
  const accepted = lastValue(line.children, /^transport input (.+)$/)?.split(/\s+/) ?? [];
  return accepted.includes(protocol) || accepted.includes('all');
}

function vtyPlane(protocol: 'telnet' | 'ssh', on: boolean, vtys: readonly ConfigNode[], limited: LimitOf): Plane {
  const lines = vtys.filter((line) => accepts(line, protocol));
  const acls = new Set(lines.map(({children}) => lastValue(children, /^access-class (\S+) in\b/)));
  return {
    protocol,
    enabled: on && lines.length > 0,
    port: protocol === 'ssh' ? 22 : 23,
    restricted: lines.length === 0 ? null : allRestricted(lines.map(limited)),
    acl: acls.size === 1 ? ([...acls][0] ?? null) : null,
    interfaces: [],
  };
}
type LimitOf = (line: ConfigNode) => boolean | null;

/** null: the configuration does not tell whether it is on. */
function webPlane(config: CiscoConfig, protocol: 'http' | 'https', acls: Acls): Plane | null {
  const name = protocol === 'http' ? 'server' : 'secure-server';
  const line = matching(config.nodes, new RegExp(`^(no )?ip http ${name}$`)).at(-1)?.match;
  if (line === undefined) return null;
  const acl = lastValue(config.nodes, /^ip http access-class (?:ipv4 )?(\S+)$/);
  const port = lastValue(
    config.nodes,
    protocol === 'http' ? /^ip http port (\d{1,5})$/ : /^ip http secure-port (\d{1,5})$/,
  );
  return {
    protocol,
    enabled: line[1] === undefined,
    port: Number(port ?? (protocol === 'http' ? 80 : 443)),
    restricted: acl === null ? false : restrictedBy(acls, acl),
    acl,
    interfaces: [],
  };
}

function simplePlane(config: CiscoConfig, protocol: Plane['protocol'], on: RegExp, port: number | null): Plane {
  return {protocol, enabled: has(config.nodes, on), port, restricted: null, acl: null, interfaces: []};
}

function list(config: CiscoConfig, what: string): string[] | null {
  return lastValue(config.nodes, new RegExp(`^ip ssh server algorithm ${what} (.+)$`))?.split(/\s+/) ?? null;
}

/** `show ip ssh`: `SSH Enabled - version 1.99`, `Modulus Size : 2048 bits`. */
function readSsh(shown: string | null): Pick<DeviceAccess, 'sshVersion' | 'sshKeyBits'> & {enabled: boolean | null} {
  const [, state, version] = /^SSH (Enabled|Disabled) - version (1\.99|1\.5|2\.0)/m.exec(shown ?? '') ?? [];
  const bits = /^Modulus Size\s*: (\d{3,5}) bits/m.exec(shown ?? '')?.[1];
  const versions: Readonly<Record<string, DeviceAccess['sshVersion']>> = {'1.5': '1', '1.99': '1.99', '2.0': '2'};
  return {
    sshVersion: versions[version ?? ''] ?? null,
    sshKeyBits: bits === undefined ? null : Number(bits),
    enabled: state === undefined ? null : state === 'Enabled',
  };
}

function planesOf(config: CiscoConfig, vtys: readonly ConfigNode[], sshOn: boolean): Plane[] {
  const acls = readAcls(config);
  const ipv6 = config.nodes.some(({children}) => has(children, /^ipv6 (?:address|enable)\b/));
  const limited: LimitOf = (line) => restrictedLine(line, acls, ipv6);
  const web = (['http', 'https'] as const).map((protocol) => webPlane(config, protocol, acls));
  return [
    vtyPlane('telnet', true, vtys, limited),
    vtyPlane('ssh', sshOn, vtys, limited),
    ...web.filter((plane) => plane !== null),
    simplePlane(config, 'ftp', /^ftp-server enable$/, 21),
    simplePlane(config, 'tftp', /^tftp-server \S/, 69),
    simplePlane(config, 'scp', /^ip scp server enable$/, null),
    simplePlane(config, 'netconf', /^netconf(?:-yang$| ssh)/, 830),
    simplePlane(config, 'restconf', /^restconf$/, 443),
  ];
}

export function readAccess(config: CiscoConfig, shownSsh: string | null): Parsed<DeviceAccess> {
  const aaa = has(config.nodes, /^aaa new-model$/);
  const nodes = matching(config.nodes, /^line (?:con|aux|vty) /).map(({node}) => node);
  const vtys = nodes.filter(({text}) => text.startsWith('line vty'));
  const {enabled, sshVersion, sshKeyBits} = readSsh(shownSsh);
  const value: DeviceAccess = {
    planes: planesOf(config, vtys, enabled ?? true),
    lines: nodes.map((node) => lineOf(node, aaa)).filter((line) => line !== null),
    sshVersion: sshVersion ?? (has(config.nodes, /^ip ssh version 2$/) ? '2' : null),
    sshCiphers: list(config, 'encryption'),
    sshMacs: list(config, 'mac'),
    sshKex: list(config, 'kex'),
    sshKeyBits,
    tlsVersions: lastValue(config.nodes, /^ip http tls-version (.+)$/)?.split(/\s+/) ?? null,
  };
  // What a virtual terminal accepts by default differs from release to release.
  const understood = nodes.length > 0 && vtys.every(({children}) => has(children, /^transport input /));
  return told(config, value, understood && !has(config.nodes, /^line (?:tty|\d)/));
}
