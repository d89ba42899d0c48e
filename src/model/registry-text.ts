import type {RegistryKey, RegistryTable, RegistryValue} from './registry.ts';

/** A key as it is read, line by line. */
interface OpenKey {
  readonly path: string;
  readonly values: Map<string, RegistryValue>;
  readonly names: Map<string, string>;
}

const roots: readonly (readonly [RegExp, string])[] = [
  [/^HKEY_LOCAL_MACHINE(?=\\|$)/i, 'HKLM'],
  [/^HKEY_USERS(?=\\|$)/i, 'HKU'],
];

const shortPath = (path: string): string =>
  roots.reduce((text, [long, short]) => text.replace(long, short), path.trim().replace(/\\$/, ''));

const unquote = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_, letter: string) => ({r: '\r', n: '\n'})[letter] ?? letter);

const quoted = /"(?<inner>(?:[^"\\]|\\.)*)"/y;

/** A text in quotes at a place, and where it ends; null: there is none. */
function quotedAt(line: string, at: number): {readonly text: string; readonly end: number} | null {
  quoted.lastIndex = at;
  const found = quoted.exec(line);
  return found === null ? null : {text: unquote(found.groups?.['inner'] ?? ''), end: quoted.lastIndex};
}

function listOf(line: string, from: number): RegistryValue {
  const texts: string[] = [];
  for (let at = from; at < line.length;) {
    const next = quotedAt(line, at);
    if (next === null || !['', ','].includes(line.charAt(next.end))) return {kind: 'unread'};
    texts.push(next.text);
    at = next.end + 1;
  }
  return {kind: 'list', texts};
}

/** A value as the PowerShell program tells it. */
function toldValue(text: string): RegistryValue {
  const number = /^[dq]word:(?<digits>[0-9a-f]{1,16})$/.exec(text)?.groups?.['digits'];
  if (number !== undefined) return {kind: 'number', number: parseInt(number, 16)};
  if (text.startsWith('multi:')) return listOf(text, 6);
  if (/^hex:(?:[0-9a-f]{2})*$/.test(text)) return {kind: 'bytes', bytes: Buffer.from(text.slice(4), 'hex')};
  // What was taken out as a secret is there as well.
  if (text === 'set' || text.startsWith('<secret ')) return {kind: 'set'};
  const whole = quotedAt(text, 0);
  return whole?.end === text.length ? {kind: 'text', text: whole.text} : {kind: 'unread'};
}

/** A value as `reg query` prints it. */
function printedValue(type: string, data: string): RegistryValue {
  switch (type) {
    case 'REG_DWORD':
    case 'REG_QWORD':
      return /^0x[0-9a-f]{1,16}$/i.test(data) ? {kind: 'number', number: parseInt(data, 16)} : {kind: 'unread'};
    case 'REG_SZ':
    case 'REG_EXPAND_SZ':
      return {kind: 'text', text: data};
    case 'REG_MULTI_SZ':
      return {kind: 'list', texts: data.split('\\0').filter((text) => text !== '')};
    case 'REG_BINARY':
      return /^(?:[0-9a-f]{2})*$/i.test(data) ? {kind: 'bytes', bytes: Buffer.from(data, 'hex')} : {kind: 'unread'};
    default:
      return {kind: 'unread'};
  }
}

interface PrintedLine {
  readonly name: string;
  /** `REG_SZ`. */
  readonly type: string;
  readonly data: string;
}

/**
 * A line of a value as `reg query` prints it: `    name    REG_SZ    data`, by tabs in old versions. null: a line of another kind. In
 * one look along the line, since a line of blanks can be long.
 */
export function printedLine(line: string): PrintedLine | null {
  const found = /(?:\t| {2})(?<type>REG_[A-Z_]{1,40})(?<rest>(?:\t| {2})[^]*|\s{0,8})$/.exec(line);
  const name = line.slice(0, found?.index ?? 0).trim();
  if (found === null || name === '' || !/^\s/.test(line)) return null;
  const {type = '', rest = ''} = found.groups ?? {};
  return {name, type, data: rest.replace(/^(?:\t| {2,8})/, '')};
}

/** The default value has a name that Windows translates: `(Default)`, `(既定)`. A name may also be a secret that was taken out. */
const defaultName = (name: string): string => (/^[(<](?!secret ).*[)>]$/.test(name) ? '' : name);

