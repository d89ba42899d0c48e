import type {DeviceLogging, DeviceSnmp, DeviceTime} from '../../model/device/index.ts';
import {partial} from '../../model/probe.ts';
import {has, lastValue, matching} from '../config/indented.ts';
import {plainLogging} from '../config/plain-logging.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {heldTo, lowest, type SnmpLevel} from '../config/snmp-level.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import * as caution from '../text/caution.ts';
import {readSecret} from '../text/secret.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';
import {aclsOf, limitsLogins} from './acls.ts';

const versions = {v1: '1', v2c: '2c', v3: '3'} as const;

const snmp: readonly Statement<DeviceSnmp>[] = [
  {pattern: /^snmp-agent$/, read: (draft) => (draft.enabled = true)},
  {
    pattern: /^snmp-agent community (read|write)(?: (?:simple|cipher))? (.{0,4}<secret [^>]{1,120}>)(.{0,120})$/,
    read: ({communities}, [, access, secret = '', rest = '']) => {
      const {grade = null, mark = ''} = readSecret(secret) ?? {};
      const acl = / acl (?:ipv4 )?(?:name )?(\S{1,63})/.exec(rest)?.[1] ?? null;
      const view = / mib-view (\S{1,32})/.exec(rest)?.[1] ?? null;
      communities.push({
        mark,
        grade,
        access: access === 'write' ? 'rw' : 'ro',
        acl,
        restricted: acl === null ? false : null,
        view,
      });
    },
  },
  {
    pattern: /^snmp-agent usm-user v3 (\S{1,64}) (\S{1,64})(.{0,600})$/,
    read: ({users}, [, name = '', group = '', rest = '']) => {
      const auth = / authentication-mode (\S{1,8})/.exec(rest)?.[1];
      const priv = / privacy-mode (\S{1,8})/.exec(rest)?.[1];
      const hidden = auth === undefined && rest.includes('<secret ');
      users.push({name, group, auth: hidden ? 'unknown' : snmpAuth(auth), priv: snmpPriv(priv)});
    },
  },
  {
    pattern:
      /^snmp-agent target-host (?:trap|inform) address udp-domain (\S{1,64})(?: .{1,120})? params securityname .{1,160}?(?: (v1|v2c|v3)\b.{0,40})?$/,
    read: ({traps}, [, address = '', version]) => {
      traps.push({address, version: version === undefined ? '1' : versions[version as keyof typeof versions]});
    },
  },
  {
    pattern:
      /^(?:undo )?snmp-agent (?:local-engineid|sys-info|group|mib-view|trap|port|packet|log|calculate|community-map|context|remote)\b/,
  },
];

const levels: Readonly<Record<string, SnmpLevel>> = {authentication: 'auth', privacy: 'priv'};

/**
 * An account as its group demands: neither authentication nor encryption unless the group names one of them; without a group, by
 * a role, it is not told. Source: H3C network management and monitoring command reference, version 7, snmp-agent group.
 */
function heldToGroup(user: DeviceSnmp['users'][number], {nodes}: RunningConfig): DeviceSnmp['users'][number] {
  if (user.group === 'user-role') return heldTo({...user, group: null}, null);
  const groups = matching(nodes, /^snmp-agent group v3 (\S{1,64})(?: (authentication|privacy)\b)?/);
  const own = groups.filter(({match}) => match[1] === user.group).map(({match}) => levels[match[2] ?? ''] ?? 'noauth');
  return heldTo(user, lowest(own));
}

/** Version 3 alone answers until `sys-info version` adds others. Source: H3C network management configuration guide, version 7. */
export function readSnmp(config: RunningConfig) {
  const draft: DeviceSnmp = {enabled: false, versions: [], communities: [], users: [], traps: []};
  const understood = readStatements(config.nodes, /^(?:undo )?snmp-agent\b/, snmp, draft);
  draft.users = draft.users.map((user) => heldToGroup(user, config));
  const said = lastValue(config.nodes, /^snmp-agent sys-info version (.{1,20})$/)?.split(/\s+/) ?? [];
  const all = said.includes('all');
  const on = (name: string): boolean => all || said.includes(name);
  if (draft.enabled && on('v1')) draft.versions.push('1');
  if (draft.enabled && on('v2c')) draft.versions.push('2c');
  if (draft.enabled && (said.length === 0 || on('v3'))) draft.versions.push('3');
  const acls = aclsOf(config);
  for (const community of draft.communities) {
    if (community.acl !== null) community.restricted = limitsLogins(acls, community.acl);
  }
  return told(draft, config, understood, caution.snmp);
}

const logging: readonly Statement<DeviceLogging>[] = [
  {
    pattern:
      /^info-center loghost (?:vpn-instance \S{1,31} )?(\d[\d.]{6,14}|[0-9a-f]{0,4}:[0-9a-f:]{2,40}|[a-z][\w.-]{1,200})(?: port (\d{1,5}))?(?: (?:facility|dscp) \S{1,12})*$/i,
    read: ({servers}, [, address = '', port = '514']) => {
      servers.push({address, port: Number(port), protocol: 'udp', severity: null});
    },
  },
  {pattern: /^info-center enable$/, read: (draft) => (draft.enabled = true)},
  {pattern: /^undo info-center enable$/, read: (draft) => (draft.enabled = false)},
  {
    pattern:
      /^(?:undo )?info-center (?:source|loghost source|timestamp|logbuffer|logfile|synchronous|format|logging|security-logfile|syslog|trace-logfile|diagnostic-logfile|channel|console|monitor)\b/,
  },
];

export function readLogging(config: RunningConfig) {
  const draft = plainLogging();
  return told(draft, config, readStatements(config.nodes, /^(?:undo )?info-center\b/, logging, draft));
}

export function readTime(config: RunningConfig) {
  const {nodes} = config;
  const checks = has(nodes, /^ntp-service authentication enable$/);
  // From version 7 on no server is followed until the client is switched on.
  const old = /^ version [1-6]\./m.test(config.text);
  const runs = (client = ''): boolean => old || has(nodes, new RegExp(`^${client}(?:-service)? enable$`));
  const trusted = new Set(
    matching(nodes, /^ntp-service reliable authentication-keyid (\d{1,10})$/).map(({match}) => match[1]),
  );
  const found = matching(
    nodes,
    /^(ntp|sntp)(?:-service)? (?:ipv6 )?(?:unicast-server|unicast-peer) (\S{1,128})(.{0,120})$/,
  ).filter(({match}) => runs(match[1]));
  const servers: DeviceTime['servers'] = found.map(({match}) => ({
    address: match[2] ?? '',
    authenticated: checks && trusted.has(/ authentication-keyid (\d{1,10})\b/.exec(match[3] ?? '')?.[1] ?? ''),
  }));
  const zone = lastValue(nodes, /^clock timezone (\S{1,32}) (?:add|minus) [\d:]{1,8}$/);
  const value: DeviceTime = {
    servers,
    protocol: servers.length === 0 ? null : found[0]?.match[1] === 'sntp' ? 'sntp' : 'ntp',
    authentication: servers.length === 0 ? null : servers.every(({authenticated}) => authenticated === true),
    synchronised: null,
    source: null,
    stratum: null,
    offsetMs: null,
    timezone: zone,
    serves: has(nodes, /^ntp-service refclock-master\b/) ? true : null,
  };
  return partial(value, 'unsupported');
}
