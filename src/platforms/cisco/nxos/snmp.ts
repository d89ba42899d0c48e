import type {DeviceSnmp} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, matching} from '../../config/indented.ts';
import {heldTo} from '../../config/snmp-level.ts';
import {byCodeUnit} from '../../text/order.ts';
import {readSecret} from '../../text/secret.ts';
import {snmpAuth, snmpPriv} from '../../text/snmp-algorithms.ts';
import {restrictedBy} from '../acl-restriction.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readTrap} from '../snmp.ts';
import {after, words} from '../words.ts';
import {speaksIpv6} from '../ios/config.ts';
import {readAcls} from './acls.ts';

type Community = DeviceSnmp['communities'][number];
type User = DeviceSnmp['users'][number];

const accessOf: Readonly<Record<string, Community['access']>> = {
  ...{ro: 'ro', rw: 'rw', 'network-operator': 'ro', 'vdc-operator': 'ro', 'network-admin': 'rw', 'vdc-admin': 'rw'},
};

/** Group and access list of one community stand on lines of their own. */
function readCommunities(config: CiscoConfig): Community[] {
  const acls = readAcls(config);
  const ipv6 = speaksIpv6(config);
  const byMark = new Map<string, Community>();
  for (const {node} of matching(config.nodes, /^snmp-server community /)) {
    const all = words(node.text);
    const secret = readSecret(all[2] ?? '');
    if (secret === null) continue;
    const {mark, grade} = secret;
    const earlier = byMark.get(mark) ?? {mark, grade, access: null, acl: null, restricted: false, view: null};
    const acl = after(all, 'use-acl') ?? after(all, 'use-ipv4acl') ?? earlier.acl;
    const list = acls.get(acl ?? '');
    const access = accessOf[after(all, 'group') ?? all[3] ?? ''] ?? earlier.access;
    // Who asks over IPv6 is not held against a list of IPv4, nor the other way about.
    const told = acl === null ? false : list?.family === 'ipv4' ? restrictedBy(acls, acl) : null;
    const restricted = told === true && ipv6 ? null : told;
    byMark.set(mark, {...earlier, acl, access, restricted});
  }
  return [...byMark.values()];
}

/** `snmp-server user NAME [GROUP] auth sha K [priv [aes-128] K] [localizedkey]`; without a cipher it is DES. */
function readUser(line: string): User | null {
  const [, , name, ...rest] = words(line);
  if (name === undefined) return null;
  const auth = after(rest, 'auth');
  const priv = after(rest, 'priv');
  const group =
    rest[0] !== undefined && !/^(?:auth|enforcePriv|use-ipv4acl|use-ipv6acl)$/.test(rest[0]) ? rest[0] : null;
  const cipher = priv === null ? 'none' : /^(?:aes-128|aes-256|des)$/.test(priv) ? snmpPriv(priv) : 'des';
  return {name, auth: auth === null ? 'none' : snmpAuth(auth), priv: cipher, group};
}

/** Unless privacy is enforced, for all or for the account, requests with less are answered; with how little, releases differ. */
function enforced({nodes}: CiscoConfig): (user: User) => User {
  const all = has(nodes, /^snmp-server globalEnforcePriv$/);
  const own = new Set(matching(nodes, /^snmp-server user (\S+) enforcePriv$/).map(({match}) => match[1]));
  return (user) => heldTo(user, all || own.has(user.name) ? 'priv' : null);
}

export function readSnmp(config: CiscoConfig): Parsed<DeviceSnmp> {
  const lines = matching(config.nodes, /^snmp-server community /);
  const communities = readCommunities(config);
  const known = lines.every(({node}) => readSecret(words(node.text)[2] ?? '') !== null);
  const users = matching(config.nodes, /^snmp-server user /)
    .map(({node}) => readUser(node.text))
    .filter((user) => user !== null);
  const byName = new Map<string, User>();
  // Further groups and lists of an account stand on lines of their own, without its methods.
  for (const user of users) if (user.auth !== 'none' || !byName.has(user.name)) byName.set(user.name, user);
  const off = has(config.nodes, /^no snmp-server protocol enable$/);
  const value: DeviceSnmp = {
    enabled: !off && (communities.length > 0 || users.length > 0),
    versions: [
      ...(communities.length > 0 ? (['1', '2c'] as const) : []),
      ...(users.length > 0 ? (['3'] as const) : []),
    ],
    communities,
    users: [...byName.values()].map(enforced(config)).sort((a, b) => byCodeUnit(a.name, b.name)),
    traps: trapsOf(config),
  };
  return told(config, value, known);
}

/** A receiver stands on several lines: its version, its VRF, its source. */
function trapsOf({nodes}: CiscoConfig): DeviceSnmp['traps'] {
  const main = matching(nodes, /^snmp-server host \S+ (?:(?:traps?|informs?) )?version /).map(({node}) =>
    readTrap(node.text),
  );
  return main.filter((trap) => trap !== null);
}
