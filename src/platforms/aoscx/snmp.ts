import type {DeviceSnmp} from '../../model/device/index.ts';
import {has, lastValue} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {heldTo} from '../config/snmp-level.ts';
import {readIf, readStatements, type Statement} from '../config/statements.ts';
import * as caution from '../text/caution.ts';
import {readSecret} from '../text/secret.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';

const statements: readonly Statement<DeviceSnmp>[] = [
  {pattern: /^snmp-server vrf \S{1,32}$/, read: (draft) => (draft.enabled = true)},
  {
    pattern: /^snmp-server community (.{0,4}<secret [^>]{1,120}>"?)$/,
    read: ({communities}, [, secret = ''], {children}) => {
      const {grade = null, mark = ''} = readSecret(secret) ?? {};
      const access = lastValue(children, /^access-level (ro|rw)$/) === 'rw' ? 'rw' : 'ro';
      const acl = lastValue(children, /^access-list (?:ip |ipv6 )?(\S{1,64})$/);
      communities.push({
        mark,
        grade,
        access,
        acl,
        restricted: acl === null ? false : null,
        view: lastValue(children, /^view (\S{1,64})$/),
      });
      return readIf(children.every(({text}) => /^(?:access-level|view|access-list) /.test(text)));
    },
  },
  {
    pattern:
      /^snmpv3 user (\S{1,64})(?: auth (\S{1,8}) auth-pass \S{1,12} .{1,200}?)?(?: priv (\S{1,8}) priv-pass \S{1,12} .{1,200}?)?(?: access-level r[ow])?$/,
    read: ({users}, [, name = '', auth, priv]) =>
      users.push({name, auth: snmpAuth(auth), priv: snmpPriv(priv), group: null}),
  },
  {
    pattern: /^snmp-server host (\S{1,128})(?: (?:trap|inform))?(?: version v?(1|2c|3))? /,
    read: ({traps}, [, address = '', version]) => {
      traps.push({address, version: version === '1' || version === '2c' || version === '3' ? version : null});
    },
  },
  {
    pattern:
      /^(?:snmp-server (?:system-|trap|agent-port|historical|snmpv3-only|response-source|engine-id)|snmpv3 (?:context|engine-id)|no snmp-server trap)/,
  },
  {pattern: /^(?:no )?snmpv3 security-level (?:auth|auth-privacy)$/},
];

/**
 * Accounts as the level of the switch protects them. Unless it is lowered, those without authentication and encryption are out of
 * use; of a lower one it is not told whether the others may leave them out. Source: AOS-CX SNMP guide, snmpv3 security-level.
 */
function heldToLevel(users: DeviceSnmp['users'], {nodes}: RunningConfig): DeviceSnmp['users'] {
  const last = nodes.findLast(({text}) => /^(?:no )?snmpv3 security-level\b/.test(text))?.text;
  switch (last) {
    case undefined:
    case 'snmpv3 security-level auth-privacy':
    case 'no snmpv3 security-level auth':
      return users;
    case 'snmpv3 security-level auth':
      return users.map((user) => ({...heldTo(user, null), auth: user.auth}));
    default:
      return users.map((user) => heldTo(user, null));
  }
}

/** The agent answers in the VRFs that are named. Without a community of its own it takes `public`. Source: AOS-CX SNMP guide. */
export function readSnmp(config: RunningConfig) {
  const draft: DeviceSnmp = {enabled: false, versions: [], communities: [], users: [], traps: []};
  const understood = readStatements(config.nodes, /^(?:no )?snmp(?:-server|v3)\b/, statements, draft);
  const only3 = has(config.nodes, /^snmp-server snmpv3-only$/);
  if (draft.enabled && !only3) draft.versions.push('1', '2c');
  if (draft.enabled && draft.users.length > 0) draft.versions.push('3');
  draft.users = heldToLevel(draft.users, config);
  const known = !draft.enabled || only3 || draft.communities.length > 0;
  return told(draft, config, understood && known, caution.snmp);
}
