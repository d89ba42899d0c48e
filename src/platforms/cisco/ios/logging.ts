import type {DeviceLogging} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {byCodeUnit} from '../../text/order.ts';
import {readSeverity} from '../../text/severity.ts';
import {told, type CiscoConfig} from '../config.ts';

type Server = DeviceLogging['servers'][number];

const hostLine =
  /^logging (?:host (?:ipv6 )?)?(?<address>[\d.]{7,15}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+|(?<=host )\S+)(?: vrf \S+)?(?: transport (?<protocol>udp|tcp|tls)(?: profile \S+)?(?: port (?<port>\d{1,5}))?)?(?: session-id \S+(?: \S+)?| discriminator \S+| sequence-num-session| xml| filtered| vrf \S+){0,4}$/;

function serverOf({text}: ConfigNode, severity: number | null): Server | null {
  const groups = hostLine.exec(text)?.groups;
  if (groups?.['address'] === undefined) return null;
  const told = groups['protocol'];
  const protocol = told === 'tcp' || told === 'tls' ? told : 'udp';
  const usual = protocol === 'tls' ? 6514 : protocol === 'tcp' ? 601 : 514;
  return {address: groups['address'], port: Number(groups['port'] ?? usual), protocol, severity};
}

/** Defaults: Cisco IOS Configuration Fundamentals, `logging trap` (6), `logging buffered` (7 where it is on). */
function trapSeverity({nodes}: CiscoConfig): number | null {
  if (has(nodes, /^no logging trap$/)) return null;
  const level = lastValue(nodes, /^logging trap (\S+)$/);
  return level === null ? 6 : readSeverity(level);
}

function bufferSeverity({nodes}: CiscoConfig): number | null {
  const line = matching(nodes, /^logging buffered\b(.*)$/).at(-1)?.match[1];
  if (line === undefined) return null;
  const level = line
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '' && !/^\d{3,10}$/.test(word));
  return level.length === 0 ? 7 : readSeverity(level.at(-1) ?? '');
}

function timestamps({nodes}: CiscoConfig): DeviceLogging['timestamps'] {
  const told = lastValue(nodes, /^service timestamps log(?: (datetime|uptime)\b|$)/);
  if (told === 'datetime' || told === 'uptime') return told;
  if (has(nodes, /^no service timestamps(?: log)?$/)) return 'none';
  return has(nodes, /^service timestamps log$/) ? 'uptime' : null;
}

/** Whether accounting of one kind is sent anywhere; null: by a list that only some lines may use. */
function accounted({nodes}: CiscoConfig, kind: string): boolean | null {
  const lists = matching(nodes, new RegExp(`^aaa accounting ${kind} (\\S+)(?: (.+))?$`)).filter(
    ({node, match}) => match[2] !== 'none' && !has(node.children, /^action-type none$/),
  );
  if (lists.length === 0) return false;
  return lists.some(({match}) => match[1] === 'default') ? true : null;
}

function loginsRecorded(config: CiscoConfig): boolean | null {
  const {nodes} = config;
  const accounting = accounted(config, 'exec');
  if (accounting === true) return true;
  const each = [/^login on-success log\b/, /^login on-failure log\b/].map((pattern) => has(nodes, pattern));
  return each.every(Boolean) ? true : each.some(Boolean) ? null : accounting;
}

function commandsRecorded(config: CiscoConfig): boolean | null {
  const {nodes} = config;
  const archive = matching(nodes, /^archive$/).flatMap(({node}) => matching(node.children, /^log config$/));
  const kept = archive.some(({node}) => has(node.children, /^logging enable$/));
  return kept || accounted(config, 'commands 15');
}

export function readLogging(config: CiscoConfig): Parsed<DeviceLogging> {
  const severity = trapSeverity(config);
  const lines = matching(config.nodes, /^logging (?:host |\d+\.\d+\.\d+\.\d+|[0-9A-Fa-f]*:)/).map(({node}) => node);
  const servers = lines.map((line) => serverOf(line, severity));
  const known = servers.filter((server) => server !== null);
  const sent = !has(config.nodes, /^no logging (?:trap|on)$/);
  const value: DeviceLogging = {
    enabled: !has(config.nodes, /^no logging on$/),
    servers: (sent ? known : []).sort((a, b) => byCodeUnit(a.address, b.address)),
    bufferSeverity: bufferSeverity(config),
    timestamps: timestamps(config),
    commands: commandsRecorded(config),
    logins: loginsRecorded(config),
  };
  return told(config, value, known.length === lines.length);
}
