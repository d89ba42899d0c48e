import type {DeviceAccess, DeviceUsers} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {below} from '../config/statements.ts';
import * as caution from '../text/caution.ts';
import {gradeOf} from '../text/grade.ts';
import {byCodeUnit} from '../text/order.ts';
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

/** Roles add up; what a role of the user's own making may do stands elsewhere. */
function administers(roles: readonly string[]): boolean | null {
  if (roles.some((role) => /^(?:network-admin|mdc-admin|context-admin|level-15)$/.test(role))) return true;
  const harmless = /^(?:network-operator|mdc-operator|context-operator|security-audit|guest-manager|level-[01])$/;
  return roles.every((role) => harmless.test(role)) ? false : null;
}

function userOf(name: string, lines: readonly ConfigNode[]): User {
  const roles = matching(lines, /^authorization-attribute user-role (\S{1,63})$/).map(({match}) => match[1] ?? '');
  const level = lastValue(lines, /^authorization-attribute level (\d)$/);
  const privilege = level === null ? null : Number(level);
  const administrator = roles.length === 0 ? (privilege === null ? null : privilege === 3) : administers(roles);
  return {
    name,
    privilege,
    role: roles.length === 0 ? null : roles.join(' '),
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
  const measured = control && !has(nodes, /^undo password-control length enable$/);
  const superPassword =
    nodes
      .findLast(({text}) => /^super password /.test(text))
      ?.text.replace(/^super password (?:role \S{1,63} |level \d )?/, '') ?? null;
  const length = lastValue(nodes, /^password-control length (\d{1,2})$/);
  const [, attempts = null, after = ''] =
    matching(nodes, /^password-control login-attempt (\d{1,2})(?: exceed (\S{1,9}).{0,20})?$/).at(-1)?.match ?? [];
  const value: DeviceUsers = {
    users: users.sort((a, b) => byCodeUnit(a.name, b.name)),
    enable: superPassword === null ? null : scheme(superPassword),
    hasPrivilegedMode: true,
    encryption: null,
    minLength: measured && length !== null ? Number(length) : null,
    // `exceed unlock` counts failures and lets the user go on.
    lockoutAttempts: !control || after === 'unlock' ? 0 : attempts === null ? null : Number(attempts),
  };
  return told(value, config, true, caution.users);
}

type Line = DeviceAccess['lines'][number];

const logins: Readonly<Record<string, Line['login']>> = {none: 'none', password: 'line-password', scheme: 'local'};

/** Who checks accounts in the domains of ISPs: a domain that checks nothing lets in everybody that is sent to it. */
function schemeOf(nodes: readonly ConfigNode[]): Line['login'] {
  const said = (pattern: RegExp): boolean =>
    matching(nodes, /^domain \S/).some(({node}) => has(node.children, pattern));
  if (said(/^authentication (?:login|default) none$/)) return null;
  return said(/^authentication (?:login|default) (?:radius|hwtacacs|ldap)-scheme /) ? 'aaa' : 'local';
}

function lineOf(name: string, lines: readonly ConfigNode[], scheme: Line['login']): Line {
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
    login: login === 'local' ? scheme : login,
    grade: null,
    transports: !vty ? [] : inbound === 'all' ? ['ssh', 'telnet'] : [inbound],
    acl: vty ? lastValue(lines, /^acl (\d{4}) inbound$/) : null,
  };
}

/** Telnet, SSH and the web are off until they are enabled. Source: H3C fundamentals configuration guide, version 7. */
export function readAccess(config: RunningConfig) {
  const {nodes} = config;
  const scheme = schemeOf(nodes);
  // What a line does not say is as its class says.
  const classOf = (name: string): readonly ConfigNode[] =>
    below(nodes, new RegExp(`^(?:line|user-interface) class ${name.split(' ')[0] ?? ''}$`));
  const lines = matching(nodes, /^(?:line|user-interface) (?!class)(\S{1,8}(?: \d{1,4}){1,2})$/).map(({node, match}) =>
    lineOf(match[1] ?? '', [...classOf(match[1] ?? ''), ...node.children], scheme),
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
  // Version 5 serves the web and telnet by itself, on some models.
  const old = /^ version [1-6]\./m.test(config.text);
  const byItself = (protocol: string): boolean =>
    protocol === 'http' || (protocol === 'telnet' && !open(/^undo telnet server enable$/));
  const sure = planes.filter(({protocol, enabled}) => !old || enabled || !byItself(protocol));
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
