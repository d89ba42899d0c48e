import {bytesOfHex, hexOf, octets} from './snmp-octets.ts';
import type {Varbind} from './snmp-table.ts';
import {addressValue, bitsValue, floatValue, numberValue, oidValue} from './snmp-value.ts';

type Value = Pick<Varbind, 'type' | 'value'>;

const unescapes: Readonly<Record<string, string>> = {n: '\n', r: '\r', t: '\t'};

/** Text between quotes, which may be missing. */
function text(printed: string): Value {
  const quoted = printed.length > 1 && printed.startsWith('"') && printed.endsWith('"');
  if (!quoted) return octets(Buffer.from(printed));
  const inner = printed.slice(1, -1).replaceAll(/\\([nrt"\\])/g, (_, letter: string) => unescapes[letter] ?? letter);
  return octets(Buffer.from(inner));
}

/** Text that is one number, with a unit where a MIB gives one: `1500`, `1500 octets`. */
function number(type: Varbind['type'], printed: string): Value | null {
  const digits = /^(?<digits>-?\d{1,20})(?: [A-Za-z%][^]{0,60})?$/.exec(printed)?.groups?.['digits'];
  return digits === undefined ? null : numberValue(type, digits);
}

/** `1`, or with a MIB `up(1)`. */
function integer(printed: string): Value | null {
  const enumerated = /^[A-Za-z][\w-]{0,63}\((?<digits>-?\d{1,10})\)$/.exec(printed)?.groups?.['digits'];
  return enumerated === undefined ? number('INTEGER', printed) : numberValue('INTEGER', enumerated);
}

/** `123`, or `(123) 0:00:01.23`. */
function ticks(printed: string): Value | null {
  const digits = /^\((?<digits>\d{1,10})\) [\d:. a-z,]{1,40}$/.exec(printed)?.groups?.['digits'] ?? printed;
  return numberValue('Timeticks', digits);
}

function hexString(printed: string): Value | null {
  const bytes = bytesOfHex(printed.replaceAll(/\s+/g, ' ').trim());
  return bytes === null ? null : octets(bytes);
}

/** `9F 78 04 42 F6 00 00`, or `Float: 123.000000`. */
function opaque(printed: string): Value | null {
  const {kind, value = ''} = /^(?<kind>Float|Double): (?<value>\S{1,400})$/.exec(printed)?.groups ?? {};
  if (kind === 'Float' || kind === 'Double') return floatValue(kind, value);
  const bytes = bytesOfHex(printed);
  return bytes === null ? null : {type: 'Opaque', value: hexOf(bytes)};
}

function networkAddress(printed: string): Value | null {
  const bytes = bytesOfHex(printed.replaceAll(':', ' '));
  return bytes === null ? null : addressValue(bytes.join('.'));
}

const readers: ReadonlyMap<string, (printed: string) => Value | null> = new Map([
  ['INTEGER', integer],
  ['STRING', text],
  ['Hex-STRING', hexString],
  ['BITS', bitsValue],
  ['OID', oidValue],
  ['IpAddress', addressValue],
  ['Network Address', networkAddress],
  ['Counter32', (printed) => number('Counter32', printed)],
  ['Gauge32', (printed) => number('Gauge32', printed)],
  ['UInteger32', (printed) => number('Gauge32', printed)],
  ['Counter64', (printed) => number('Counter64', printed)],
  ['Timeticks', ticks],
  ['Opaque', opaque],
]);

const absent = /^No (?:Such (?:Object|Instance)|more variables left in this MIB View)\b/;

/**
 * The value that `snmpwalk` or we printed after ` = `; `absent` where the agent told that there is none, null where it is not
 * understood. Octets become what a live agent's would.
 */
export function readValue(printed: string): Value | 'absent' | null {
  if (absent.test(printed)) return 'absent';
  if (printed === '""') return {type: 'STRING', value: ''};
  if (printed === 'NULL' || printed === 'NULL: ') return {type: 'NULL', value: ''};
  const right = printed.replace(/^Wrong Type \(should be [^)]{1,60}\): /, '');
  const {type = '', value = ''} = /^(?<type>[A-Z][A-Za-z0-9 -]{2,15}):(?: (?<value>[^]*))?$/.exec(right)?.groups ?? {};
  const read = readers.get(type);
  if (read === undefined) return null;
  return read(type === 'STRING' ? value : value.trimEnd());
}
