import type {DeviceSnmp} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {edits, flag, settingOf, value, values, type EditNode} from '../config/edit-tree.ts';
import {withMask} from '../text/address.ts';
import {isBroad} from '../text/breadth.ts';
import {sortedBy} from '../text/order.ts';
import {readSecret} from '../text/secret.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type Version = DeviceSnmp['versions'][number];

/** On unless set off: everything of `config system snmp community`. */
const on = (node: EditNode, key: string): boolean => flag(value(node, key)) !== false;

function hostAddress(host: EditNode): string | null {
  const [address = '', mask = '255.255.255.255'] = values(host, 'ip');
  return address.includes('/') ? address : withMask(address, mask);
}

function queryVersions(community: EditNode): Version[] {
  if (!on(community, 'status')) return [];
  return [
    ...(on(community, 'query-v1-status') ? ['1' as const] : []),
    ...(on(community, 'query-v2c-status') ? ['2c' as const] : []),
  ];
}

function restricted(community: EditNode): boolean | null {
  const v4 = edits(community, 'hosts').filter((host) => value(host, 'host-type') !== 'trap');
  const v6 = edits(community, 'hosts6').filter((host) => value(host, 'host-type') !== 'trap');
  const open =
    v4.some((host) => isBroad(hostAddress(host) ?? '')) || v6.some((host) => isBroad(value(host, 'ipv6') ?? ''));
  if (open) return false;
  const told = v4.every((host) => hostAddress(host) !== null) && v6.every((host) => value(host, 'ipv6') !== null);
  return told && v4.length + v6.length > 0 ? true : null;
}

function trapsOf(community: EditNode): DeviceSnmp['traps'] {
  if (!on(community, 'status')) return [];
  const hosts = [...edits(community, 'hosts'), ...edits(community, 'hosts6')];
  return hosts
    .filter((host) => value(host, 'host-type') !== 'query')
    .flatMap((host) => {
      const address = values(host, 'ip')[0] ?? value(host, 'ipv6')?.split('/')[0] ?? '';
      const versions: Version[] = [
        ...(on(community, 'trap-v1-status') ? ['1' as const] : []),
        ...(on(community, 'trap-v2c-status') ? ['2c' as const] : []),
      ];
      return /^(?:0\.0\.0\.0|::)?$/.test(address) ? [] : versions.map((version) => ({address, version}));
    });
}

/** Receivers of the traps of SNMPv3 users, `notify-hosts` and `notify-hosts6`; on unless set off. */
function notified(user: EditNode): DeviceSnmp['traps'] {
  if (!on(user, 'status') || !on(user, 'trap-status')) return [];
  return [...values(user, 'notify-hosts'), ...values(user, 'notify-hosts6')]
    .filter((address) => !/^(?:0\.0\.0\.0|::)?$/.test(address))
    .map((address) => ({address, version: '3' as const}));
}

/** `no-auth-no-priv` unless set; where a method is not set either, versions differ. */
function userOf(node: EditNode): DeviceSnmp['users'][number] {
  const level = value(node, 'security-level') ?? 'no-auth-no-priv';
  const auth = value(node, 'auth-proto') ?? '';
  const priv = value(node, 'priv-proto') ?? '';
  return {
    name: node.name,
    auth: level === 'no-auth-no-priv' ? 'none' : snmpAuth(auth),
    priv: level === 'auth-priv' ? snmpPriv(priv) : 'none',
    group: null,
  };
}

const off: DeviceSnmp = {enabled: false, versions: [], communities: [], users: [], traps: []};

/** The agent is off unless `config system snmp sysinfo` sets `status enable`. It never lets anything be written. */
export const snmpReading: Reading<DeviceSnmp> = ofConfig(({global}) => {
  if (flag(settingOf(global, 'system snmp sysinfo', 'status')) !== true) return whole(off);
  const communities = edits(global, 'system snmp community').filter((each) => on(each, 'status'));
  const named = edits(global, 'system snmp user');
  const users = named.filter((each) => on(each, 'status') && on(each, 'queries'));
  const told = communities.map((community) => {
    const secret = readSecret(value(community, 'name') ?? '');
    const view = value(community, 'mib-view');
    const of = {access: 'ro' as const, acl: null, restricted: restricted(community), view};
    return {mark: secret?.mark ?? '', grade: secret?.grade ?? null, ...of, asks: queryVersions(community)};
  });
  const asked = told.filter(({asks}) => asks.length > 0);
  const versions = new Set<Version>([...asked.flatMap(({asks}) => asks), ...users.map(() => '3' as const)]);
  const result: DeviceSnmp = {
    enabled: true,
    versions: [...versions].sort(),
    communities: sortedBy(asked, ({mark}) => mark).map(({asks: _asks, ...community}) => community),
    users: sortedBy(users, ({name}) => name).map(userOf),
    traps: sortedBy(
      [...communities.flatMap(trapsOf), ...named.flatMap(notified)],
      ({address, version}) => `${address} ${version ?? ''}`,
    ),
  };
  const clear =
    asked.every(({mark}) => mark !== '') &&
    result.users.every(({auth, priv}) => auth !== 'unknown' && priv !== 'unknown');
  return clear ? whole(result) : partial(result, 'unsupported');
}, caution.snmp);
