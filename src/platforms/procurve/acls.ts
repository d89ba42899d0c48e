import type {DeviceAcls} from '../../model/device/index.ts';
import {readAclLines} from '../acl/entry.ts';
import {matching} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {unquoted} from '../text/quotes.ts';

const list = /^(ip|ipv6) access-list(?: (standard|extended|connection-rate-filter))? ("[^"]{1,64}"|\S{1,64})$/;

/** Lists of addresses, with the ports and VLANs that they stand at. */
export function readAcls(config: RunningConfig) {
  const {nodes} = config;
  const acls: DeviceAcls['acls'] = matching(nodes, list).map(({node, match}) => {
    const lines = node.children.map(({text}) => text).filter((text) => text !== 'exit');
    const form = match[2] === 'standard' ? 'standard' : 'extended';
    const family = match[1] === 'ipv6' ? 'ipv6' : 'ipv4';
    return {
      name: unquoted(match[3] ?? ''),
      family,
      defaultAction: 'deny',
      ...readAclLines(lines, {form, mask: 'wildcard'}),
    };
  });
  const bindings: DeviceAcls['bindings'] = matching(nodes, /^(?:vlan|interface) \S{1,40}$/).flatMap(({node}) =>
    matching(
      node.children,
      /^(?:ip|ipv6) access-group ("[^"]{1,64}"|\S{1,64}) (in|out|vlan|vlan-in|vlan-out|connection-rate-filter)$/,
    ).map(({match}) => ({
      acl: unquoted(match[1] ?? ''),
      place: node.text,
      direction: match[2]?.endsWith('out') === true ? ('out' as const) : ('in' as const),
    })),
  );
  const known = nodes.filter(({text}) => /^(?:ip|ipv6) access-list /.test(text)).every(({text}) => list.test(text));
  return told({acls, bindings}, config, known && acls.every(({unread}) => unread.length === 0));
}
