import {Gap} from './fact.ts';

/** A value of a key; `set`: it is there, and what stands in it was not asked for. */
export type RegistryValue =
  | {readonly kind: 'number'; readonly number: number}
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'list'; readonly texts: readonly string[]}
  | {readonly kind: 'bytes'; readonly bytes: Buffer}
  | {readonly kind: 'set'}
  /** Of a type, or a length, that is not read. */
  | {readonly kind: 'unread'};

export interface RegistryKey {
  /** `HKLM\SOFTWARE\Policies`, as Windows spells it. */
  readonly path: string;
  /** Last component of the path. */
  readonly name: string;
  /** By name in lower case; the default value has the name ''. */
  readonly values: ReadonlyMap<string, RegistryValue>;
  /** Names as Windows spells them, by name in lower case. */
  readonly names: ReadonlyMap<string, string>;
}

/** What was told of a key and of what is below it. */
export interface RegistryTable {
  /** In the order told; the first is the key that was asked for. */
  readonly keys: readonly RegistryKey[];
  /** The key that was asked for. */
  readonly root: RegistryKey;
  /** A key by its path below the one that was asked for, in any case; null: there is none. */
  readonly below: (path: string) => RegistryKey | null;
  /** Keys right below one. */
  readonly children: (of: RegistryKey) => readonly RegistryKey[];
  /** False when something of it could not be read: what is not there may be. */
  readonly complete: boolean;
}

const valueOf = (key: RegistryKey | null, name: string): RegistryValue | null =>
  key?.values.get(name.toLowerCase()) ?? null;

function otherType(key: RegistryKey | null, name: string): Gap {
  return new Gap('unsupported', `${key?.path ?? ''}\\${name} is of another type`);
}

/** REG_DWORD or REG_QWORD, unsigned; also a number that stands in a text, as some programs write it. null: not there. @throws Gap */
export function numberIn(key: RegistryKey | null, name: string): number | null {
  const value = valueOf(key, name);
  if (value === null) return null;
  if (value.kind === 'number') return value.number;
  if (value.kind === 'text' && /^\d{1,10}$/.test(value.text.trim())) return Number(value.text);
  throw otherType(key, name);
}

/** REG_SZ or REG_EXPAND_SZ. null: not there. @throws Gap */
export function textIn(key: RegistryKey | null, name: string): string | null {
  const value = valueOf(key, name);
  if (value === null) return null;
  if (value.kind === 'text') return value.text;
  throw otherType(key, name);
}

/** REG_MULTI_SZ, or a single text; empty texts are left out. null: not there. @throws Gap */
export function listIn(key: RegistryKey | null, name: string): readonly string[] | null {
  const value = valueOf(key, name);
  if (value === null) return null;
  if (value.kind === 'text') return value.text === '' ? [] : [value.text];
  if (value.kind === 'list') return value.texts.filter((text) => text !== '');
  throw otherType(key, name);
}

/** REG_BINARY. null: not there. @throws Gap */
export function bytesIn(key: RegistryKey | null, name: string): Buffer | null {
  const value = valueOf(key, name);
  if (value === null) return null;
  if (value.kind === 'bytes') return value.bytes;
  throw otherType(key, name);
}

/** Whether there is a value of that name, whatever stands in it. */
export const isSet = (key: RegistryKey | null, name: string): boolean => valueOf(key, name) !== null;
