import {cli} from '../../../model/ask.ts';
import type {DeviceSnmp} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {matching, type ConfigNode} from '../../config/indented.ts';
import {heldToGroups} from '../../config/snmp-level.ts';
import {byCodeUnit} from '../../text/order.ts';
import {readSecret} from '../../text/secret.ts';
import {allRestricted, restrictedBy} from '../acl-restriction.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readTrap} from '../snmp.ts';
import {readSnmpUsers} from '../snmp-users.ts';
import {words} from '../words.ts';
import {readAcls} from './acls.ts';
import {speaksIpv6} from './config.ts';

type Community = DeviceSnmp['communities'][number];

export const showSnmpUser = cli('show snmp user', {privilege: 'root'});

interface Limits {
  readonly acls: ReturnType<typeof readAcls>;
  /** Whether an interface speaks IPv6. */
  readonly ipv6: boolean;
}

interface Rest {
  access: 'ro' | 'rw';
  view: string | null;
  acl: string | null;
  acl6: string | null;
}

/** `view V RO ipv6 A6 10`: read-only unless it says otherwise. */
function readRest(all: readonly string[]): Rest | null {
  const rest: Rest = {access: 'ro', view: null, acl: null, acl6: null};
  for (let at = 0; at < all.length; at++) {
    const word = all[at] ?? '';
    if (/^r[ow]$/i.test(word)) rest.access = word.toLowerCase() === 'rw' ? 'rw' : 'ro';
    else if (word === 'view') rest.view = all[++at] ?? null;
    else if (word === 'ipv6') rest.acl6 = all[++at] ?? null;
    else if (word === 'access') rest.acl = all[++at] ?? null;
    else if (at === all.length - 1) rest.acl = word;
    else return null;
  }
  return rest;
}

/** A list of IPv4 says nothing of who asks over IPv6, nor the other way about. */
function limits({acl, acl6}: Rest, {acls, ipv6}: Limits): boolean | null {
  const v4 = acl === null ? false : restrictedBy(acls, acl);
  return allRestricted([v4, ...(ipv6 ? [acl6 === null ? null : restrictedBy(acls, acl6)] : [])]);
}

function readCommunity({text}: ConfigNode, all: Limits): Community | null {
  const [, , name = '', ...more] = words(text);
  const secret = readSecret(name);
  const rest = readRest(more);
  if (secret === null || rest === null) return null;
  return {
    mark: secret.mark,
    grade: secret.grade,
    access: rest.access,
    acl: rest.acl ?? rest.acl6,
    restricted: limits(rest, all),
    view: rest.view,
  };
}

/** `shownUsers`: the configuration does not show the users of SNMPv3. */
export function readSnmp(config: CiscoConfig, shownUsers: string | null): Parsed<DeviceSnmp> {
  const limited = {acls: readAcls(config), ipv6: speaksIpv6(config)};
  const lines = matching(config.nodes, /^snmp-server community /).map(({node}) => readCommunity(node, limited));
  const communities = lines.filter((line) => line !== null);
  const traps = matching(config.nodes, /^snmp-server host /).map(({node}) => readTrap(node.text));
  const level = /^snmp-server group (\S+) v3 (noauth|auth|priv)\b/;
  const users = shownUsers === null ? null : heldToGroups(readSnmpUsers(shownUsers), config.nodes, level);
  const groups = matching(config.nodes, /^snmp-server group \S+ (v1|v2c|v3)\b/).map(({match}) => match[1]);
  const v3 = (users ?? []).length > 0 || groups.includes('v3');
  const value: DeviceSnmp = {
    enabled: communities.length > 0 || v3,
    versions: [...(lines.length > 0 ? (['1', '2c'] as const) : []), ...(v3 ? (['3'] as const) : [])],
    communities,
    users: [...(users ?? [])].sort((a, b) => byCodeUnit(a.name, b.name)),
    traps: traps.filter((trap) => trap !== null),
  };
  const usersKnown = (users ?? []).length > 0 || !groups.includes('v3');
  return told(config, value, usersKnown && communities.length === lines.length && value.traps.length === traps.length);
}
