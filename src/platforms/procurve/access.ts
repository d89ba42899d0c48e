import type {DeviceAccess} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {unknownAlgorithms} from '../config/unknown-algorithms.ts';
import {isBroad} from '../text/breadth.ts';
import {hasManager} from './users.ts';

type Plane = DeviceAccess['planes'][number];

/** The last line that switches something on or off; null when none does. */
function said({nodes}: RunningConfig, line: string): boolean | null {
  const last = nodes.findLast(({text}) => text === line || text === `no ${line}` || text.startsWith(`${line} `));
  return last === undefined ? null : !last.text.startsWith('no ');
}

/** Which managers may connect is one list for all ways in. */
function limitOf(nodes: readonly ConfigNode[]): Pick<Plane, 'restricted' | 'acl' | 'interfaces'> {
  const managers = matching(
    nodes,
    /^ip authorized-managers (\S{1,40})(?: (\d[\d.]{6,14}))?(?: access \S{1,12})?(.{0,60})$/,
  );
  // A mask of zeroes compares nothing, whatever the address.
  const open =
    managers.length === 0 || managers.some(({match}) => match[1] === '0.0.0.0' || isBroad(match.slice(1, 3).join('/')));
  const everywhere = managers.every(({match}) => match[3] === '');
  return {restricted: open ? false : everywhere ? true : null, acl: null, interfaces: []};
}

/** SSH runs by itself from release 16.01 on; null where neither a line nor the release tells. */
function sshOf(config: RunningConfig): boolean | null {
  const release = Number(/Created on release #[A-Z]{1,2}\.(\d{1,3})\./.exec(config.text)?.[1] ?? '0');
  return said(config, 'ip ssh') ?? (release >= 16 ? true : null);
}

function planesOf(config: RunningConfig, ssh: boolean | null): Plane[] {
  const {nodes} = config;
  const limit = limitOf(nodes);
  return [
    {protocol: 'http', enabled: !has(nodes, /^no web-management(?: plaintext)?$/), port: 80, ...limit},
    {protocol: 'https', enabled: has(nodes, /^web-management ssl/), port: 443, ...limit},
    ...(ssh === null ? [] : [{protocol: 'ssh' as const, enabled: ssh, port: 22, ...limit}]),
    {protocol: 'telnet', enabled: said(config, 'telnet-server') ?? true, port: 23, ...limit},
  ];
}

/** Without a password of the manager nobody is asked for one, but one may be there that is not shown. */
function loginBy(config: RunningConfig, via: string): 'local' | 'aaa' | null {
  const methods = lastValue(config.nodes, new RegExp(`^aaa authentication ${via} login (.{1,80})$`));
  if (methods !== null && !/^local\b/.test(methods)) return 'aaa';
  return hasManager(config) ? 'local' : null;
}

function linesOf(config: RunningConfig, transports: string[]): DeviceAccess['lines'] {
  const {nodes} = config;
  const seconds = lastValue(nodes, /^console idle-timeout (\d{1,6})$/);
  const minutes = lastValue(nodes, /^console inactivity-timer (\d{1,4})$/);
  const idle = seconds !== null ? Number(seconds) : Number(minutes ?? '0') * 60;
  const serial = lastValue(nodes, /^console idle-timeout serial-usb (\d{1,6})$/);
  const consoleIdle = serial === null ? idle : Number(serial);
  const base = {grade: null, acl: null};
  return [
    {
      ...{name: 'console', kind: 'console', idleTimeoutSeconds: consoleIdle, ...base},
      ...{login: loginBy(config, 'console'), transports: []},
    },
    {
      ...{name: 'remote', kind: 'remote', idleTimeoutSeconds: idle, ...base},
      ...{login: loginBy(config, 'ssh'), transports},
    },
  ];
}

/**
 * Only what differs from what the switch does by itself is shown: telnet, the web and, from release 16.01 on, SSH are on before.
 * Source: ArubaOS-Switch access security guide.
 */
export function readAccess(config: RunningConfig) {
  const ssh = sshOf(config);
  const planes = planesOf(config, ssh);
  const remote = planes
    .filter(({protocol, enabled}) => enabled && /^(?:ssh|telnet)$/.test(protocol))
    .map(({protocol}) => protocol);
  const value: DeviceAccess = {
    planes,
    lines: linesOf(config, remote),
    ...unknownAlgorithms,
  };
  return told(value, config, ssh !== null);
}
