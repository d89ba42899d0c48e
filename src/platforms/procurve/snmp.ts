import type {DeviceSnmp} from '../../model/device/index.ts';
import {has} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import * as caution from '../text/caution.ts';
import {unquoted} from '../text/quotes.ts';
import {readSecret} from '../text/secret.ts';

const statements: readonly Statement<DeviceSnmp>[] = [
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
  const understood = readStatements(config.nodes, /^(?:no )?snmp(?:-server|v3)\b/, statements, draft);
  const managers = has(config.nodes, /^ip authorized-managers /);
  for (const community of draft.communities) community.restricted = managers ? null : false;
  const only3 = has(config.nodes, /^snmpv3 only$/);
  if (draft.enabled && !only3) draft.versions.push('1', '2c');
  if (draft.enabled && has(config.nodes, /^snmpv3 (?:enable|only)$/)) draft.versions.push('3');
  const named = !draft.versions.includes('2c') || draft.communities.length > 0;
  return told(draft, config, understood && named && draft.users.length === 0, caution.snmp);
}
