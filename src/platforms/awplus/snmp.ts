import type {DeviceSnmp} from '../../model/device/index.ts';
import {restricts} from '../config/restriction.ts';
import {told, type RunningConfig} from '../config/running.ts';
import * as caution from '../text/caution.ts';
import {heldToGroups} from '../config/snmp-level.ts';
import {readIf, readStatements, type Statement} from '../config/statements.ts';
import {readSecret} from '../text/secret.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';
import {aclsOf} from './acls.ts';

interface Draft {
  readonly snmp: DeviceSnmp;
  enabled: boolean | null;
}

const mark = String.raw`(.{0,8}<secret [^>]{1,120}>"?)`;

function addCommunity({communities}: DeviceSnmp, secret: string, rest: string): boolean {
  const words = rest
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  let access: 'ro' | 'rw' = 'ro';
  let acl: string | null = null;
  let view: string | null = null;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === 'ro' || word === 'rw') access = word;
    else if (word === 'view') view = words[++at] ?? null;
    else if (/^\d{1,4}$/.test(word)) acl = word;
    else return false;
  }
  const {grade = null, mark: name = ''} = readSecret(secret) ?? {};
  communities.push({mark: name, grade, access, acl, restricted: acl === null ? false : null, view});
  return true;
}

const statements: readonly Statement<Draft>[] = [
  {pattern: /^(no )?snmp-server(?: ip)?$/, read: (draft, [, no]) => (draft.enabled = no === undefined)},
  {pattern: /^(?:no )?snmp-server ipv6$/},
  {
    pattern: new RegExp(`^snmp-server community ${mark}(.{0,80})$`),
    read: ({snmp}, [, secret = '', rest = '']) => readIf(addCommunity(snmp, secret, rest)),
  },
  {
    pattern:
      /^snmp-server user (\S{1,64}) (\S{1,64})(?: encrypted)?(?: auth (\S{1,10}) .{1,200}?)?(?: priv (\S{1,10}) .{1,200})?$/,
    read: ({snmp}, [, name = '', group = '', auth, priv]) =>
      snmp.users.push({name, auth: snmpAuth(auth), priv: snmpPriv(priv), group}),
  },
  {
    pattern:
      /^snmp-server host (\S{1,128})(?: (?:traps?|informs?))?(?: version (1|2c|3)(?: (?:auth|noauth|priv))?)? .{1,200}$/,
    read: ({snmp}, [, address = '', version]) => {
      snmp.traps.push({address, version: version === '1' || version === '2c' || version === '3' ? version : null});
    },
  },
  {
    pattern:
      /^(?:no )?snmp-server (?:enable trap|group|view|contact|location|source-interface|engineID|legacy-ifadminstatus|startup-trap-delay|enable-trap)\b/,
  },
];

/** What answers: communities and users. The agent runs unless it was stopped, as the configuration says in a line of its own. */
export function readSnmp(config: RunningConfig) {
  const snmp: DeviceSnmp = {enabled: false, versions: [], communities: [], users: [], traps: []};
  const draft: Draft = {snmp, enabled: null};
  const understood = readStatements(config.nodes, /^(?:no )?snmp-server\b/, statements, draft);
  const acls = aclsOf(config);
  for (const community of snmp.communities) {
    if (community.acl !== null) community.restricted = restricts(acls, community.acl);
  }
  snmp.users = heldToGroups(snmp.users, config.nodes, /^snmp-server group (\S{1,64}) (noauth|auth|priv)\b/);
  snmp.enabled = draft.enabled ?? snmp.communities.length + snmp.users.length > 0;
  if (snmp.enabled && snmp.communities.length > 0) snmp.versions.push('1', '2c');
  if (snmp.enabled && snmp.users.length > 0) snmp.versions.push('3');
  return told(snmp, config, understood && draft.enabled !== null, caution.snmp);
}
