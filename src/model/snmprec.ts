import {bytesOfHex, hexOf, octets} from './snmp-octets.ts';
import type {Varbind} from './snmp-table.ts';
import {addressValue, numberValue, oidText, oidValue} from './snmp-value.ts';

type Value = Pick<Varbind, 'type' | 'value'>;

/** ASN.1 tags, decimal (https://docs.lextudio.com/snmpsim/documentation/managing-simulation-data). */
const readers: ReadonlyMap<string, (bytes: Buffer) => Value | null> = new Map([
  ['2', (bytes) => numberValue('INTEGER', bytes.toString())],
  ['4', octets],
  ['5', () => ({type: 'NULL', value: ''}) as const],
  ['6', (bytes) => oidValue(bytes.toString())],
  ['64', (bytes) => addressValue(bytes.toString())],
  ['65', (bytes) => numberValue('Counter32', bytes.toString())],
  ['66', (bytes) => numberValue('Gauge32', bytes.toString())],
  ['67', (bytes) => numberValue('Timeticks', bytes.toString())],
  ['68', (bytes) => ({type: 'Opaque', value: hexOf(bytes)}) as const],
  ['70', (bytes) => numberValue('Counter64', bytes.toString())],
]);

function valueOf(tag: string, text: string): Value | null {
  if (!tag.endsWith('x')) return readers.get(tag)?.(Buffer.from(text)) ?? null;
  const bytes = bytesOfHex(text.replaceAll(/[0-9A-Fa-f]{2}(?=[0-9A-Fa-f])/g, '$& '));
  if (bytes === null) return null;
  // Hexadecimal of an address are its octets, of all else the text.
  return tag === '64x' ? addressValue(bytes.join('.')) : (readers.get(tag.slice(0, -1))?.(Buffer.from(bytes)) ?? null);
}

export interface SnmpRecording {
  /** In the order of the file. */
  readonly varbinds: readonly Varbind[];
  /** Lines whose value is made up by a variation module of snmpsim, which is not run. */
  readonly variations: number;
  readonly unread: number;
}

/** Reads a recording of snmpsim: a line `OID|tag|value` an instance, the value hexadecimal where the tag ends in `x`. */
export function readSnmprec(text: string): SnmpRecording {
  const varbinds: Varbind[] = [];
  let [variations, unread] = [0, 0];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const {
      name = '',
      tag = '',
      module,
      value = '',
    } = /^(?<name>[\d.]{1,1400})\|(?<tag>\d{1,3}x?)(?<module>:[\w-]+)?\|(?<value>[^\r]*)\r?$/.exec(line)?.groups ?? {};
    const oid = oidText(name);
    const read = oid === null || module !== undefined ? null : valueOf(tag, value);
    if (module !== undefined) variations += 1;
    else if (oid === null || read === null) unread += 1;
    else varbinds.push({oid, ...read});
  }
  return {varbinds, variations, unread};
}
