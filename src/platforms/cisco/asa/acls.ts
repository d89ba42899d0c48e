import type {DeviceAcls} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {readAclLines} from '../../acl/entry.ts';
import {matching} from '../../config/indented.ts';
import {byCodeUnit} from '../../text/order.ts';
import {told, type CiscoConfig} from '../config.ts';
import {asaSyntax} from './groups.ts';
import {readObjects} from './objects.ts';

type Acl = DeviceAcls['acls'][number];
type Binding = DeviceAcls['bindings'][number];

/** What it is known by in the configuration: the standard form names destinations of routes, and filters no traffic. */
const line = /^access-list (\S+) (?:(extended|standard|ethertype|webtype) )?((?:permit|deny|remark) .*)$/;

interface Lines {
  readonly extended: string[];
  readonly standard: string[];
  readonly other: string[];
}

/** Of all lists together: those beyond are not read. */
const mostEntries = 100_000;

export function readAcls({nodes}: CiscoConfig): ReadonlyMap<string, Acl> {
  const lists = new Map<string, Lines>();
  for (const {match} of matching(nodes, line)) {
    const [, name = '', form, rest = ''] = match;
    const list = lists.get(name) ?? {extended: [], standard: [], other: []};
    lists.set(name, list);
    if (form === 'standard') list.standard.push(rest);
    else if (form === 'ethertype' || form === 'webtype') list.other.push(rest);
    else list.extended.push(rest);
  }
  const objects = readObjects(nodes);
  let left = mostEntries;
  return new Map(
    [...lists].map(([name, {extended, standard, other}]) => {
      const read = left > 0;
      const one = readAclLines(read ? extended : [], {...asaSyntax, objects});
      const two = readAclLines(read ? standard : [], {...asaSyntax, form: 'standard'});
      const family = other.length > 0 ? 'mac' : 'any';
      const entries = [...one.entries, ...two.entries];
      left -= entries.length;
      return [
        name,
        {
          name,
          family,
          defaultAction: 'deny',
          entries,
          unread: [...one.unread, ...two.unread, ...other, ...(read ? [] : [...extended, ...standard])],
        },
      ];
    }),
  );
}

function bindingsOf({nodes}: CiscoConfig): Binding[] {
  return matching(nodes, /^access-group (\S+) (?:global|(in|out) interface (\S+(?: control-plane)?))/).map(
    ({match}) => ({
      acl: match[1] ?? '',
      place: match[3] ?? 'global',
      direction: match[2] === 'in' || match[2] === 'out' ? match[2] : 'both',
    }),
  );
}

export function readDeviceAcls(config: CiscoConfig): Parsed<DeviceAcls> {
  const acls = [...readAcls(config).values()].sort((a, b) => byCodeUnit(a.name, b.name));
  const all = matching(config.nodes, /^access-list /).filter(
    ({node}) => !/^access-list (?:alert-interval|deny-flow-max) /.test(node.text),
  );
  const understood = all.every(({node}) => line.test(node.text)) && acls.every(({unread}) => unread.length === 0);
  return told(config, {acls, bindings: bindingsOf(config)}, understood);
}
