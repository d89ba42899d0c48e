import type {DeviceAaa, DeviceLogging, DeviceServices, DeviceSnmp} from '../../model/device/index.ts';
import {aaaMethods} from '../config/aaa-methods.ts';
import {has, lastValue, matching} from '../config/indented.ts';
import {plainLogging} from '../config/plain-logging.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {below, readIf, readStatements, type Statement} from '../config/statements.ts';
import * as caution from '../text/caution.ts';
import {readSecret} from '../text/secret.ts';
import {readSeverity} from '../text/severity.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';

const aaa: readonly Statement<DeviceAaa>[] = [
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
      // Keys are kept encrypted.
      servers.push({protocol: kind === 'radius' ? 'radius' : 'tacacs+', address, keyGrade: null});
    },
  },
  {pattern: /^(?:radius|tacacs)-server (?:key|timeout|retries|auth-type|tracking|status-server)\b/},
];

export function readAaa(config: RunningConfig) {
  const draft: DeviceAaa = {enabled: true, methods: [], servers: []};
  return told(draft, config, readStatements(config.nodes, /^(?:aaa|radius-server|tacacs-server)\b/, aaa, draft));
}

const snmp: readonly Statement<DeviceSnmp>[] = [
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
      /^(?:snmp-server (?:system-|trap|agent-port|historical|snmpv3-only|response-source|engine-id)|snmpv3 (?:context|security-level|engine-id)|no snmp-server trap)/,
  },
];

/** The agent answers in the VRFs that are named. Without a community of its own it takes `public`. Source: AOS-CX SNMP guide. */
export function readSnmp(config: RunningConfig) {
  const draft: DeviceSnmp = {enabled: false, versions: [], communities: [], users: [], traps: []};
  const understood = readStatements(config.nodes, /^(?:no )?snmp(?:-server|v3)\b/, snmp, draft);
  const only3 = has(config.nodes, /^snmp-server snmpv3-only$/);
  if (draft.enabled && !only3) draft.versions.push('1', '2c');
  if (draft.enabled && draft.users.length > 0) draft.versions.push('3');
  const silent = !draft.enabled || only3 || draft.communities.length > 0;
  return told(draft, config, understood && silent, caution.snmp);
}

const host = String.raw`\d[\d.]{6,14}|[0-9a-f]{0,4}:[0-9a-f:]{2,40}|[a-z][\w.-]{0,127}\.[\w.-]{1,127}`;
const option = String.raw` (?:(?:udp|tcp|tls)(?: \d{1,5})?|severity \S{1,12}|vrf \S{1,32}|include-auditable-events|filter \S{1,64}|rate-limit-burst \d{1,9}|auth-mode \S{1,32}|legacy-tls-renegotiation|disable)`;
const server = new RegExp(`^logging (${host})((?:${option}){0,10})$`, 'i');

const logging: readonly Statement<DeviceLogging>[] = [
  {
    pattern: server,
    read: (draft, [, address = '', rest = '']) => {
      if (/ disable\b/.test(rest)) return;
      const [, protocol = 'udp', port] = / (udp|tcp|tls)(?: (\d{1,5}))?\b/.exec(rest) ?? [];
      const level = / severity (\S{1,12})/.exec(rest)?.[1] ?? 'info';
      const usual = protocol === 'udp' ? 514 : protocol === 'tls' ? 6514 : null;
      const kind = protocol === 'tcp' || protocol === 'tls' ? protocol : 'udp';
      draft.servers.push({
        address,
        port: port === undefined ? usual : Number(port),
        protocol: kind,
        severity: readSeverity(level),
      });
      if (/ include-auditable-events\b/.test(rest)) draft.commands = true;
    },
  },
  {pattern: /^logging (?:facility|filter|persistent-storage|threshold|console)\b/},
];

/** Messages go out from the severity `info` on. Source: AOS-CX monitoring guide, logging. */
export function readLogging(config: RunningConfig) {
  const draft = plainLogging();
  return told(draft, config, readStatements(config.nodes, /^(?:no )?logging\b/, logging, draft));
}

export function readServices(config: RunningConfig) {
  const {nodes} = config;
  const features: DeviceServices['features'] = [
    {name: 'lldp', enabled: !has(nodes, /^no lldp$/), interface: null},
    {name: 'dhcp-server', enabled: has(below(nodes, /^dhcp-server(?:-v4)? vrf /), /^enable$/), interface: null},
  ];
  if (has(nodes, /^(?:no )?spanning-tree$/)) {
    features.push({name: 'spanning-tree', enabled: has(nodes, /^spanning-tree$/), interface: null});
  }
  const central = matching(nodes, /^aruba-central$/).flatMap(({node}) => node.children);
  if (has(central, /^(?:disable|enable)$/)) {
    features.push({name: 'cloud-management', enabled: !has(central, /^disable$/), interface: null});
  }
  return told({features}, config, true, caution.services);
}
