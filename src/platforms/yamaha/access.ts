import type {DeviceAccess, DeviceFacts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {isBroad} from '../text/breadth.ts';
import {byCodeUnit} from '../text/order.ts';
import {linesOf} from './lines.ts';
import {hasWebPages, hostKeyBits, isDialled} from './models.ts';
import {configAsk, find, has, isOn, readConfig, setting, type RtConfig} from './statements.ts';

type Plane = DeviceAccess['planes'][number];

const interfaceName = /^(?:lan|wan|bridge|vlan|pp|tunnel)(?:\d|$)/;

/** `telnetd host 192.0.2.10-192.0.2.20 lan1`: who may use a server. */
export function readHosts(text: string): Pick<Plane, 'restricted' | 'acl' | 'interfaces'> & {readonly nobody: boolean} {
  const words = text.split(/\s+/);
  const interfaces = words.filter((word) => interfaceName.test(word));
  const addresses = words.filter((word) => !interfaceName.test(word) && word !== 'any' && word !== 'none');
  const mixed = interfaces.length > 0 && addresses.length > 0;
  // Ranges of IPv6, and what is no range, are not measured.
  const unclear = addresses.some((word) => word.includes('-') && !/^\d[\d.]{6,14}-\d[\d.]{6,14}$/.test(word));
  const open = words.includes('any') || addresses.some(isBroad);
  return {
    nobody: words.includes('none'),
    restricted: open ? false : mixed || unclear ? null : addresses.length > 0,
    acl: addresses.length > 0 ? addresses.join(' ') : null,
    interfaces: words.includes('any') ? [] : interfaces,
  };
}

function plane(protocol: Plane['protocol'], enabled: boolean, port: number | null, hosts: string): Plane {
  const {nobody, ...limits} = readHosts(hosts);
  return {protocol, enabled: enabled && !nobody, port, ...limits};
}

function listens(config: RtConfig, server: string, byDefault: number): number | null {
  const told = setting(config, `${server} listen`) ?? String(byDefault);
  return /^\d{1,5}$/.test(told) ? Number(told) : null;
}

/** `sshd host` alone, not `sshd host key generate`. */
function sshHosts(config: RtConfig): string {
  return find(config, /^sshd host (?!key )(?<hosts>.+)$/).at(-1)?.groups['hosts'] ?? 'any';
}

/** 1: all ways in · 2: not from other routers · 3: the console alone (command reference, security class). */
function securityClass(config: RtConfig): number {
  return Number(/^[123]/.exec(setting(config, 'security class') ?? '1')?.[0] ?? 1);
}

function planesOf(config: RtConfig): Plane[] {
  const level = securityClass(config);
  const remote = level < 3;
  // Defaults are those of the command reference: TELNET on, open to all; SSH off; web pages on, for the LAN; TFTP for nobody.
  const telnet = isOn(config, 'telnetd service', true) !== false && remote;
  const ssh = isOn(config, 'sshd service', false) !== false && remote;
  const planes = [
    plane('telnet', telnet, listens(config, 'telnetd', 23), setting(config, 'telnetd host') ?? 'any'),
    plane('ssh', ssh, listens(config, 'sshd', 22), sshHosts(config)),
    plane('tftp', true, 69, setting(config, 'tftp host') ?? 'none'),
  ];
  if (hasWebPages(config.model) !== false) {
    const web = isOn(config, 'httpd service', true) !== false;
    planes.push(plane('http', web, listens(config, 'httpd', 80), setting(config, 'httpd host') ?? 'lan'));
  }
  const callers = setting(config, 'remote setup accept');
  if (callers !== null || isDialled(config.model) === true)
    planes.push(plane('remote-setup', level < 2, null, callers ?? 'any'));
  return planes.sort((a, b) => byCodeUnit(a.protocol, b.protocol));
}

function keyBits(config: RtConfig): number | null {
  if (!has(config, /^sshd host key generate/)) return null;
  const [last] = find(config, /^sshd host key generate(?: bit=(?<bits>\d{3,5}))?/).slice(-1);
  const bits = last?.groups['bits'];
  return bits === undefined ? hostKeyBits(config.model) : Number(bits);
}

const servers = /^(?:telnetd|sshd|httpd) service /;

export const deviceAccess: Reading<DeviceFacts['deviceAccess']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const planes = planesOf(config);
    const value: DeviceFacts['deviceAccess'] = {
      planes,
      lines: linesOf(config, planes),
      // It speaks no version 1 (command reference, 2.2.1).
      sshVersion: '2',
      sshCiphers: setting(config, 'sshd encrypt algorithm')?.split(/\s+/) ?? null,
      ...{sshMacs: null, sshKex: null, sshKeyBits: keyBits(config), tlsVersions: null},
    };
    const understood = config.statements.every(({text}) => !servers.test(text) || /\s(?:on|off)$/.test(text));
    const known = hasWebPages(config.model) !== null && isDialled(config.model) !== null;
    return understood && known ? whole(value) : partial(value, 'unsupported');
  },
};
