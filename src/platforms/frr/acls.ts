import type {DeviceAcls} from '../../model/device/index.ts';
import {readAclLines} from '../acl/entry.ts';
import {below} from '../config/statements.ts';
import {matching} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';

type Acl = DeviceAcls['acls'][number];

const line = /^(?:(ipv6|mac) )?access-list (\S{1,64}) (.{1,300})$/;

/** `permit ip any any` and its like name both ends; a line of the other form names a source alone. */
const extended = /^(?:seq \d{1,10} )?(?:permit|deny) (?:ip|tcp|udp|icmp) /;

function toAcl(family: Acl['family'], name: string, lines: readonly string[]): Acl {
  const form = lines.some((text) => extended.test(text)) ? 'extended' : 'standard';
  return {name, family, defaultAction: 'deny', ...readAclLines(lines, {form, mask: 'wildcard'})};
}

/** Lists of addresses, used for sessions and routes. Lists of prefixes filter routes alone and are left out. */
export function readAcls(config: RunningConfig) {
  const lists = new Map<string, {family: Acl['family']; name: string; lines: string[]}>();
  for (const {match} of matching(config.nodes, line)) {
    const [, kind, name = '', text = ''] = match;
    const family = kind === 'ipv6' ? 'ipv6' : kind === 'mac' ? 'mac' : 'ipv4';
    const list = lists.get(`${family} ${name}`) ?? {family, name, lines: []};
    list.lines.push(text);
    lists.set(`${family} ${name}`, list);
  }
  const acls = [...lists.values()].map(({family, name, lines}) => toAcl(family, name, lines));
  const bindings = matching(below(config.nodes, /^line vty$/), /^(?:ipv6 )?access-class (\S{1,64})$/).map(
    ({match}) => ({
      acl: match[1] ?? '',
      place: 'line vty',
      direction: 'in' as const,
    }),
  );
  const value: DeviceAcls = {acls, bindings};
  return told(
    value,
    config,
    acls.every(({unread}) => unread.length === 0),
  );
}
