import {ipv4Number, maskLength, quad, wildcardLength} from '../text/address.ts';
import {peek, take, type AclSyntax, type Words} from './syntax.ts';

/** A prefix with the bits behind its length cleared; everything is `any`. */
function prefixOf(address: number, length: number): string {
  if (length === 0) return 'any';
  const size = 2 ** (32 - length);
  return `${quad(Math.floor(address / size) * size)}/${length}`;
}

const ipv6 = /^(?=[0-9a-f:.]{2,45}$)(?=.*:.*:)(?!.*:::)[0-9a-f:.]+$/i;

/** `192.0.2.0/24`, `2001:db8::/32`; null for anything else. */
export function readPrefix(word: string): string | null {
  const [address = '', length = '', ...more] = word.split('/');
  if (more.length > 0 || !/^\d{1,3}$/.test(length)) return null;
  const number = ipv4Number(address);
  if (number !== null) return Number(length) <= 32 ? prefixOf(number, Number(length)) : null;
  if (!ipv6.test(address) || Number(length) > 128) return null;
  return Number(length) === 0 ? 'any' : `${address.toLowerCase()}/${Number(length)}`;
}

/** One address as a prefix of full length; null for anything else. */
export function readHost(word: string): string | null {
  if (ipv4Number(word) !== null) return `${word}/32`;
  return ipv6.test(word) ? `${word.toLowerCase()}/128` : null;
}

/** An address and what stands after it; null for a mask with gaps, which no prefix can tell. */
export function readMasked(address: string, mask: string, style: AclSyntax['mask']): string | null {
  const number = ipv4Number(address);
  if (number === null || style === 'prefix') return null;
  const length = style === 'wildcard' ? wildcardLength(mask) : maskLength(mask);
  return length === null ? null : prefixOf(number, length);
}

/** `any4` and `any6` are half of everything: more than that where it permits, not more where it denies. */
function half(word: 'any4' | 'any6', permits: boolean): string {
  if (permits) return 'any';
  return word === 'any4' ? '0.0.0.0/0' : '::/0';
}

/** Longer groups are told by their name, so that an entry stays readable, and many entries stay small. */
const longestGroup = 64;

function named(words: Words, {objects}: AclSyntax): readonly string[] | null {
  take(words);
  const name = take(words);
  const members = objects?.networks.get(name);
  if (members === undefined) return null;
  if (members.includes('any')) return ['any'];
  return members.length > longestGroup ? [`object:${name}`] : members;
}

function numeric(words: Words, syntax: AclSyntax): string | null {
  const word = take(words).replace(/,$/, '');
  if (word.includes('/')) return readPrefix(word);
  // `show access-lists` of IOS: `10.0.0.0, wildcard bits 0.0.0.255`
  if (peek(words) === 'wildcard' && peek(words, 1) === 'bits') words.at += 2;
  if (ipv4Number(peek(words)) !== null && ipv4Number(word) !== null) return readMasked(word, take(words), syntax.mask);
  return syntax.form === 'standard' ? readHost(word) : null;
}

/** The address that stands next; null when it is not understood. */
export function readAddress(words: Words, syntax: AclSyntax, permits: boolean): readonly string[] | null {
  const word = peek(words);
  switch (word) {
    case 'any':
      take(words);
      return ['any'];
    case 'any4':
    case 'any6':
      take(words);
      return [half(word, permits)];
    case 'host': {
      take(words);
      const host = readHost(take(words));
      return host === null ? null : [host];
    }
    case 'interface':
      take(words);
      return [`object:interface ${take(words)}`];
    case 'object':
    case 'object-group':
    case 'addrgroup':
    case 'net-group':
      return named(words, syntax);
    default: {
      const address = numeric(words, syntax);
      return address === null ? null : [address];
    }
  }
}
