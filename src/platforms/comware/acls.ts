import type {DeviceAcls} from '../../model/device/index.ts';
import {matching} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {ipv4Number, quad, wildcardLength} from '../text/address.ts';

type Acl = DeviceAcls['acls'][number];
type Entry = Acl['entries'][number];

const rule =
  /^rule (?<position>\d{1,5}) (?:name \S{1,32} )?(?<action>permit|deny)(?: (?<protocol>ip|tcp|udp|icmp|\d{1,3}))?(?<rest>.{0,300})$/;

function address(words: string[]): string | null {
  const first = words.shift() ?? '';
  if (first === 'any') return 'any';
  const number = ipv4Number(first);
  const wildcard = words.shift() ?? '';
  const length = wildcard === '0' ? 32 : wildcardLength(wildcard);
  if (number === null || length === null) return null;
  const size = 2 ** (32 - length);
  return length === 0 ? 'any' : `${quad(Math.floor(number / size) * size)}/${length}`;
}

const numbers: Readonly<Record<string, number>> = {
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  dns: 53,
  www: 80,
  snmp: 161,
  ntp: 123,
  syslog: 514,
  tftp: 69,
};

function port(word: string | undefined): number | null {
  if (word === undefined) return null;
  if (/^\d{1,5}$/.test(word)) return Number(word);
  return Object.hasOwn(numbers, word) ? (numbers[word] ?? null) : null;
}

function ports(words: string[]): string[] | null {
  const operator = words.shift();
  const first = port(words.shift());
  if (first === null) return null;
  switch (operator) {
    case 'eq':
      return [`${first}`];
    case 'range': {
      const last = port(words.shift());
      return last === null ? null : [`${first}-${last}`];
    }
    case 'gt':
      return first >= 65_535 ? null : [`${first + 1}-65535`];
    case 'lt':
      return first === 0 ? null : [`0-${first - 1}`];
    default:
      return null;
  }
}

/** One rule; null when a word of it is not understood. */
function readRule(text: string): Entry | null {
  const {position, action, protocol = 'ip', rest = ''} = rule.exec(text)?.groups ?? {};
  if (position === undefined) return null;
  const words = rest.split(/\s+/).filter((word) => word !== '');
  const entry: Entry = {
    position,
    action: action === 'deny' ? 'deny' : 'permit',
    protocol,
    sources: ['any'],
    sourcePorts: ['any'],
    destinations: ['any'],
    destinationPorts: ['any'],
    established: false,
    log: false,
    enabled: true,
    hits: null,
    fromZone: [],
    toZone: [],
    text,
  };
  while (words.length > 0) if (!readWord(words, entry)) return null;
  return entry;
}

function readWord(words: string[], entry: Entry): boolean {
  const word = words.shift();
  if (word === 'source' || word === 'destination') {
    const found = address(words);
    if (found !== null) entry[word === 'source' ? 'sources' : 'destinations'] = [found];
    return found !== null;
  }
  if (word === 'source-port' || word === 'destination-port') {
    const found = ports(words);
    if (found !== null) entry[word === 'source-port' ? 'sourcePorts' : 'destinationPorts'] = found;
    return found !== null;
  }
  if (word === 'logging') entry.log = true;
  if (word === 'established') entry.established = true;
  return word === 'logging' || word === 'established' || word === 'counting';
}

const head =
  /^acl (?:(?<six>ipv6) )?(?:(?<kind>basic|advanced|mac) |number )(?<name>name \S{1,63}|\d{4})(?: name \S{1,63})?(?: match-order config)?$/;

/** `packet-filter` forwards what no rule matches; a list that guards logins refuses it. Source: H3C ACL and QoS configuration guide. */
export function aclsOf({nodes}: RunningConfig): DeviceAcls {
  const acls = matching(nodes, head).map(({node, match}): Acl => {
    const {six, kind, name = ''} = match.groups ?? {};
    const lines = node.children
      .map(({text}) => text)
      .filter((text) => !/^(?:description|step|rule \d{1,5} comment) /.test(text));
    const read = lines.map((text) => ({text, entry: six === undefined && kind !== 'mac' ? readRule(text) : null}));
    return {
      name: name.replace(/^name /, ''),
      family: six === undefined ? (kind === 'mac' ? 'mac' : 'ipv4') : 'ipv6',
      defaultAction: 'permit',
      entries: read.flatMap(({entry}) => entry ?? []),
      unread: read.flatMap(({entry, text}) => (entry === null ? [text] : [])),
    };
  });
  const bindings = matching(nodes, /^interface (\S{1,60})$/).flatMap(({node, match}) =>
    matching(node.children, /^packet-filter (?:ipv6 |mac )?(?:name )?(\S{1,63}) (inbound|outbound)$/).map(
      ({match: bound}) => ({
        acl: bound[1] ?? '',
        place: match[1] ?? '',
        direction: bound[2] === 'outbound' ? ('out' as const) : ('in' as const),
      }),
    ),
  );
  return {acls, bindings};
}

export function readAcls(config: RunningConfig) {
  const value = aclsOf(config);
  const known = config.nodes
    .filter(({text}) => /^acl /.test(text))
    .every(({text}) => head.test(text) || /^acl (?:logging|trap|copy)/.test(text));
  const refuses = config.nodes.some(({text}) => text === 'packet-filter default deny');
  if (refuses) for (const acl of value.acls) acl.defaultAction = 'deny';
  return told(value, config, known && value.acls.every(({unread}) => unread.length === 0));
}

/**
 * Whether a list lets named addresses alone log in: what no rule permits may not. Null when the list is not known in full,
 * or has no rule: such a list keeps nobody out.
 */
export function limitsLogins({acls}: DeviceAcls, name: string | null): boolean | null {
  const found = acls.filter((acl) => acl.name === name);
  if (found.length === 0 || found.some(({unread, entries}) => unread.length > 0 || entries.length === 0)) return null;
  return found.every(({entries}) => {
    const decisive = entries.find(
      ({sources, action, protocol}) => sources.includes('any') && (action === 'permit' || protocol === 'ip'),
    );
    return decisive?.action !== 'permit';
  });
}
