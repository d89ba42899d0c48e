import {cli} from '../../../model/ask.ts';
import type {DeviceSnmp} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {matching, type ConfigNode} from '../../config/indented.ts';
import {readSecret} from '../../text/secret.ts';
import {allRestricted, restrictedBy} from '../acl-restriction.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readTrap} from '../snmp.ts';
import {readSnmpUsers} from '../snmp-users.ts';
import {byCodeUnit, words} from '../words.ts';
import {readAcls} from './acls.ts';

type Community = DeviceSnmp['communities'][number];

export const showSnmpUser = cli('show snmp user', {privilege: 'root'});

interface Rest {
  access: 'ro' | 'rw';
  view: string | null;
  acls: string[];
}

/** `view V RO ipv6 A6 10`: read-only unless it says otherwise. */
function readRest(all: readonly string[]): Rest | null {
  const rest: Rest = {access: 'ro', view: null, acls: []};
  for (let at = 0; at < all.length; at++) {
    const word = all[at] ?? '';
    if (/^r[ow]$/i.test(word)) rest.access = word.toLowerCase() === 'rw' ? 'rw' : 'ro';
    else if (word === 'view') rest.view = all[++at] ?? null;
    else if (word === 'ipv6' || word === 'access') rest.acls.push(all[++at] ?? '');
    else if (at === all.length - 1) rest.acls.push(word);
    else return null;
  }
  return rest;
}

function readCommunity({text}: ConfigNode, acls: ReturnType<typeof readAcls>): Community | null {
  const [, , name = '', ...more] = words(text);
  const secret = readSecret(name);
  const rest = readRest(more);
  if (secret === null || rest === null) return null;
  const limits = rest.acls.map((acl) => restrictedBy(acls, acl));
  return {
    mark: secret.mark,
    grade: secret.grade,
    access: rest.access,
    acl: rest.acls.at(-1) ?? null,
    restricted: rest.acls.length === 0 ? false : allRestricted(limits),
    view: rest.view,
  };
}

/** `shownUsers`: the configuration does not show the users of SNMPv3. */
export function readSnmp(config: CiscoConfig, shownUsers: string | null): Parsed<DeviceSnmp> {
  const acls = readAcls(config);
  const lines = matching(config.nodes, /^snmp-server community /).map(({node}) => readCommunity(node, acls));
  const communities = lines.filter((line) => line !== null);
  const traps = matching(config.nodes, /^snmp-server host /).map(({node}) => readTrap(node.text));
  const users = shownUsers === null ? null : readSnmpUsers(shownUsers);
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
