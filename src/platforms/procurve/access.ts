import type {DeviceAccess, DeviceUsers} from '../../model/device/index.ts';
import {partial} from '../../model/probe.ts';
import {has, lastValue, matching} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {unknownAlgorithms} from '../config/unknown-algorithms.ts';
import {gradeOf} from '../text/grade.ts';

const credential =
  /^password (manager|operator)(?: user-name ("[^"]{1,64}"|\S{1,64}))?(?: (plaintext|sha1|sha256|bcrypt) (.{1,300}))?$/;

const schemes = {plaintext: 'plain', sha1: 'sha1', sha256: 'sha256', bcrypt: 'bcrypt'} as const;

/** `password manager` stands in the configuration without the password, too; alone, it is redacted as a password of seven letters. */
function hasManager({nodes}: RunningConfig): boolean {
  return has(nodes, /^password (?:manager(?: |$)|<secret kind=password len=7 [^<>]{1,60}>$)/);
}

/** Passwords stand in the configuration only after `include-credentials`; without it there may be some that are not shown. */
export function readUsers(config: RunningConfig) {
  const users: DeviceUsers['users'] = matching(config.nodes, credential).map(({match}) => {
    const [, role = '', name, kind, text = ''] = match;
    const scheme = kind === undefined ? null : schemes[kind as keyof typeof schemes];
    return {
      name: name?.replaceAll('"', '') ?? role,
      privilege: null,
      role,
      administrator: role === 'manager',
      enabled: true,
      scheme,
      grade: scheme === 'plain' ? gradeOf(text) : null,
    };
  });
  const length = lastValue(config.nodes, /^password minimum-length (\d{1,3})$/);
  const value: DeviceUsers = {
    users,
    enable: null,
    hasPrivilegedMode: false,
    encryption: null,
    minLength: length === null ? null : Number(length),
    lockoutAttempts: null,
  };
  const shown = has(config.nodes, /^include-credentials$/);
  const lines = config.nodes.filter(({text}) => /^password (?:manager|operator)/.test(text));
  // Without a line for the manager anybody may be one, which no account in this list says.
  const understood = shown && hasManager(config) && lines.every(({text}) => credential.test(text));
  return understood ? told(value, config) : partial(value, 'unsupported');
}

/** The last line that switches something on or off; null when none does. */
function said({nodes}: RunningConfig, line: string): boolean | null {
  const last = nodes.findLast(({text}) => text === line || text === `no ${line}` || text.startsWith(`${line} `));
  return last === undefined ? null : !last.text.startsWith('no ');
}

/**
 * Only what differs from what the switch does by itself is shown: telnet, the web and, from release 16.01 on, SSH are on before.
 * Which managers may connect is one list for all of them. Source: ArubaOS-Switch access security guide.
 */
export function readAccess(config: RunningConfig) {
  const {nodes} = config;
  const managers = matching(
    nodes,
    /^ip authorized-managers (\S{1,40})(?: (\d[\d.]{6,14}))?(?: access \S{1,12})?(.{0,60})$/,
  );
  // A mask of zeroes compares nothing, whatever the address.
  const open = managers.length === 0 || managers.some(({match}) => match[1] === '0.0.0.0' || match[2] === '0.0.0.0');
  const everywhere = managers.every(({match}) => match[3] === '');
  const limit = {restricted: open ? false : everywhere ? true : null, acl: null, interfaces: []};
  const release = Number(/Created on release #[A-Z]{1,2}\.(\d{1,3})\./.exec(config.text)?.[1] ?? '0');
  const ssh = said(config, 'ip ssh') ?? (release >= 16 ? true : null);
  const planes: DeviceAccess['planes'] = [
    {protocol: 'http', enabled: !has(nodes, /^no web-management(?: plaintext)?$/), port: 80, ...limit},
    {protocol: 'https', enabled: has(nodes, /^web-management ssl/), port: 443, ...limit},
    ...(ssh === null ? [] : [{protocol: 'ssh' as const, enabled: ssh, port: 22, ...limit}]),
    {protocol: 'telnet', enabled: said(config, 'telnet-server') ?? true, port: 23, ...limit},
  ];
  const seconds = lastValue(nodes, /^console idle-timeout (\d{1,6})$/);
  const minutes = lastValue(nodes, /^console inactivity-timer (\d{1,4})$/);
  const idleTimeoutSeconds = seconds !== null ? Number(seconds) : Number(minutes ?? '0') * 60;
  // Without a password of the manager nobody is asked for one, but one may be there that is not shown.
  const login = (via: string): 'local' | 'aaa' | null => {
    const methods = lastValue(nodes, new RegExp(`^aaa authentication ${via} login (.{1,80})$`));
    if (methods !== null && !/^local\b/.test(methods)) return 'aaa';
    return hasManager(config) ? 'local' : null;
  };
  const serial = lastValue(nodes, /^console idle-timeout serial-usb (\d{1,6})$/);
  const consoleIdle = serial === null ? {} : {idleTimeoutSeconds: Number(serial)};
  const remote = planes
    .filter(({protocol, enabled}) => enabled && /^(?:ssh|telnet)$/.test(protocol))
    .map(({protocol}) => protocol);
  const base = {idleTimeoutSeconds, grade: null, acl: null};
  const value: DeviceAccess = {
    planes,
    lines: [
      {name: 'console', kind: 'console', ...base, ...consoleIdle, login: login('console'), transports: []},
      {name: 'remote', kind: 'remote', ...base, login: login('ssh'), transports: remote},
    ],
    ...unknownAlgorithms,
  };
  return told(value, config, ssh !== null);
}
