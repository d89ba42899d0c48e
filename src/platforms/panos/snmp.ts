import type {DeviceSnmp} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, type WordTree} from '../config/word-tree.ts';
import {sortedBy} from '../text/order.ts';
import {readSecret} from '../text/secret.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';
import {placesOf} from './access.ts';
import {ofConfig, type PanosConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type User = DeviceSnmp['users'][number];

/** Both methods are always used; before 10.1 there were no others than SHA-1 and AES-128, and none is named. */
function userOf(name: string, node: WordTree): User {
  const auth = leaf(node, 'authproto') ?? 'SHA';
  const priv = leaf(node, 'privproto') ?? 'AES';
  return {name, auth: snmpAuth(auth), priv: snmpPriv(priv), group: leaf(node, 'view')};
}

function traps({shared}: PanosConfig): DeviceSnmp['traps'] {
  const versions = [
    {key: 'v2c', version: '2c'},
    {key: 'v3', version: '3'},
  ] as const;
  const found = entries(shared, 'log-settings', 'snmptrap').flatMap(([, profile]) =>
    versions.flatMap(({key, version}) =>
      entries(profile, 'version', key, 'server').flatMap(([, server]) => {
        const address = leaf(server, 'manager');
        return address === null ? [] : [{address, version}];
      }),
    ),
  );
  return sortedBy(found, ({address, version}) => `${address} ${version}`);
}

/** The agent answers where it is let in: at the management port (off unless set on), or by a management profile. */
export const snmpReading: Reading<DeviceSnmp> = ofConfig((config) => {
  const access = at(config.device, 'deviceconfig', 'system', 'snmp-setting', 'access-setting', 'version');
  const open = placesOf(config).filter((place) => place.open('snmp') === true);
  const community = access === null ? null : leaf(access, 'v2c', 'snmp-community-string');
  const secret = readSecret(community ?? '');
  const users = access === null ? [] : entries(access, 'v3', 'users').map(([name, node]) => userOf(name, node));
  const on = open.length > 0 && access !== null;
  const restricted = open.length > 0 ? open.every((place) => place.restricted) : null;
  const told: DeviceSnmp = {
    enabled: on,
    versions: on
      ? [...(has(access, 'v2c') ? (['2c'] as const) : []), ...(users.length > 0 ? (['3'] as const) : [])]
      : [],
    communities:
      on && secret !== null
        ? [{mark: secret.mark, grade: secret.grade, access: 'ro', acl: null, restricted, view: null}]
        : [],
    users: on ? sortedBy(users, ({name}) => name) : [],
    traps: traps(config),
  };
  // Versions differ in whether a community that is not set is `public`.
  const clear = !on || !has(access, 'v2c') || secret !== null;
  return clear ? whole(told) : partial(told, 'unsupported');
}, caution.snmp);
