import type {AclEntry, DeviceAccess} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {entries, has, leaf, names, numberAt, type WordTree} from '../config/word-tree.ts';
import {isBroad} from '../text/breadth.ts';
import {ofConfig} from './config.ts';
import {filtersOf, type Acl} from './filters.ts';
import {holds} from './ports.ts';
import * as caution from '../text/caution.ts';

type Plane = DeviceAccess['planes'][number];

/** Ports unless set: Junos user access guide, `system services`. `path` is below `system services`. */
const kinds = [
  {protocol: 'ssh', path: ['ssh'], port: 22},
  {protocol: 'telnet', path: ['telnet'], port: 23},
  {protocol: 'ftp', path: ['ftp'], port: 21},
  {protocol: 'tftp', path: ['tftp-server'], port: 69},
  {protocol: 'netconf', path: ['netconf', 'ssh'], port: 830},
  {protocol: 'http', path: ['web-management', 'http'], port: 80},
  {protocol: 'https', path: ['web-management', 'https'], port: 443},
  {protocol: 'restconf', path: ['rest', 'http'], port: 3000},
  {protocol: 'restconf', path: ['rest', 'https'], port: 3443},
  {protocol: 'api', path: ['xnm-clear-text'], port: 3221},
  {protocol: 'api', path: ['xnm-ssl'], port: 3220},
  {protocol: 'remote-setup', path: ['outbound-ssh'], port: null},
] as const;

/** Whether a filter lets only named addresses reach a port of the device itself; null where that cannot be told. */
function limits(acl: Acl, protocol: string, port: number): boolean | null {
  if (acl.unread.length > 0) return null;
  const applies = (entry: AclEntry): boolean =>
    ['ip', protocol].includes(entry.protocol) && holds(entry.destinationPorts, port) && !entry.established;
  for (const entry of acl.entries.filter(applies)) {
    const everybody = entry.sources.includes('any');
    const open = entry.action === 'permit' && entry.sources.some(isBroad);
    if (open && entry.sourcePorts.includes('any')) return false;
    if (entry.action === 'deny' && everybody && entry.destinations.includes('any')) return true;
    if (open) return null;
  }
  return true;
}

interface Guard {
  readonly name: string | null;
  readonly restricted: (protocol: string, port: number | null) => boolean | null;
}

/** The filter of lo0 holds for what is meant for the device, whichever way it comes in. Zones of an SRX hold too. */
function guardOf(tree: WordTree): Guard {
  const lists = entries(tree, 'interfaces', 'lo0', 'unit').flatMap(([, unit]) => {
    const of = (family: string): string[] =>
      ['input', 'input-list'].flatMap((key) => names(unit, 'family', family, 'filter', key));
    return [of('inet'), of('inet6')];
  });
  const all = lists.flat();
  const acl = all.length === 1 ? filtersOf(tree).find(({name}) => name === all[0]) : undefined;
  const inet6 = entries(tree, 'interfaces').some(([, port]) =>
    entries(port, 'unit').some(([, unit]) => has(unit, 'family', 'inet6')),
  );
  const zones = has(tree, 'security', 'zones');
  return {
    name: all[0] ?? null,
    restricted: (protocol, port) => {
      if (all.length === 0) return zones ? null : false;
      if (acl === undefined || port === null) return null;
      const told = limits(acl, protocol, port);
      if (told === false) return zones ? null : false;
      return told === true && inet6 && acl.family === 'ipv4' ? null : told;
    },
  };
}

function planesOf(tree: WordTree): Plane[] {
  const guard = guardOf(tree);
  return kinds
    .filter(({path, port}) => port === 22 || port === 23 || has(tree, 'system', 'services', ...path))
    .map(({protocol, path, port}) => {
      const enabled = has(tree, 'system', 'services', ...path);
      const own = numberAt(tree, 'system', 'services', ...path, 'port') ?? port;
      const restricted = enabled ? guard.restricted(protocol === 'tftp' ? 'udp' : 'tcp', own) : null;
      const interfaces = names(tree, 'system', 'services', ...path, 'interface');
      return {protocol, enabled, port: own, restricted, acl: enabled ? guard.name : null, interfaces};
    });
}

/** Minutes, per class; what a class does not limit stays open for ever. */
function idle(tree: WordTree): number | null {
  const roles = new Set(entries(tree, 'system', 'login', 'user').map(([, user]) => leaf(user, 'class') ?? ''));
  const minutes = [...roles].map(
    (role) =>
      numberAt(tree, 'system', 'login', 'class', role, 'idle-timeout') ??
      numberAt(tree, 'system', 'login', 'idle-timeout') ??
      0,
  );
  if (minutes.length === 0) return null;
  return minutes.includes(0) ? 0 : Math.max(...minutes) * 60;
}

const versions: Readonly<Record<string, DeviceAccess['sshVersion']>> = {v1: '1', v2: '2'};

function sshList(tree: WordTree, key: string): string[] | null {
  const told = names(tree, 'system', 'services', 'ssh', key);
  return told.length === 0 ? null : told;
}

export const accessReading: Reading<DeviceAccess> = ofConfig((tree) => {
  const seconds = idle(tree);
  const order = names(tree, 'system', 'authentication-order');
  const login = order.some((method) => method !== 'password') ? ('aaa' as const) : ('local' as const);
  const line = {idleTimeoutSeconds: seconds, login, grade: null, transports: [], acl: null};
  const console = has(tree, 'system', 'ports', 'console', 'disable');
  const told = names(tree, 'system', 'services', 'ssh', 'protocol-version');
  return whole({
    planes: planesOf(tree),
    lines: [
      ...(console ? [] : [{...line, name: 'console', kind: 'console' as const}]),
      {...line, name: 'cli', kind: 'remote' as const},
    ],
    sshVersion: told.length > 1 ? '1.99' : (versions[told[0] ?? ''] ?? null),
    sshCiphers: sshList(tree, 'ciphers'),
    sshMacs: sshList(tree, 'macs'),
    sshKex: sshList(tree, 'key-exchange'),
    sshKeyBits: null,
    tlsVersions: null,
  });
}, caution.nothing);
