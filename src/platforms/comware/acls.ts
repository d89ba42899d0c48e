import type {DeviceAcls} from '../../model/device/index.ts';
import {matching} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {isBroad} from '../text/breadth.ts';
import {readRule} from './rules.ts';

type Acl = DeviceAcls['acls'][number];

const head =
  /^acl (?:(?<six>ipv6) )?(?:(?<kind>basic|advanced|mac) |number )(?<name>name \S{1,63}|\d{4})(?: name \S{1,63})?(?: match-order config)?$/;

/** `packet-filter` forwards what no rule matches; a list that guards logins refuses it. Source: H3C ACL and QoS configuration guide. */
export function aclsOf({nodes}: RunningConfig): DeviceAcls {
  const acls = matching(nodes, head).map(({node, match}): Acl => {
    const {six, kind, name = ''} = match.groups ?? {};
    const lines = node.children
      .map(({text}) => text)
      .filter((text) => !/^(?:description|step|rule \d{1,5} comment) /.test(text));
    const read = lines.map((text) => ({text, entry: six === undefined && kind !== 'mac' ? readRule(text) : null}));
    return {
      name: name.replace(/^name /, ''),
      family: six === undefined ? (kind === 'mac' ? 'mac' : 'ipv4') : 'ipv6',
      defaultAction: 'permit',
      entries: read.flatMap(({entry}) => entry ?? []),
      unread: read.flatMap(({entry, text}) => (entry === null ? [text] : [])),
    };
  });
  const bindings = matching(nodes, /^interface (\S{1,60})$/).flatMap(({node, match}) =>
    matching(node.children, /^packet-filter (?:ipv6 |mac )?(?:name )?(\S{1,63}) (inbound|outbound)$/).map(
      ({match: bound}) => ({
        acl: bound[1] ?? '',
        place: match[1] ?? '',
        direction: bound[2] === 'outbound' ? ('out' as const) : ('in' as const),
      }),
    ),
  );
  return {acls, bindings};
}

/** Lists and where they filter packets; `packet-filter default deny` turns what no rule matches around. */
export function readAcls(config: RunningConfig) {
  const value = aclsOf(config);
  const known = config.nodes
    .filter(({text}) => /^acl /.test(text))
    .every(({text}) => head.test(text) || /^acl (?:logging|trap|copy)/.test(text));
  const refuses = config.nodes.some(({text}) => text === 'packet-filter default deny');
  if (refuses) for (const acl of value.acls) acl.defaultAction = 'deny';
  return told(value, config, known && value.acls.every(({unread}) => unread.length === 0));
}

/**
 * Whether a list lets named addresses alone log in: what no rule permits may not. Null when the list is not known in full,
 * or has no rule: such a list keeps nobody out.
 */
export function limitsLogins({acls}: DeviceAcls, name: string | null): boolean | null {
  const found = acls.filter((acl) => acl.name === name);
  if (found.length === 0 || found.some(({unread, entries}) => unread.length > 0 || entries.length === 0)) return null;
  return found.every(({entries}) => {
    const decisive = entries.find(({sources, action, protocol}) =>
      action === 'permit' ? sources.some(isBroad) : sources.includes('any') && protocol === 'ip',
    );
    return decisive?.action !== 'permit';
  });
}
