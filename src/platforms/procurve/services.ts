import type {DeviceAcls, DeviceSnmp, DeviceTime} from '../../model/device/index.ts';
import {partial} from '../../model/probe.ts';
import {readAclLines} from '../acl/entry.ts';
import {has, lastValue, matching} from '../config/indented.ts';
import {plainLogging} from '../config/plain-logging.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {unquoted} from '../text/quotes.ts';
import * as caution from '../text/caution.ts';
import {readSecret} from '../text/secret.ts';
import {readSeverity} from '../text/severity.ts';

const snmp: readonly Statement<DeviceSnmp>[] = [
  {
    pattern:
      /^snmp-server community ("?<secret [^>]{1,120}>"?)((?: (?:operator|manager|unrestricted|restricted)){0,2})$/,
    read: ({communities}, [, secret = '', words = '']) => {
      const {grade = null, mark = ''} = readSecret(secret) ?? {};
      const access = / unrestricted/.test(words) ? 'rw' : 'ro';
      communities.push({mark, grade, access, acl: null, restricted: null, view: null});
    },
  },
  {
    pattern: /^snmp-server host (\S{1,64})(?: community)? ./,
    read: ({traps}, [, address = '']) => traps.push({address, version: null}),
  },
  {pattern: /^no snmp-server enable$/, read: (draft) => (draft.enabled = false)},
  {pattern: /^(?:no )?snmp-server (?:enable|contact|location|mib|response-source|trap-source|listen)\b/},
  {
    pattern: /^snmpv3 user ("[^"]{1,64}"|\S{1,64})$/,
    read: ({users}, [, name = '']) => users.push({name: unquoted(name), auth: 'unknown', priv: 'unknown', group: null}),
  },
  {pattern: /^snmpv3 (?:enable|only|restricted-access|group|community|notify|params|targetaddress|engineid|remote)\b/},
];

/** The agent runs and knows `public` until the configuration says otherwise, which it then shows. Source: management and configuration guide. */
export function readSnmp(config: RunningConfig) {
  const draft: DeviceSnmp = {enabled: true, versions: [], communities: [], users: [], traps: []};
  const understood = readStatements(config.nodes, /^(?:no )?snmp(?:-server|v3)\b/, snmp, draft);
  const managers = matching(config.nodes, /^ip authorized-managers /).length > 0;
  for (const community of draft.communities) community.restricted = managers ? null : false;
  const only3 = has(config.nodes, /^snmpv3 only$/);
  if (draft.enabled && !only3) draft.versions.push('1', '2c');
  if (draft.enabled && has(config.nodes, /^snmpv3 (?:enable|only)$/)) draft.versions.push('3');
  const named = !draft.versions.includes('2c') || draft.communities.length > 0;
  return told(draft, config, understood && named && draft.users.length === 0, caution.snmp);
}

export function readLogging(config: RunningConfig) {
  const {nodes} = config;
  const severity = readSeverity(lastValue(nodes, /^logging severity (\S{1,12})$/) ?? '');
  const draft = plainLogging();
  if (has(nodes, /^logging command$/)) draft.commands = true;
  const understood = readStatements(
    nodes,
    /^(?:no )?logging\b/,
    [
      {
        pattern: /^logging ([\d.]{7,15}|[0-9a-f]{0,4}:[0-9a-f:]{2,40})(?: (udp|tcp|tls)(?: (\d{1,5}))?)?(?: .{0,80})?$/,
        read: ({servers}, [, address = '', protocol, port]) => {
          const kind = protocol === 'tcp' || protocol === 'tls' ? protocol : 'udp';
          servers.push({
            address,
            port: port === undefined ? (kind === 'udp' ? 514 : null) : Number(port),
            protocol: kind,
            severity,
          });
        },
      },
      {
        pattern:
          /^(?:no )?logging (?:severity|facility|command|system-module|priority-descr|notify|origin-id|filter|host-log)\b/,
      },
    ],
    draft,
  );
  return told(draft, config, understood);
}

export function readTime(config: RunningConfig) {
  const {nodes} = config;
  const servers = matching(nodes, /^s?ntp server (?:priority \d{1,2} )?(\S{1,64})(.{0,80})$/).filter(
    ({match}) => !/^(?:priority|mgmt|authentication)$/.test(match[1] ?? ''),
  );
  const protocol = lastValue(nodes, /^timesync (ntp|sntp)$/);
  const minutes = Number(lastValue(nodes, /^time timezone (-?\d{1,4})$/) ?? '0');
  const all: DeviceTime['servers'] = servers.map(({match}) => ({
    address: match[1] ?? '',
    authenticated: has(nodes, /^ntp authentication$/) && / key-id \d/.test(match[2] ?? ''),
  }));
  const value: DeviceTime = {
    servers: all,
    protocol: protocol === 'ntp' ? 'ntp' : protocol === 'sntp' ? 'sntp' : null,
    authentication: all.length === 0 ? null : all.every(({authenticated}) => authenticated === true),
    synchronised: null,
    source: null,
    stratum: null,
    offsetMs: null,
    timezone: `UTC${minutes < 0 ? '-' : '+'}${Math.abs(minutes) / 60}`,
    serves: null,
  };
  return partial(value, 'unsupported');
}

const list = /^(ip|ipv6) access-list(?: (standard|extended|connection-rate-filter))? ("[^"]{1,64}"|\S{1,64})$/;

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
