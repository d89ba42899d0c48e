import {z} from 'zod';
import {assetFacts, siteFacts} from './derive/index.ts';
import type {FieldLabel} from './model/probe.ts';
import type {Bilingual} from './model/text.ts';
import {probes} from './probes/index.ts';

function inside(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return inside(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return inside(schema.element as z.ZodType);
  return schema;
}

function ownLabel(schema: z.ZodType): FieldLabel | null {
  const meta = schema.meta() as {label?: FieldLabel} | undefined;
  return meta?.label ?? null;
}

function walk(path: string, schema: z.ZodType, found: Map<string, FieldLabel>): void {
  const label = ownLabel(schema);
  if (label !== null) found.set(path, label);
  const inner = inside(schema);
  if (!(inner instanceof z.ZodObject)) return;
  for (const [name, field] of Object.entries(inner.shape)) walk(`${path}.${name}`, field as z.ZodType, found);
}

/** Every labelled fact and field, by path: `sshd`, `sshd.effective.permitRootLogin`, `accounts.users.name`. */
export function allLabels(): ReadonlyMap<string, FieldLabel> {
  const found = new Map<string, FieldLabel>();
  const units: readonly {fact: string; title: Bilingual; schema: z.ZodType}[] = [
    ...probes,
    ...assetFacts,
    ...siteFacts,
  ];
  for (const {fact, title, schema} of units) {
    found.set(fact, title);
    walk(fact, schema, found);
  }
  return found;
}

/** Looks labels up for reports; null for a path that has none. */
export function labels(): (path: string) => FieldLabel | null {
  const all = allLabels();
  return (path) => all.get(path) ?? null;
}
