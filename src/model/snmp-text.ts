import {snmpTypes, type SnmpType, type Varbind} from './snmp-table.ts';

const known = new Set<string>(snmpTypes);
const escapes: Readonly<Record<string, string>> = {n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"'};

function isType(name: string): name is SnmpType {
  return known.has(name);
}

function unquote(text: string): string {
  const inner = text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
  return inner.replaceAll(/\\([nrt"\\])/g, (_, letter: string) => escapes[letter] ?? letter);
}

function quote(text: string): string {
  const names: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', '"': '\\"'};
  return `"${text.replaceAll(/[\n\r\t\\"]/g, (letter) => names[letter] ?? letter)}"`;
}

/** `.OID = TYPE: value`, one line an instance, as evidence holds it. */
export function writeSnmpText(varbinds: readonly Varbind[]): string {
  return varbinds
    .map(({oid, type, value}) => {
      const text = type === 'STRING' ? quote(value) : type === 'OID' ? `.${value}` : value;
      return `.${oid} = ${type}: ${text}`;
    })
    .join('\n');
}

const line = /^\.(?<oid>\d{1,10}(?:\.\d{1,10}){1,127}) = (?:(?<type>[A-Za-z0-9-]{2,16}): ?)?(?<value>.*)$/;

function readLine(text: string): Varbind | null {
  const {oid, type = 'STRING', value = ''} = line.exec(text)?.groups ?? {};
  if (oid === undefined || !isType(type)) return null;
  if (type === 'STRING') return {oid, type, value: unquote(value)};
  if (type === 'OID') return {oid, type, value: value.replace(/^\./, '')};
  return {oid, type, value: value.trim()};
}

/** Reads what `writeSnmpText` writes. `unread` counts lines that are none of it. */
export function readSnmpText(text: string): {readonly varbinds: readonly Varbind[]; readonly unread: number} {
  const lines = text === '' ? [] : text.split('\n');
  const read = lines.map(readLine);
  const varbinds = read.filter((one): one is Varbind => one !== null);
  return {varbinds, unread: read.length - varbinds.length};
}
