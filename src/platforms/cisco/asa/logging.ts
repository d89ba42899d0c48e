import type {DeviceAaa, DeviceLogging, DeviceTime} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {gradeOf} from '../../text/grade.ts';
import {readSeverity} from '../../text/severity.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readNtpStatus} from '../ios/time.ts';
import {ntpServers, timezoneOf} from '../ntp.ts';

type Server = DeviceLogging['servers'][number];

/** `logging host inside 192.0.2.9 6/1470 secure`, `tcp/1470`, `17/514`. */
const host =
  /^logging host (?<place>\S+) (?<address>\S+)(?: (?<protocol>tcp|udp|6|17)\/(?<port>\d{1,5}))?(?<secure> secure(?: reference-identity \S+)?)?(?: format \S+)?$/;

function serverOf({text}: ConfigNode, severity: number | null): Server | null {
  const groups = host.exec(text)?.groups;
  if (groups?.['address'] === undefined) return null;
  const tcp = groups['protocol'] === 'tcp' || groups['protocol'] === '6';
  const protocol = groups['secure'] !== undefined ? 'tls' : tcp ? 'tcp' : 'udp';
  return {address: groups['address'], port: Number(groups['port'] ?? (tcp ? 1470 : 514)), protocol, severity};
}

function level({nodes}: CiscoConfig, where: string): number | null {
  const word = lastValue(nodes, new RegExp(`^logging ${where} (\\S+)$`));
  return word === null ? null : readSeverity(word);
}

export function readLogging(config: CiscoConfig): Parsed<DeviceLogging> {
  const severity = level(config, 'trap');
  const lines = matching(config.nodes, /^logging host /).map(({node}) => serverOf(node, severity));
  const servers = lines.filter((server) => server !== null);
  // Servers get nothing until it is said what: Cisco ASA Series Command Reference, `logging trap`.
  const sent = has(config.nodes, /^logging trap \S/);
  const accounting = has(config.nodes, /^aaa accounting command /);
  return told(
    config,
    {
      enabled: has(config.nodes, /^logging enable$/),
      servers: sent ? servers : [],
      bufferSeverity: level(config, 'buffered'),
      timestamps: has(config.nodes, /^logging timestamp\b/) ? 'datetime' : 'none',
      commands: accounting ? true : null,
      logins: has(config.nodes, /^aaa accounting (?:ssh|telnet|serial) console /) ? true : null,
    },
    servers.length === lines.length,
  );
}

export function readTime(config: CiscoConfig, shown: string | null): Parsed<DeviceTime> {
  const {servers, authentication, understood} = ntpServers(config.nodes);
  const value: DeviceTime = {
    servers,
    protocol: servers.length > 0 ? 'ntp' : has(config.nodes, /^ptp /) ? 'ptp' : null,
    authentication,
    ...readNtpStatus(shown),
    timezone: timezoneOf(config.nodes),
    serves: false,
  };
  return told(config, value, understood && value.synchronised !== null);
}

type Method = DeviceAaa['methods'][number];

function protocolsOf({nodes}: CiscoConfig): ReadonlyMap<string, string> {
  return new Map(
    matching(nodes, /^aaa-server (\S+) protocol (\S+)$/).map(({match}) => [match[1] ?? '', match[2] ?? '']),
  );
}

const methodLine = /^aaa (authentication|authorization|accounting) (\S+) (?:console )?(.+)$/;

function methodOf(match: RegExpExecArray, protocols: ReadonlyMap<string, string>): Method {
  const [, kind = '', what = '', rest = ''] = match;
  const service =
    kind !== 'authentication'
      ? kind === 'accounting'
        ? 'accounting'
        : 'authorization'
      : what === 'enable'
        ? 'enable'
        : what === 'serial'
          ? 'console-login'
          : 'login';
  const methods = rest.split(/\s+/).filter((word) => word !== 'auto-enable');
  return {
    service,
    list: what,
    methods: methods.map((word) => (word === 'LOCAL' ? 'local' : (protocols.get(word) ?? word))),
  };
}

/** The key is hidden by the device unless the text comes from elsewhere. */
function serversOf(config: CiscoConfig, protocols: ReadonlyMap<string, string>): DeviceAaa['servers'] {
  return matching(config.nodes, /^aaa-server (\S+) (?:\(\S+\) )?host (\S+)/).flatMap(({node, match}) => {
    const protocol = protocols.get(match[1] ?? '');
    if (protocol !== 'radius' && protocol !== 'tacacs+' && protocol !== 'ldap') return [];
    const key = node.children.find(({text}) => /^key /.test(text))?.text ?? '';
    return [{protocol, address: match[2] ?? '', keyGrade: gradeOf(key)}];
  });
}

export function readAaa(config: CiscoConfig): Parsed<DeviceAaa> {
  const protocols = protocolsOf(config);
  const methods = matching(config.nodes, methodLine)
    .filter(({match}) => !/^(?:match|include|exclude|secure-http-client|listener)$/.test(match[2] ?? ''))
    .map(({match}) => methodOf(match, protocols));
  // The web asks for the password of the privileged mode by itself: ASA command reference, `aaa authentication http console`.
  const web = has(config.nodes, /^http server enable\b/) && has(config.nodes, /^http \S+ \S+ \S+$/);
  if (web && config.lacks === null && !methods.some(({list}) => list === 'http'))
    methods.push({service: 'login', list: 'http', methods: ['enable']});
  const remote = methods.some((each) => each.methods.some((method) => method !== 'local' && method !== 'enable'));
  return told(config, {enabled: remote, methods, servers: serversOf(config, protocols)});
}
