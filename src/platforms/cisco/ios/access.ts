import type {DeviceAccess} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {allRestricted, restrictedBy} from '../acl-restriction.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readAcls} from './acls.ts';
import {speaksIpv6, syntaxVersion} from './config.ts';
import {accessClass, lineOf, transportsOf} from './lines.ts';
import {readLogins} from './logins.ts';
import {webPlane} from './web.ts';

type Plane = DeviceAccess['planes'][number];
type Acls = ReturnType<typeof readAcls>;

function restrictedLine({children}: ConfigNode, acls: Acls, ipv6: boolean): boolean | null {
  const v4 = lastValue(children, accessClass);
  // What comes in by another VRF than those that are named is not told of.
  if (v4 === null && has(children, /^access-class \S+ in vrfname /)) return null;
  const v6 = lastValue(children, /^ipv6 access-class (\S+) in\b/);
  const each = [...(ipv6 ? [v6] : []), v4].map((acl) => (acl === null ? false : restrictedBy(acls, acl)));
  return allRestricted(each);
}

interface Vtys {
  readonly lines: readonly ConfigNode[];
  readonly version: number;
  readonly limited: (line: ConfigNode) => boolean | null;
}

/** null: no line accepts it for certain, and one does not tell what it accepts. */
function vtyPlane(protocol: 'telnet' | 'ssh', on: boolean, {lines, version, limited}: Vtys): Plane | null {
  const accepted = lines.map(({children}) => transportsOf(children, version));
  const open = lines.filter((_, index) => accepted[index]?.includes(protocol) === true);
  const doubt = accepted.includes(null);
  if (on && open.length === 0 && doubt) return null;
  const acls = new Set(open.map(({children}) => lastValue(children, accessClass)));
  const restricted = open.length === 0 ? null : allRestricted(open.map(limited));
  return {
    protocol,
    enabled: on && open.length > 0,
    port: protocol === 'ssh' ? 22 : 23,
    restricted: doubt && restricted === true ? null : restricted,
    acl: acls.size === 1 ? ([...acls][0] ?? null) : null,
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

function planesOf(config: CiscoConfig, vtys: Pick<Vtys, 'lines' | 'version'>, sshOn: boolean | null): Plane[] {
  const acls = readAcls(config);
  const ipv6 = speaksIpv6(config);
  const limited = (line: ConfigNode): boolean | null => restrictedLine(line, acls, ipv6);
  const all: Vtys = {...vtys, limited};
  const remote = [vtyPlane('telnet', true, all), sshOn === null ? null : vtyPlane('ssh', sshOn, all)];
  const web = (['http', 'https'] as const).map((protocol) => webPlane(config, protocol, {acls, ipv6}));
  return [
    ...[...remote, ...web].filter((plane) => plane !== null),
    simplePlane(config, 'ftp', /^ftp-server enable$/, 21),
    simplePlane(config, 'tftp', /^tftp-server \S/, 69),
    simplePlane(config, 'scp', /^ip scp server enable$/, null),
    simplePlane(config, 'netconf', /^netconf(?:-yang$| ssh)/, 830),
    simplePlane(config, 'restconf', /^restconf$/, 443),
  ];
}

export function readAccess(config: CiscoConfig, shownSsh: string | null): Parsed<DeviceAccess> {
  const logins = readLogins(config.nodes);
  const nodes = matching(config.nodes, /^line (?:con|aux|vty) /).map(({node}) => node);
  const vtys = nodes.filter(({text}) => text.startsWith('line vty'));
  const version = syntaxVersion(config);
  const {enabled, sshVersion, sshKeyBits} = readSsh(shownSsh);
  const value: DeviceAccess = {
    planes: planesOf(config, {lines: vtys, version}, enabled),
    lines: nodes.map((node) => lineOf(node, logins, version)).filter((line) => line !== null),
    sshVersion: sshVersion ?? (has(config.nodes, /^ip ssh version 2$/) ? '2' : null),
    sshCiphers: list(config, 'encryption'),
    sshMacs: list(config, 'mac'),
    sshKex: list(config, 'kex'),
    sshKeyBits,
    tlsVersions: lastValue(config.nodes, /^ip http tls-version (.+)$/)?.split(/\s+/) ?? null,
  };
  const understood = nodes.length > 0 && vtys.every(({children}) => transportsOf(children, version) !== null);
  // Whether SSH runs depends on keys, which the configuration does not show.
  return told(config, value, understood && enabled !== null && !has(config.nodes, /^line (?:tty|\d)/));
}
