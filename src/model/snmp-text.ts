import type {Varbind} from './snmp-table.ts';
import {oidText} from './snmp-value.ts';
import {readValue} from './snmp-walk-value.ts';

const escapes: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', '"': '\\"'};

function quote(text: string): string {
  return `"${text.replaceAll(/[\n\r\t\\"]/g, (letter) => escapes[letter] ?? letter)}"`;
}

function printed({type, value}: Varbind): string {
  if (type === 'NULL') return 'NULL';
  return `${type}: ${type === 'STRING' ? quote(value) : type === 'OID' ? `.${value}` : value}`;
}

/** `.OID = TYPE: value`, one line an instance, as evidence holds it. */
export function writeSnmpText(varbinds: readonly Varbind[]): string {
  return varbinds.map((varbind) => `.${varbind.oid} = ${printed(varbind)}`).join('\n');
}

interface Head {
  readonly oid: string;
  readonly value: string;
}

function headOf(line: string): Head | null {
  const {oid = '', value = ''} = /^\.(?<oid>\d[\d.]{0,1400}) = (?<value>[^]*)$/.exec(line)?.groups ?? {};
  const name = oidText(oid);
  return name === null ? null : {oid: name, value};
}

function withoutReturn(text: string): string {
  return text.replace(/\r$/, '');
}

/** What the tool itself says between instances. */
const said = /^(?:Timeout: No Response|Error in packet|Error: OID not increasing|Reason: |Failed object: |End of MIB)/;

/** Ends in a quote that no backslash escapes. */
function closes(line: string): boolean {
  const text = withoutReturn(line);
  if (!text.endsWith('"')) return false;
  let at = text.length - 2;
  while (text[at] === '\\') at -= 1;
  return (text.length - at) % 2 === 0;
}

/** First line from `at` on that does not go on with the value before it. */
function endWhere(lines: readonly string[], at: number, goesOn: (line: string) => boolean): number {
  let end = at;
  while (end < lines.length && goesOn(lines[end] ?? '')) end += 1;
  return end;
}

function isText(line: string): boolean {
  return headOf(line) === null && !said.test(line);
}

/** Where the lines of a value that starts in the line before `at` end; null for quotes that are never closed. */
function endOf(value: string, lines: readonly string[], at: number): number | null {
  const quoted = /^(?:STRING: )?"(?<inner>[^]*)$/.exec(value)?.groups?.['inner'];
  if (quoted !== undefined) {
    if (closes(quoted)) return at;
    const last = endWhere(lines, at, (line) => !closes(line));
    return last < lines.length ? last + 1 : null;
  }
  if (value.startsWith('Hex-STRING: ')) return endWhere(lines, at, (line) => /^(?:[0-9A-F]{2} ?)+\r?$/.test(line));
  if (!value.startsWith('STRING: ')) return at;
  let end = endWhere(lines, at, isText);
  while (end > at && lines[end - 1]?.trim() === '') end -= 1;
  return end;
}

/**
 * Reads what `writeSnmpText` writes, and what `snmpwalk -On` prints. What an agent says in place of an instance (`No Such
 * Object …`) is none. `unread`: lines that are neither; nothing is taken from them.
 */
export function readSnmpText(text: string): {readonly varbinds: readonly Varbind[]; readonly unread: number} {
  const lines = text.split('\n');
  const varbinds: Varbind[] = [];
  let unread = 0;
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    at += 1;
    const head = headOf(line);
    const end = head === null ? at : endOf(head.value, lines, at);
    if (head === null || end === null) {
      if (end === null) return {varbinds, unread: unread + lines.length - at + 1};
      if (line.trim() !== '') unread += 1;
      continue;
    }
    const value = readValue(withoutReturn([head.value, ...lines.slice(at, end)].join('\n')));
    if (value === null) unread += end - at + 1;
    else if (value !== 'absent') varbinds.push({oid: head.oid, ...value});
    at = end;
  }
  return {varbinds, unread};
}
