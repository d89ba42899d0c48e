import type {DeviceAccess} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {readMasked, readPrefix} from '../../acl/address.ts';
import {has, lastValue, matching} from '../../config/indented.ts';
import {isBroad} from '../../text/breadth.ts';
import {allRestricted} from '../acl-restriction.ts';
import {told, type CiscoConfig} from '../config.ts';
import {words} from '../words.ts';
import {storedAt} from './users.ts';

type Plane = DeviceAccess['planes'][number];
type Line = DeviceAccess['lines'][number];

interface Allowed {
  readonly interfaces: string[];
  readonly restricted: boolean | null;
  readonly any: boolean;
}

/** `name 192.0.2.0 kanri-net`: the configuration has the name in the place of the address then. */
function namedAddresses(nodes: CiscoConfig['nodes']): ReadonlyMap<string, string> {
  return new Map(matching(nodes, /^name (\d[\d.]{6,14}) (\S+)/).map(({match}) => [match[2] ?? '', match[1] ?? '']));
}

/** `ssh 192.0.2.0 255.255.255.0 inside`: only who is named may come. */
function allowed({nodes}: CiscoConfig, protocol: string): Allowed {
  const lines = matching(nodes, new RegExp(`^${protocol} (\\S+) (\\d[\\d.]{6,14}) (\\S+)$`));
  const addresses = namedAddresses(nodes);
  const lines6 = matching(nodes, new RegExp(`^${protocol} ([0-9A-Fa-f:]{2,45}/\\d{1,3}) (\\S+)$`));
  const sources = [
    ...lines.map(({match}) => readMasked(addresses.get(match[1] ?? '') ?? match[1] ?? '', match[2] ?? '', 'netmask')),
    ...lines6.map(({match}) => readPrefix(match[1] ?? '')),
  ];
  const names = [...lines.map(({match}) => match[3] ?? ''), ...lines6.map(({match}) => match[2] ?? '')];
  const limits = sources.map((source) => (source === null ? null : !isBroad(source)));
  return {interfaces: [...new Set(names)], restricted: allRestricted(limits), any: sources.length > 0};
}

function plane(protocol: Plane['protocol'], on: boolean, port: number, {interfaces, restricted, any}: Allowed): Plane {
  return {protocol, enabled: on && any, port, restricted, acl: null, interfaces};
}

function planesOf(config: CiscoConfig): Plane[] {
  const web = /^http server enable(?: (\d{1,5}))?$/;
  const port = Number(matching(config.nodes, web).at(-1)?.match[1] ?? 443);
  return [
    plane('telnet', true, 23, allowed(config, 'telnet')),
    plane('ssh', true, 22, allowed(config, 'ssh')),
    plane('https', has(config.nodes, web), port, allowed(config, 'http')),
    {
      protocol: 'scp',
      enabled: has(config.nodes, /^ssh scopy enable$/),
      port: null,
      restricted: null,
      acl: null,
      interfaces: [],
    },
    {
      protocol: 'api',
      enabled: has(config.nodes, /^rest-api agent$/),
      port: null,
      restricted: null,
      acl: null,
      interfaces: [],
    },
  ];
}

function loginOf({nodes}: CiscoConfig, service: string): Line['login'] {
  const first = lastValue(nodes, new RegExp(`^aaa authentication ${service} console (\\S+)`));
  return first === null ? null : first === 'LOCAL' ? 'local' : 'aaa';
}

/** Five minutes for SSH and Telnet, none for the console: Cisco ASA Series Command Reference, `ssh timeout`, `console timeout`. */
function lineOf(config: CiscoConfig, name: 'console' | 'ssh' | 'telnet'): Line {
  const minutes = lastValue(config.nodes, new RegExp(`^${name} timeout (\\d{1,5})$`));
  const login = loginOf(config, name === 'console' ? 'serial' : name);
  const shared = matching(config.nodes, /^passwd /).at(-1)?.node.text;
  const byPassword = name === 'telnet' && login === null;
  return {
    name,
    kind: name === 'console' ? 'console' : 'remote',
    idleTimeoutSeconds: minutes === null ? (name === 'console' ? 0 : 300) : Number(minutes) * 60,
    login: login ?? (name === 'console' ? 'none' : name === 'telnet' ? 'line-password' : null),
    grade: byPassword && shared !== undefined ? (storedAt(words(shared), 1)?.grade ?? null) : null,
    transports: name === 'console' ? [] : [name],
    acl: null,
  };
}

export function readAccess(config: CiscoConfig): Parsed<DeviceAccess> {
  const version = lastValue(config.nodes, /^ssh version (1|2)$/);
  const kex = lastValue(config.nodes, /^ssh key-exchange group (\S+)$/);
  const ciphers = lastValue(config.nodes, /^ssh cipher encryption custom (\S+)$/);
  const macs = lastValue(config.nodes, /^ssh cipher integrity custom (\S+)$/);
  const tls = lastValue(config.nodes, /^ssl server-version (\S+)/);
  return told(config, {
    planes: planesOf(config),
    lines: (['console', 'ssh', 'telnet'] as const)
      .filter((name) => name === 'console' || allowed(config, name).any)
      .map((name) => lineOf(config, name)),
    sshVersion: version === '2' ? '2' : version === '1' ? '1' : null,
    sshCiphers: ciphers?.replaceAll('"', '').split(':') ?? null,
    sshMacs: macs?.replaceAll('"', '').split(':') ?? null,
    sshKex: kex === null ? null : [kex],
    sshKeyBits: null,
    tlsVersions: tls === null ? null : [tls],
  });
}