class Reader {
  readonly keys: OpenKey[] = [];
  complete = true;
  #open: OpenKey | null = null;

  told(line: string): void {
    const key = /^\[(?<path>.*)\](?: (?<state>[a-z]+))?$/.exec(line)?.groups;
    if (key !== undefined) {
      if (key['state'] !== undefined) this.complete = false;
      else this.#begin(key['path'] ?? '');
      return;
    }
    const name = quotedAt(line, 0);
    if (name === null || line.charAt(name.end) !== '=') this.complete = false;
    else this.#value(name.text, toldValue(line.slice(name.end + 1)));
  }

  printed(line: string): void {
    if (/^HKEY_/i.test(line)) {
      this.#begin(line);
      return;
    }
    const value = printedLine(line);
    if (value !== null) this.#value(value.name, printedValue(value.type, value.data));
    // Older versions begin with a line of their own; a value of several lines goes on without a type.
    else if (!/^!|^\s*$/.test(line)) this.complete = false;
  }

  #begin(path: string): void {
    this.#open = {path: shortPath(path), values: new Map(), names: new Map()};
    this.keys.push(this.#open);
  }

  #value(told: string, value: RegistryValue): void {
    const name = defaultName(told);
    if (value.kind === 'unread') this.complete = false;
    this.#open?.values.set(name.toLowerCase(), value);
    this.#open?.names.set(name.toLowerCase(), name);
  }
}

function tableOf(keys: readonly RegistryKey[], root: RegistryKey, complete: boolean): RegistryTable {
  const byPath = new Map(keys.map((key) => [key.path.toLowerCase(), key]));
  const parentOf = ({path}: RegistryKey): string => path.slice(0, path.lastIndexOf('\\')).toLowerCase();
  return {
    keys,
    root,
    complete,
    below: (path) => byPath.get(`${root.path}\\${path}`.toLowerCase()) ?? null,
    children: (of) => keys.filter((key) => parentOf(key) === of.path.toLowerCase()),
  };
}

/**
 * Reads what was told of a key: as the PowerShell program tells it, or as `reg query` prints it. `root`: the key that was asked
 * for, that of all users where it has a star. null: the text tells of no key.
 */
export function readRegistry(text: string, root: string): RegistryTable | null {
  const lines = text.split('\n').map((line) => line.replace(/\r+$/, ''));
  const isTold = lines.find((line) => line.trim() !== '')?.startsWith('[') ?? false;
  const reader = new Reader();
  for (const line of lines) {
    if (line === '') continue;
    if (isTold) reader.told(line);
    else reader.printed(line);
  }
  const keys = reader.keys.map((key) => ({...key, name: key.path.slice(key.path.lastIndexOf('\\') + 1)}));
  const asked = shortPath(root.replace(/\\\*.*$/, '')).toLowerCase();
  const found = keys.find(({path}) => path.toLowerCase() === asked);
  return found === undefined ? null : tableOf(keys, found, reader.complete);
}

const longPath = (path: string): string =>
  path.replace(/^HKLM(?=\\|$)/, 'HKEY_LOCAL_MACHINE').replace(/^HKU(?=\\|$)/, 'HKEY_USERS');

const quote = (text: string): string =>
  `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll('\r', '\\r').replaceAll('\n', '\\n')}"`;

function writeValue(value: RegistryValue): string {
  switch (value.kind) {
    case 'number':
      return `dword:${value.number.toString(16)}`;
    case 'text':
      return quote(value.text);
    case 'list':
      return `multi:${value.texts.map(quote).join(',')}`;
    case 'bytes':
      return `hex:${value.bytes.toString('hex')}`;
    case 'set':
      return 'set';
    case 'unread':
      return 'none';
    default:
      return value satisfies never;
  }
}

/** What was read of a key, as the PowerShell program tells it. `set`: names of values of the key itself of which only that is told. */
export function writeRegistry({keys, root, complete}: RegistryTable, set: readonly string[] = []): string {
  const lines = keys.flatMap((key) => [
    `[${longPath(key.path)}]`,
    ...[...key.values].map(([name, value]) => `${quote(key.names.get(name) || '(default)')}=${writeValue(value)}`),
    ...(key === root ? set.map((name) => `${quote(name)}=set`) : []),
  ]);
  const trouble = complete ? [] : [`[${longPath(root.path)}] failed`];
  return [...lines, ...trouble].join('\n');
}
