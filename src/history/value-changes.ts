import {canonicalJson} from '../model/canonical.ts';
import type {FactChange} from '../model/drift.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that tell which element of a list one is, the surest first. */
const identities: readonly (readonly string[])[] = [
  ['id'],
  ['name'],
  ['path'],
  ['target'],
  ['user'],
  ['protocol', 'address', 'port'],
  ['protocol', 'port'],
  ['host'],
  ['file'],
  ['unit'],
  ['vendor'],
];

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyOf(element: Fields, fields: readonly string[]): string | null {
  const parts = fields.map((field) => (Object.hasOwn(element, field) ? element[field] : null));
  const known = parts.every((part) => typeof part === 'string' || typeof part === 'number');
  return known ? parts.join(' ') : null;
}

/** Elements by what identifies them; null where two have the same key, or one has none. */
function keyed(list: readonly Fields[], fields: readonly string[]): ReadonlyMap<string, Fields> | null {
  const found = new Map<string, Fields>();
  for (const element of list) {
    const key = keyOf(element, fields);
    if (key === null || found.has(key)) return null;
    found.set(key, element);
  }
  return found;
}

function keyedChanges(before: readonly Fields[], after: readonly Fields[], path: string): FactChange[] | null {
  for (const fields of identities) {
    const [left, right] = [keyed(before, fields), keyed(after, fields)];
    if (left === null || right === null) continue;
    const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
    return keys.flatMap((key) => valueChanges(left.get(key) ?? null, right.get(key) ?? null, `${path}[${key}]`));
  }
  return null;
}

/** Elements of the first list that the second lacks, each as often as it does. */
function lacking(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const counts = new Map<string, number>();
  for (const element of other) counts.set(canonicalJson(element), (counts.get(canonicalJson(element)) ?? 0) + 1);
  return list.filter((element) => {
    const left = counts.get(canonicalJson(element)) ?? 0;
    counts.set(canonicalJson(element), left - 1);
    return left <= 0;
  });
}

function listChanges(before: readonly unknown[], after: readonly unknown[], path: string): FactChange[] {
  const fields = before.every(isFields) && after.every(isFields) ? keyedChanges(before, after, path) : null;
  if (fields !== null) return fields;
  const gone = lacking(before, after).map((value) => ({path, before: value, after: null}));
  const come = lacking(after, before).map((value) => ({path, before: null, after: value}));
  return [...gone, ...come];
}

/** What differs between two JSON values, each at its path; the order of a list does not matter. */
export function valueChanges(before: unknown, after: unknown, path: string): FactChange[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  if (!isFields(before) || !isFields(after)) return [{path, before: before ?? null, after: after ?? null}];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  // A device may name a key as a member that every object has.
  const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : null);
  return names.flatMap((name) => valueChanges(own(before, name), own(after, name), `${path}.${name}`));
}
