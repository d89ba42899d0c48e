import type {DeviceSnmp} from '../../model/device/index.ts';
import {restricts} from '../config/restriction.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {heldToGroups} from '../config/snmp-level.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import * as caution from '../text/caution.ts';
import {unquoted} from '../text/quotes.ts';
import {readSecret} from '../text/secret.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';
import {aclsOf} from './acls.ts';

const name = String.raw`("[^"]{1,64}"|\S{1,64})`;
const mark = String.raw`"?<secret [^>]{1,120}>"?`;

const statements: readonly Statement<DeviceSnmp>[] = [
  {
    pattern: new RegExp(`^snmp-server community (${mark})(?: (ro|rw))?(?: ${name})?(?: vrf .{1,20})?$`),
    read: ({communities}, [, secret = '', access, acl]) => {
      const {grade = null, mark: of = ''} = readSecret(secret) ?? {};
      const list = acl === undefined ? null : unquoted(acl);
      const restricted = list === null ? false : null;
      communities.push({mark: of, grade, access: access === 'rw' ? 'rw' : 'ro', acl: list, restricted, view: null});
    },
  },
  {
    pattern: new RegExp(
      `^snmp-server user ${name} ${name} v3(?: auth (md5|sha) ${mark})?(?: priv (des|aes\\S{0,4}) ${mark})?(?: .{1,40})?$`,
    ),
    read: ({users}, [, user = '', group = '', auth, priv]) =>
      users.push({name: unquoted(user), auth: snmpAuth(auth), priv: snmpPriv(priv), group: unquoted(group)}),
  },
  {
    pattern:
      /^snmp-server host (\S{1,64})(?: vrf \d{1,4})? (?:traps|informs) .{1,160}?(?: version (1|2c|3)\b.{0,200})?$/,
    read: ({traps}, [, address = '', version]) => {
      traps.push({address, version: version === '2c' || version === '3' ? version : '1'});
    },
  },
  {pattern: /^snmp-server (?:contact|location|group|view|engineID|traps|informs)\b/},
];

/** Nothing answers before a community or a user is configured; a community without a word for its access only reads. */
export function readSnmp(config: RunningConfig) {
  const draft: DeviceSnmp = {enabled: false, versions: [], communities: [], users: [], traps: []};
  const understood = readStatements(config.nodes, /^snmp-server\b/, statements, draft);
  const acls = aclsOf(config);
  for (const community of draft.communities) {
    if (community.acl !== null) community.restricted = restricts(acls, community.acl);
  }
  draft.users = heldToGroups(
    draft.users,
    config.nodes,
    new RegExp(`^snmp-server group ${name} v3 (noauth|auth|priv)\\b`),
  );
  draft.enabled = draft.communities.length + draft.users.length > 0;
  if (draft.communities.length > 0) draft.versions.push('1', '2c');
  if (draft.users.length > 0) draft.versions.push('3');
  return told(draft, config, understood, caution.snmp);
}
