import type {DeviceAaa} from '../../model/device/index.ts';
import {aaaMethods} from '../config/aaa-methods.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';

const statements: readonly Statement<DeviceAaa>[] = [
  {pattern: /^aaa authentication (?:limit-login-attempts|minimum-password-length|allow-fail-through|port-access)\b/},
  {
    pattern:
      /^aaa (authentication login|authorization commands|accounting all-mgmt) (\S{1,32}) (?:start-stop |stop-only )?(.{1,120})$/,
    read: ({methods}, [, kind, list = '', text = '']) => {
      const service =
        kind === 'authentication login' ? 'login' : kind === 'accounting all-mgmt' ? 'accounting' : 'authorization';
      methods.push({service, list, methods: aaaMethods(text)});
    },
  },
  {pattern: /^aaa (?:group server|accounting port-access|radius-attribute) /},
  {
    pattern: /^(radius|tacacs)-server host (\S{1,128})\b/,
    read: ({servers}, [, kind, address = '']) => {
      servers.push({protocol: kind === 'radius' ? 'radius' : 'tacacs+', address, keyGrade: null});
    },
  },
  {pattern: /^(?:radius|tacacs)-server (?:key|timeout|retries|auth-type|tracking|status-server)\b/},
];

/** Methods and servers; the keys of servers are kept encrypted, so that no grade is told. */
export function readAaa(config: RunningConfig) {
  const draft: DeviceAaa = {enabled: true, methods: [], servers: []};
  return told(draft, config, readStatements(config.nodes, /^(?:aaa|radius-server|tacacs-server)\b/, statements, draft));
}
