import type {DeviceSnmp} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {heldTo, lowest, type SnmpLevel} from '../config/snmp-level.ts';
import {at, entries, has, leaf, names, type WordTree} from '../config/word-tree.ts';
import {isBroad} from '../text/breadth.ts';
import {sortedBy} from '../text/order.ts';
import {readSecret} from '../text/secret.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type User = DeviceSnmp['users'][number];
type Trap = DeviceSnmp['traps'][number];

/** Clients of a community: addresses, some with `restrict`, which are refused. Without any everybody may ask. */
function restricted(tree: WordTree, community: WordTree): boolean | null {
  const list = leaf(community, 'client-list-name');
  const clients =
    list === null
      ? entries(community, 'clients')
      : [...entries(tree, 'snmp', 'client-list', list), ...entries(tree, 'policy-options', 'prefix-list', list)];
  const allowed = clients.filter(([, node]) => !has(node, 'restrict'));
  const fromElsewhere = list !== null && has(tree, 'policy-options', 'prefix-list', list, 'apply-path');
  if (allowed.some(([address]) => address === 'default' || isBroad(address))) return false;
  // A list of which nothing is shown may let in anybody.
  if (list !== null) return clients.length === 0 || fromElsewhere ? null : true;
  return allowed.length > 0 || clients.some(([address]) => /^(?:default|0(?:\.0\.0\.0)?\/0)$/.test(address));
}

const levels: Readonly<Record<string, SnmpLevel>> = {none: 'noauth', authentication: 'auth', privacy: 'priv'};

/** The lowest level at which a group is let in; one without any is let in nowhere. A level that is not set may be any. */
function levelOf(tree: WordTree, group: string): SnmpLevel | null {
  const own = at(tree, 'snmp', 'v3', 'vacm', 'access', 'group', group);
  if (own === null) return 'priv';
  const contexts = [at(own, 'default-context-prefix'), ...entries(own, 'context-prefix').map(([, node]) => node)];
  const told = contexts
    .filter((context) => context !== null)
    .flatMap((context) => entries(context, 'security-model'))
    .filter(([model]) => model === 'usm' || model === 'any')
    .flatMap(([, model]) => names(model, 'security-level').map((level) => levels[level] ?? null));
  return told.includes(null) ? null : lowest(told.filter((level) => level !== null));
}

function usersOf(tree: WordTree): User[] {
  const groups = at(tree, 'snmp', 'v3', 'vacm', 'security-to-group', 'security-model', 'usm', 'security-name');
  return entries(tree, 'snmp', 'v3', 'usm', 'local-engine', 'user').map(([name, node]) => {
    const words = [...node.keys()];
    const auth = words.find((word) => word.startsWith('authentication-'));
    const priv = words.find((word) => word.startsWith('privacy-'));
    const group = groups === null ? null : leaf(groups, name, 'group');
    const user: User = {
      name,
      auth: snmpAuth(auth?.slice('authentication-'.length)),
      priv: snmpPriv(priv?.slice('privacy-'.length)),
      group,
    };
    // One without a group is let in nowhere.
    return heldTo(user, group === null ? 'priv' : levelOf(tree, group));
  });
}

/** Both versions 1 and 2 unless one is set: Junos network management guide, `trap-group`. */
function trapsOf(tree: WordTree): Trap[] {
  const all = entries(tree, 'snmp', 'trap-group').flatMap(([, group]) => {
    const told = leaf(group, 'version');
    const versions: Trap['version'][] = told === 'v1' ? ['1'] : told === 'v2' ? ['2c'] : ['1', '2c'];
    return names(group, 'targets').flatMap((address) => versions.map((version): Trap => ({address, version})));
  });
  const v3 = entries(tree, 'snmp', 'v3', 'target-address').flatMap(([, target]): Trap[] => {
    const address = leaf(target, 'address');
    return address === null ? [] : [{address, version: '3'}];
  });
  return sortedBy([...all, ...v3], ({address, version}) => `${address} ${version ?? ''}`);
}

/** Read only unless `authorization read-write`. An agent without community and user answers nobody. */
export const snmpReading: Reading<DeviceSnmp> = ofConfig((tree) => {
  const communities = entries(tree, 'snmp', 'community').map(([name, node]) => {
    const secret = readSecret(name);
    return {
      mark: secret?.mark ?? '',
      grade: secret?.grade ?? null,
      access: leaf(node, 'authorization') === 'read-write' ? ('rw' as const) : ('ro' as const),
      acl: leaf(node, 'client-list-name'),
      restricted: restricted(tree, node),
      view: leaf(node, 'view'),
    };
  });
  const users = sortedBy(usersOf(tree), ({name}) => name);
  const told: DeviceSnmp = {
    enabled: communities.length + users.length > 0,
    versions: [
      ...(communities.length > 0 ? (['1', '2c'] as const) : []),
      ...(users.length > 0 ? (['3'] as const) : []),
    ],
    communities: sortedBy(communities, ({mark}) => mark),
    users,
    traps: trapsOf(tree),
  };
  const clear = communities.every(({mark}) => mark !== '') && !has(tree, 'snmp', 'v3', 'snmp-community');
  return clear ? whole(told) : partial(told, 'unsupported');
}, caution.snmp);
