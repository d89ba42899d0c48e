import {ipv4Number, maskLength, quad} from '../text/address.ts';

const names: Readonly<Record<string, string>> = {
  ftp: '20,21',
  ftpdata: '20',
  telnet: '23',
  smtp: '25',
  domain: '53',
  gopher: '70',
  finger: '79',
  www: '80',
  pop3: '110',
  sunrpc: '111',
  ident: '113',
  nntp: '119',
  ntp: '123',
  netbios_ns: '137',
  netbios_dgm: '138',
  netbios_ssn: '139',
  imap: '143',
  snmp: '161',
  snmptrap: '162',
  ldap: '389',
  https: '443',
  'ms-ds': '445',
  ike: '500',
  syslog: '514',
  printer: '515',
  talk: '517',
  route: '520',
  uucp: '540',
  submission: '587',
  imaps: '993',
  pop3s: '995',
  l2tp: '1701',
  pptp: '1723',
  ssh: '22',
};

function portNumber(word: string): string | null {
  if (/^\d{1,5}$/.test(word)) return Number(word) <= 65_535 ? word : null;
  return Object.hasOwn(names, word) ? (names[word] ?? null) : null;
}

function portRange(word: string): string | null {
  if (Object.hasOwn(names, word) || !word.includes('-')) return portNumber(word);
  for (let at = word.indexOf('-'); at >= 0; at = word.indexOf('-', at + 1)) {
    const [low, high] = [word.slice(0, at), word.slice(at + 1)];
    const first = low === '' ? '0' : portNumber(low);
    const last = high === '' ? '65535' : portNumber(high);
    if (first !== null && last !== null && !`${first}${last}`.includes(',') && (low !== '' || high !== ''))
      return `${first}-${last}`;
  }
  return null;
}

/** `www,21,1024-65535`; null when a part is not understood. */
export function readPorts(text: string): string[] | null {
  if (text === '*') return ['any'];
  const ports = text.split(',').map(portRange);
  return ports.some((port) => port === null) ? null : ports.flatMap((port) => port?.split(',') ?? []);
}

/** Bits of a mask: `24`, `255.255.255.0`, `0xffffff00`. */
function bitsOf(mask: string, most: number): number | null {
  if (/^\d{1,3}$/.test(mask)) return Number(mask) <= most ? Number(mask) : null;
  if (most !== 32) return null;
  return maskLength(/^0x[0-9a-f]{1,8}$/i.test(mask) ? quad(Number(mask)) : mask);
}

/** `192.168.*.*` as `192.168.0.0/16`; null where something follows an asterisk. */
function starred(text: string): string | null {
  const parts = text.split('.');
  const fixed = parts.findIndex((part) => part === '*');
  if (parts.length !== 4 || fixed < 0 || parts.slice(fixed).some((part) => part !== '*')) return null;
  const address = parts.map((part) => (part === '*' ? '0' : part)).join('.');
  return ipv4Number(address) === null ? null : `${address}/${fixed * 8}`;
}

const ipv6 = /^(?=[0-9a-f:.]*:)[0-9a-f:.]{2,45}$/i;
const isAddress = (text: string): boolean => ipv4Number(text) !== null || ipv6.test(text);

function range(text: string): string | null {
  const [low = '', high = '', ...more] = text.split('-');
  if (more.length > 0 || (low === '' && high === '')) return null;
  const [first, last] = [low === '' ? '0.0.0.0' : low, high === '' ? '255.255.255.255' : high];
  return isAddress(first) && isAddress(last) && ipv6.test(first) === ipv6.test(last) ? `${first}-${last}` : null;
}

/** A domain name, with an asterisk in front of it perhaps, or the mark of an application (`@m365`). */
const named = /^(?:@[\w-]{1,32}|map-e|hb46pp|\*?\.?(?:[a-z0-9_-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,62})$/i;

function address(text: string): string | null {
  const [host = '', mask, ...more] = text.split('/');
  if (more.length > 0) return null;
  if (host === '*' && (mask === undefined || mask === '0')) return 'any';
  if (isAddress(host)) {
    const most = ipv6.test(host) ? 128 : 32;
    const bits = mask === undefined ? most : bitsOf(mask, most);
    return bits === null ? null : bits === 0 ? 'any' : `${host}/${bits}`;
  }
  if (mask !== undefined) return null;
  return starred(host) ?? range(host) ?? (named.test(host) ? `object:${host}` : null);
}

/** `192.168.1.0/24,10.0.0.1-10.0.0.9`; null when a part is not understood. */
export function readAddresses(text: string): string[] | null {
  const parts = text.split(',').map(address);
  return parts.some((part) => part === null) ? null : parts.filter((part) => part !== null);
}
