import type {AclEntry} from '../../model/device/index.ts';
import {ipv4Number, quad, wildcardLength} from '../text/address.ts';

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

/** `rule 5 permit tcp source 192.0.2.0 0.0.0.255 destination-port eq 22 logging`; null when a word of it is not understood. */
export function readRule(text: string): AclEntry | null {
  const {position, action, protocol = 'ip', rest = ''} = rule.exec(text)?.groups ?? {};
  if (position === undefined) return null;
  const words = rest.split(/\s+/).filter((word) => word !== '');
  const entry: AclEntry = {
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

function readWord(words: string[], entry: AclEntry): boolean {
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
