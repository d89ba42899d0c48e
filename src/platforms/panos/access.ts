import type {DeviceAccess} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, names, numberAt, type WordTree} from '../config/word-tree.ts';
import {isBroad} from '../text/breadth.ts';
import {ofConfig, type PanosConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type Plane = DeviceAccess['planes'][number];

/** Telnet and HTTP are off at the management port unless set on, SSH and HTTPS on unless set off: PAN-OS administrator's guide. */
const kinds = [
  {protocol: 'ssh', port: 22, on: true},
  {protocol: 'telnet', port: 23, on: false},
  {protocol: 'http', port: 80, on: false},
  {protocol: 'https', port: 443, on: true},
] as const;

/** A way in: the management port, or an interface with a management profile. */
export interface Place {
  readonly name: string;
  readonly restricted: boolean;
  readonly open: (service: string) => boolean | null;
}

function limited(addresses: readonly string[]): boolean {
  return addresses.length > 0 && !addresses.some(isBroad);
}

/** Deepest place of a profile: `ethernet1/1 layer3 units ethernet1/1.10`. */
const deepest = 4;

/** Interfaces, and units of them, that name a profile. */
function profiled(node: WordTree, name: string, depth: number): {name: string; profile: string}[] {
  return [...node].flatMap(([word, below]) => {
    if (word === 'interface-management-profile') return [...below.keys()].map((profile) => ({name, profile}));
    return depth < deepest ? profiled(below, /\.\d{1,5}$/.test(word) ? word : name, depth + 1) : [];
  });
}

/** @throws Gap */
export function placesOf({device}: PanosConfig): Place[] {
  const system = at(device, 'deviceconfig', 'system') ?? new Map<string, WordTree>();
  const management: Place = {
    name: 'management',
    restricted: limited(names(system, 'permitted-ip')),
    open: (service) => {
      const off = leaf(system, 'service', `disable-${service}`);
      return off === null ? null : off === 'no';
    },
  };
  const ports = ['ethernet', 'aggregate-ethernet'].flatMap((kind) => entries(device, 'network', 'interface', kind));
  const virtual = ['loopback', 'vlan', 'tunnel'].flatMap((kind) => [
    [kind, at(device, 'network', 'interface', kind) ?? new Map<string, WordTree>()] as const,
  ]);
  const bound = [...ports, ...virtual].flatMap(([name, node]) => profiled(node, name, 0));
  return [
    management,
    ...bound.map(({name, profile}): Place => {
      const settings = at(device, 'network', 'profiles', 'interface-management-profile', profile);
      if (settings === null) throw new Gap('unsupported', 'an interface names a management profile that is not shown');
      return {
        name,
        restricted: limited(names(settings, 'permitted-ip')),
        open: (service) => leaf(settings, service) === 'yes',
      };
    }),
  ];
}

function planeOf(places: readonly Place[], {protocol, port, on}: (typeof kinds)[number]): Plane {
  const open = places.filter((place) => place.open(protocol) ?? on);
  const enabled = open.length > 0;
  const restricted = enabled ? open.every((place) => place.restricted) : null;
  return {protocol, enabled, port, restricted, acl: null, interfaces: open.map(({name}) => name).sort()};
}

const order = ['tls1-0', 'tls1-1', 'tls1-2', 'tls1-3'];

/** Versions from the least to the greatest of the profile of the management web; null where none is named. */
function tlsVersions({device, shared}: PanosConfig): string[] | null {
  const profile = leaf(device, 'deviceconfig', 'system', 'ssl-tls-service-profile');
  const settings = profile === null ? null : at(shared, 'ssl-tls-service-profile', profile, 'protocol-settings');
  const least = order.indexOf((settings === null ? null : leaf(settings, 'min-version')) ?? '');
  const told = (settings === null ? null : leaf(settings, 'max-version')) ?? 'max';
  const most = told === 'max' ? order.length - 1 : order.indexOf(told);
  if (least < 0 || most < least) return null;
  return order.slice(least, most + 1).map((name) => `TLSv1.${name.slice(-1)}`);
}

function sshList({device}: PanosConfig, key: string): string[] | null {
  const system = ['deviceconfig', 'system', 'ssh'];
  const profile = leaf(device, ...system, 'mgmt', 'server-profile');
  const own =
    profile === null ? [] : names(device, ...system, 'profiles', 'mgmt-profiles', 'server-profiles', profile, key);
  return own.length === 0 ? null : own;
}

/** Minutes, 60 unless set, 0: for ever. */
export const accessReading: Reading<DeviceAccess> = ofConfig((config) => {
  const places = placesOf(config);
  const minutes = numberAt(config.device, 'deviceconfig', 'setting', 'management', 'idle-timeout') ?? 60;
  const remote = has(config.device, 'deviceconfig', 'system', 'authentication-profile');
  const line = {
    idleTimeoutSeconds: minutes * 60,
    login: remote ? ('aaa' as const) : ('local' as const),
    grade: null,
    transports: [],
    acl: null,
  };
  return whole({
    planes: kinds.map((kind) => planeOf(places, kind)),
    lines: [
      {...line, name: 'console', kind: 'console'},
      {...line, name: 'admin', kind: 'remote'},
    ],
    sshVersion: '2',
    sshCiphers: sshList(config, 'ciphers'),
    sshMacs: sshList(config, 'mac'),
    sshKex: sshList(config, 'kex'),
    sshKeyBits: null,
    tlsVersions: tlsVersions(config),
  });
}, caution.nothing);
