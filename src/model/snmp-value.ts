import {bytesOfHex, hexOf, octets} from './snmp-octets.ts';
import type {SnmpType, Varbind} from './snmp-table.ts';

type Value = Pick<Varbind, 'type' | 'value'>;

/** Least and greatest (RFC 2578 section 7.1). */
const ranges: Readonly<Partial<Record<SnmpType, readonly [bigint, bigint]>>> = {
  INTEGER: [-2_147_483_648n, 2_147_483_647n],
  Counter32: [0n, 4_294_967_295n],
  Gauge32: [0n, 4_294_967_295n],
  Timeticks: [0n, 4_294_967_295n],
  Counter64: [0n, 18_446_744_073_709_551_615n],
};

/** A number in decimal, without needless digits, within what its type holds. */
export function numberValue(type: SnmpType, text: string): Value | null {
  const range = ranges[type];
  if (range === undefined || !/^(?:0|-?[1-9]\d{0,19})$/.test(text)) return null;
  const number = BigInt(text);
  return number >= range[0] && number <= range[1] ? {type, value: text} : null;
}

const oid = /^\.?(?<oid>(?:0|[1-9]\d{0,9})(?:\.(?:0|[1-9]\d{0,9})){0,127})$/;

/** An object identifier without a leading dot. */
export function oidText(text: string): string | null {
  return oid.exec(text)?.groups?.['oid'] ?? null;
}

export function oidValue(text: string): Value | null {
  const value = oidText(text);
  return value === null ? null : {type: 'OID', value};
}

export function addressValue(text: string): Value | null {
  const octet = '(?:0|[1-9]\\d{0,2})';
  const isAddress = new RegExp(`^${octet}(?:\\.${octet}){3}$`).test(text);
  return isAddress && text.split('.').every((part) => Number(part) <= 255) ? {type: 'IpAddress', value: text} : null;
}

/** The largest BITS there are have some dozens; every split is tried. */
const mostBitWords = 300;

/** `80 0 1`: the octets, then the numbers of the bits set in them. As it is asked of an agent, it is an OCTET STRING. */
export function bitsValue(text: string): Value | null {
  const words = text.split(' ').filter((word) => word !== '');
  if (words.length > mostBitWords) return null;
  for (let count = 1; count <= words.length; count += 1) {
    const bytes = bytesOfHex(words.slice(0, count).join(' '));
    if (bytes === null) return null;
    const named = words
      .slice(count)
      .map((word) => /^(?:[A-Za-z][\w-]{0,63}\((?<named>\d{1,4})\)|(?<bare>\d{1,4}))$/.exec(word));
    const numbers = named.map((match) => match?.groups?.['named'] ?? match?.groups?.['bare']);
    if (numbers.join(' ') === bitsIn(bytes).join(' ')) return octets(bytes);
  }
  return null;
}

function bitsIn(bytes: Uint8Array): number[] {
  const bits = Array.from({length: bytes.length * 8}, (_, bit) => bit);
  return bits.filter((bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

/** Opaque floating point (Net-SNMP's NET-SNMP-TC): its tag, its length, and the number. */
export function floatValue(kind: 'Float' | 'Double', text: string): Value | null {
  if (!/^-?\d{1,310}\.\d{1,20}$/.test(text)) return null;
  const size = kind === 'Float' ? 4 : 8;
  const number = Buffer.alloc(size);
  if (kind === 'Float') number.writeFloatBE(Number(text));
  else number.writeDoubleBE(Number(text));
  return {
    type: 'Opaque',
    value: hexOf(Buffer.concat([Buffer.from([0x9f, kind === 'Float' ? 0x78 : 0x79, size]), number])),
  };
}
