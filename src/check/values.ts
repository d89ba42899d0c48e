import type {GapReason} from '../model/evidence.ts';
import type {Fact} from '../model/fact.ts';
import {durationText} from '../model/durations.ts';
import {base, typeName, type Type} from './types.ts';

/** Why there is no value: `unknown` when a gap or an incomplete fact was the cause, `error` for anything else. */
export type Cause =
  | {readonly state: 'unknown'; readonly fact: string; readonly reason: GapReason; readonly detail: string}
  | {readonly state: 'error'; readonly message: string};

/** Stands where a value would stand. It travels as a value, so that `&&`, `||`, `all` and `exists` can absorb it. */
export class Trouble {
  readonly cause: Cause;

  constructor(cause: Cause) {
    this.cause = cause;
  }
}

export function failure(message: string): Trouble {
  return new Trouble({state: 'error', message});
}

/** An error outweighs an unknown, whichever comes first, so that the result does not hang on the order. */
export function graver(a: Trouble | null, b: Trouble): Trouble {
  return a === null || (a.cause.state === 'unknown' && b.cause.state === 'error') ? b : a;
}

/** Numbers stand for int and double, for timestamps (milliseconds since 1970) and for durations (milliseconds). */
export type Value = null | boolean | number | string | List | Dictionary | Fields;
export type Result = Value | Trouble;

/** `missing`: more elements may exist than were seen. */
export interface List {
  readonly items: readonly Result[];
  readonly missing: Trouble | null;
}

export interface Dictionary {
  readonly entries: ReadonlyMap<string, Result>;
  readonly missing: Trouble | null;
}

export interface Fields {
  readonly fields: Readonly<Record<string, Result>>;
}

export function complete(items: readonly Result[]): List {
  return {items, missing: null};
}

interface Reading {
  /** Set while a fact is incomplete: stands for its nulls, and marks its lists. */
  readonly missing: Trouble | null;
}

function mismatch(value: unknown, type: Type, path: string): Trouble {
  const given = value === undefined ? 'is not given' : `is not ${typeName(type)}`;
  return failure(`${path} ${given}`);
}

function readFields(value: object, fields: ReadonlyMap<string, Type>, path: string, reading: Reading): Fields {
  const read: Record<string, Result> = {};
  const given = value as Readonly<Record<string, unknown>>;
  for (const [name, type] of fields) {
    const inner = Object.hasOwn(given, name) ? given[name] : undefined;
    read[name] = readValue(inner, type, `${path}.${name}`, reading);
  }
  return {fields: read};
}

function readEntries(value: object, type: Type, path: string, reading: Reading): Dictionary {
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, readValue(inner, type, `${path}[${JSON.stringify(key)}]`, reading)] as const,
  );
  return {entries: new Map(entries), missing: reading.missing};
}

function readNumber(value: unknown, type: Type, path: string): Result {
  if (typeof value !== 'number') return mismatch(value, type, path);
  return type.kind === 'double' ? value : Number.isSafeInteger(value) ? value : mismatch(value, type, path);
}

function readTimestamp(value: unknown, type: Type, path: string): Result {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? mismatch(value, type, path) : milliseconds;
}

function readValue(value: unknown, declared: Type, path: string, reading: Reading): Result {
  if (value === null && declared.kind === 'nullable') return reading.missing;
  const type = base(declared);
  switch (type.kind) {
    case 'string':
      return typeof value === 'string' && (type.values?.includes(value) ?? true) ? value : mismatch(value, type, path);
    case 'bool':
      return typeof value === 'boolean' ? value : mismatch(value, type, path);
    case 'int':
    case 'double':
    case 'duration':
      return readNumber(value, type, path);
    case 'timestamp':
      return readTimestamp(value, type, path);
    case 'list': {
      if (!Array.isArray(value)) return mismatch(value, type, path);
      const items = value.map((item: unknown, at) => readValue(item, type.element, `${path}[${at}]`, reading));
      return {items, missing: reading.missing};
    }
    case 'map':
      return isObject(value) ? readEntries(value, type.value, path, reading) : mismatch(value, type, path);
    case 'object':
      return isObject(value) ? readFields(value, type.fields, path, reading) : mismatch(value, type, path);
    case 'null':
    case 'never':
      return mismatch(value, type, path);
    default:
      return type satisfies never;
  }
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Plain JSON to a value for expressions. What does not fit the type is an error only for who reads it. */
export function fromJson(value: unknown, type: Type, path: string): Result {
  return readValue(value, type, path, {missing: null});
}

/** A fact as expressions see it. A fact that was never collected is a gap too. */
export function fromFact(name: string, fact: Fact | undefined, type: Type): Result {
  if (fact === undefined) {
    return new Trouble({state: 'unknown', fact: name, reason: 'unsupported', detail: 'the platform has no such fact'});
  }
  switch (fact.state) {
    case 'gap':
      return new Trouble({state: 'unknown', fact: name, reason: fact.reason, detail: fact.detail});
    case 'fault':
      return failure(fact.message);
    case 'known': {
      const reason = fact.because ?? 'not-collected';
      const missing = fact.complete
        ? null
        : new Trouble({state: 'unknown', fact: name, reason, detail: 'only a part could be seen'});
      return readValue(fact.value, type, name, {missing});
    }
    default:
      return fact satisfies never;
  }
}

/** Back to plain JSON; null where a part is not known. */
export function toJson(value: Result, declared: Type): unknown {
  if (value === null || value instanceof Trouble) return null;
  const type = base(declared);
  if (typeof value !== 'object') {
    if (typeof value !== 'number') return value;
    if (type.kind === 'timestamp') return new Date(value).toISOString();
    return type.kind === 'duration' ? durationText(value) : value;
  }
  if (type.kind === 'list' && 'items' in value) return value.items.map((item) => toJson(item, type.element));
  if (type.kind === 'map' && 'entries' in value) {
    return Object.fromEntries([...value.entries].map(([key, inner]) => [key, toJson(inner, type.value)]));
  }
  if (type.kind !== 'object' || !('fields' in value)) throw new TypeError(`value is not ${typeName(type)}`);
  const entries = [...type.fields].map(([name, inner]) => [name, toJson(value.fields[name] ?? null, inner)] as const);
  return Object.fromEntries(entries);
}
