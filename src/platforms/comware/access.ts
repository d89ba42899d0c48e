import type {DeviceAccess, DeviceUsers} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {gradeOf} from '../text/grade.ts';
import {aclsOf, limitsLogins} from './acls.ts';

type User = DeviceUsers['users'][number];

/** `hash`: SHA-512 with a salt in version 7; `cipher` can be undone; `simple` is shown by nobody but may be typed. */
function scheme(password: string | null): Pick<User, 'scheme' | 'grade'> {
  const kind = password?.split(' ')[0] ?? null;
  if (kind === null) return {scheme: 'none', grade: null};
  if (kind === 'hash') return {scheme: 'sha512', grade: null};
  if (kind === 'cipher') return {scheme: 'reversible', grade: null};
  return kind === 'simple' ? {scheme: 'plain', grade: gradeOf(password ?? '')} : {scheme: null, grade: null};
}

function userOf(name: string, lines: readonly ConfigNode[]): User {
  const role = lastValue(lines, /^authorization-attribute user-role (\S{1,63})$/);
  const level = lastValue(lines, /^authorization-attribute level (\d)$/);
  const privilege = level === null ? null : Number(level);
  const administrator =
    role === null ? (privilege === null ? null : privilege === 3) : /^(?:network-admin|level-15)$/.test(role);
  return {
    name,
    privilege,
    role,
    administrator,
    enabled: !has(lines, /^state block$/),
    ...scheme(lastValue(lines, /^password ((?:hash|cipher|simple|irreversible-cipher) .{1,300})$/)),
  };
}

export function readUsers(config: RunningConfig) {
  const {nodes} = config;
  const users = matching(nodes, /^local-user (\S{1,80})(?: class manage)?$/).map(({node, match}) =>
    userOf(match[1] ?? '', node.children),
  );
  const control = has(nodes, /^password-control enable$/);
  const superPassword =
    nodes
      .findLast(({text}) => /^super password /.test(text))
      ?.text.replace(/^super password (?:role \S{1,63} |level \d )?/, '') ?? null;
  const length = lastValue(nodes, /^password-control length (\d{1,2})$/);
  const attempts = lastValue(nodes, /^password-control login-attempt (\d{1,2})\b/);
  const value: DeviceUsers = {
    users: users.sort((a, b) => (a.name < b.name ? -1 : 1)),
    enable: superPassword === null ? null : scheme(superPassword),
    hasPrivilegedMode: true,
    encryption: null,
    minLength: control && length !== null ? Number(length) : null,
    lockoutAttempts: control ? (attempts === null ? null : Number(attempts)) : 0,
  };
  return told(value, config);
}

type Line = DeviceAccess['lines'][number];

const logins: Readonly<Record<string, Line['login']>> = {none: 'none', password: 'line-password', scheme: 'local'};

function lineOf(name: string, lines: readonly ConfigNode[], aaa: boolean): Line {
  const [, minutes = '10', seconds = '0'] =
    matching(lines, /^idle-timeout (\d{1,5})(?: (\d{1,3}))?$/).at(-1)?.match ?? [];
  const mode = lastValue(lines, /^authentication-mode (none|password|scheme)\b/);
  const login = mode === null ? null : (logins[mode] ?? null);
  const vty = name.startsWith('vty');
  const inbound = lastValue(lines, /^protocol inbound (all|ssh|telnet)$/) ?? 'all';
  return {
    name,
    kind: vty ? 'remote' : 'console',
    idleTimeoutSeconds: Number(minutes) * 60 + Number(seconds),
    login: login === 'local' && aaa ? 'aaa' : login,
    grade: null,
    transports: !vty ? [] : inbound === 'all' ? ['ssh', 'telnet'] : [inbound],
    acl: vty ? lastValue(lines, /^acl (\d{4}) inbound$/) : null,
  };
}

/** Telnet, SSH and the web are off until they are enabled. Source: H3C fundamentals configuration guide, version 7. */
export function readAccess(config: RunningConfig) {
  const {nodes} = config;
  const aaa = matching(nodes, /^domain \S/).some(({node}) =>
    has(node.children, /^authentication (?:login|default) (?:radius|hwtacacs)-scheme /),
  );
  const lines = matching(nodes, /^(?:line|user-interface) (?!class)(\S{1,8}(?: \d{1,4}){1,2})$/).map(({node, match}) =>
    lineOf(match[1] ?? '', node.children, aaa),
  );
  const acls = aclsOf(config);
  const guard = (line: string): {acl: string | null; restricted: boolean | null} => {
    const acl = lastValue(nodes, new RegExp(`^${line} acl (?:ipv6 )?(\\S{1,63})$`)) ?? null;
    return {acl, restricted: acl === null ? null : limitsLogins(acls, acl)};
  };
  const vty = lines.filter(({kind}) => kind === 'remote');
  const byLines = vty.length > 0 && vty.every(({acl}) => acl !== null && limitsLogins(acls, acl) === true);
  const limit = (own: {acl: string | null; restricted: boolean | null}) =>
    own.acl !== null
      ? own
      : {acl: vty[0]?.acl ?? null, restricted: byLines ? true : vty.every(({acl}) => acl === null) ? false : null};
  const open = (pattern: RegExp): boolean => has(nodes, pattern);
  const web = {acl: lastValue(nodes, /^ip https? acl (\d{4})$/), restricted: null};
  const planes: DeviceAccess['planes'] = [
    {protocol: 'ftp', enabled: open(/^ftp server enable$/), port: 21, acl: null, restricted: null, interfaces: []},
    {protocol: 'http', enabled: open(/^ip http enable$/), port: 80, ...web, interfaces: []},
    {protocol: 'https', enabled: open(/^ip https enable$/), port: 443, ...web, interfaces: []},
    {
      protocol: 'netconf',
      enabled: open(/^netconf (?:ssh server|soap https?) enable$/),
      port: null,
      acl: null,
      restricted: null,
      interfaces: [],
    },
    {protocol: 'ssh', enabled: open(/^ssh server enable$/), port: 22, ...limit(guard('ssh server')), interfaces: []},
    {
      protocol: 'telnet',
      enabled: open(/^telnet server enable$/),
      port: 23,
      ...limit(guard('telnet server')),
      interfaces: [],
    },
  ];
  // Version 5 serves the web by itself, on some models.
  const old = /^ version [1-6]\./m.test(config.text);
  const sure = planes.filter(({protocol, enabled}) => !old || enabled || protocol !== 'http');
  const value: DeviceAccess = {
    planes: sure,
    lines,
    sshVersion: has(nodes, /^undo ssh server compatible-ssh1x/) ? '2' : null,
    sshCiphers: lastValue(nodes, /^ssh2 algorithm cipher (.{1,300})$/)?.split(' ') ?? null,
    sshMacs: lastValue(nodes, /^ssh2 algorithm mac (.{1,300})$/)?.split(' ') ?? null,
    sshKex: lastValue(nodes, /^ssh2 algorithm key-exchange (.{1,300})$/)?.split(' ') ?? null,
    sshKeyBits: null,
    tlsVersions: null,
  };
  return told(value, config, sure.length === planes.length && lines.every(({login}) => login !== null));
}
