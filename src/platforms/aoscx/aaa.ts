import type {DeviceAaa} from '../../model/device/index.ts';
import {aaaMethods} from '../config/aaa-methods.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';

type Method = DeviceAaa['methods'][number];

function serviceOf(kind: string | undefined, list: string): Method['service'] {
  if (kind === 'accounting all-mgmt') return 'accounting';
  if (kind !== 'authentication login') return 'authorization';
  return list === 'console' ? 'console-login' : 'login';
}

/** Ways in that are told apart; those without a list of their own are asked by `default`, which is the local one until it is set. */
const remote = ['ssh', 'https-server'];

function withDefault(methods: readonly Method[]): Method[] {
  const logins = new Set(methods.filter(({service}) => service === 'login').map(({list}) => list));
  const own = remote.every((way) => logins.has(way));
  return logins.has('default') || own
    ? [...methods]
    : [...methods, {service: 'login', list: 'default', methods: ['local']}];
}

const statements: readonly Statement<DeviceAaa>[] = [
  {pattern: /^aaa authentication (?:limit-login-attempts|minimum-password-length|allow-fail-through|port-access)\b/},
  {
    pattern:
      /^aaa (authentication login|authorization commands|accounting all-mgmt) (\S{1,32}) (?:start-stop |stop-only )?(.{1,120})$/,
    read: ({methods}, [, kind, list = '', text = '']) => {
      methods.push({service: serviceOf(kind, list), list, methods: aaaMethods(text)});
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
  const understood = readStatements(config.nodes, /^(?:aaa|radius-server|tacacs-server)\b/, statements, draft);
  const methods = config.lacks === null ? withDefault(draft.methods) : draft.methods;
  return told({...draft, methods}, config, understood);
}
