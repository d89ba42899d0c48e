import type {AclEntry} from '../../model/device/index.ts';
import {readAddresses, readPorts} from './filter-fields.ts';

type Rule = Pick<AclEntry, 'action' | 'log'>;

/** The manual's table: what is thrown away is logged unless `nolog` is said, what is let through is not unless `log` is. */
const rules: Readonly<Record<string, Rule>> = {
  pass: {action: 'permit', log: false},
  'pass-log': {action: 'permit', log: true},
  'pass-nolog': {action: 'permit', log: false},
  reject: {action: 'deny', log: true},
  'reject-log': {action: 'deny', log: true},
  'reject-nolog': {action: 'deny', log: false},
  // Lets through while the line is up: to judge by, it lets through.
  restrict: {action: 'permit', log: null},
  'restrict-log': {action: 'permit', log: true},
  'restrict-nolog': {action: 'permit', log: false},
};

const numbered: Readonly<Record<string, string>> = {'1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmp6'};
const known =
  /^(?:\*|icmp|icmp6|tcp|udp|ipv6|ip|gre|esp|ah|icmp-error|icmp-info|icmpinfo|tcpsyn|tcpfin|tcprst|established|tcpflag!?=0x[0-9a-f]{1,4}\/0x[0-9a-f]{1,4}|\d{1,3})$/i;
const withPorts = /^(?:tcp|udp|tcpsyn|tcpfin|tcprst|established|tcpflag)/;

interface Match {
  readonly protocol: string;
  readonly sourcePorts: string[];
  readonly destinationPorts: string[];
  readonly established: boolean;
}

/** One protocol of a list. Ports of a protocol without any are none (manual, ip filter); null: not understood. */
function matchOf(word: string, alone: boolean, ports: readonly [string, string]): Match | null {
  const name = numbered[word] ?? word.toLowerCase();
  const open = {sourcePorts: ['any'], destinationPorts: ['any'], established: false};
  if (withPorts.test(name)) {
    const [sourcePorts, destinationPorts] = [readPorts(ports[0]), readPorts(ports[1])];
    if (sourcePorts === null || destinationPorts === null) return null;
    return name === 'established'
      ? {protocol: 'tcp', sourcePorts, destinationPorts, established: true}
      : {protocol: name, sourcePorts, destinationPorts, established: false};
  }
  const narrowed = ports[0] !== '*' || ports[1] !== '*';
  if (name === '*' || name === 'ip') return narrowed ? null : {protocol: 'ip', ...open};
  if (name !== 'icmp' && name !== 'icmp6') return {protocol: name, ...open};
  if (!narrowed || !alone) return {protocol: name, ...open};
  const [type, code] = ports;
  if (!/^[\d,*-]{1,40}$/.test(type) || !/^[\d,*-]{1,40}$/.test(code)) return null;
  return {protocol: `${name} type ${type}${code === '*' ? '' : ` code ${code}`}`, ...open};
}

const fixed = {enabled: true, hits: null, fromZone: [], toZone: []};

/**
 * `200030 pass * 192.168.100.0/24 udp,tcp * www`, without the words in front: one rule for each protocol of the list.
 * null: not understood.
 */
export function readStatic(text: string): AclEntry[] | null {
  const [position = '', act = '', source = '', destination = '*', protocol = '*', from = '*', to = '*', ...more] =
    text.split(/\s+/);
  const rule = Object.hasOwn(rules, act) ? rules[act] : undefined;
  const [sources, destinations] = [readAddresses(source), readAddresses(destination)];
  if (!/^\d{1,10}$/.test(position) || rule === undefined || more.length > 0) return null;
  if (sources === null || destinations === null) return null;
  const words = protocol.split(',');
  const matches = words.map((word) => (known.test(word) ? matchOf(word, words.length === 1, [from, to]) : null));
  if (matches.some((match) => match === null)) return null;
  return matches
    .filter((match) => match !== null)
    .map((match) => ({position, ...rule, sources, destinations, ...match, ...fixed, text}));
}

const application = /^[a-z][\w-]{1,20}$/;
const option = /^(?:syslog=(?:on|off)|timeout=\d{1,8})$/;

/**
 * `dynamic 200080 * * ftp syslog=off`: lets connections of an application through, and what belongs to them. With
 * `filter 10 in 11 out 12` the rules named make the application. null: not understood.
 */
export function readDynamic(text: string): AclEntry | null {
  const [word = '', number = '', source = '', destination = '', protocol = '', ...options] = text.split(/\s+/);
  const [sources, destinations] = [readAddresses(source), readAddresses(destination)];
  if (word !== 'dynamic' || !/^\d{1,10}$/.test(number) || sources === null || destinations === null) return null;
  const own = protocol === 'filter';
  if (
    !application.test(protocol) ||
    !options.every((each) => option.test(each) || (own && /^(?:\d+|in|out)$/.test(each)))
  )
    return null;
  return {
    position: `dynamic ${number}`,
    ...{
      action: 'permit' as const,
      protocol: own ? text.slice(text.indexOf('filter')).replace(/ (?:syslog|timeout)=.*$/, '') : protocol,
    },
    ...{sources, destinations, sourcePorts: ['any'], destinationPorts: ['any'], established: false},
    log: !options.includes('syslog=off'),
    ...fixed,
    text,
  };
}
