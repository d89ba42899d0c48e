import type {z} from 'zod';
import {Gap, type Facts} from '../model/fact.ts';
import type {Parsed} from '../model/probe.ts';

/**
 * A fact that another is derived from.
 * @throws Gap with the reason of its gap, or `not-collected` when there is no such fact.
 * @throws Error when it is a fault, or not of the shape expected.
 */
export function need<S extends z.ZodType>(facts: Facts, name: string, schema: S): Parsed<z.infer<S>> {
  const fact = facts[name];
  if (fact === undefined) throw new Gap('not-collected', name);
  switch (fact.state) {
    case 'known':
      return {value: schema.parse(fact.value), complete: fact.complete};
    case 'gap':
      throw new Gap(fact.reason, fact.detail);
    case 'fault':
      throw new Error(`${name}: ${fact.message}`);
    default:
      return fact satisfies never;
  }
}

/** The same for a fold, where what is unknown of one asset is counted: null for a gap or a fault. */
export function wanted<S extends z.ZodType>(facts: Facts, name: string, schema: S): Parsed<z.infer<S>> | null {
  const fact = facts[name];
  return fact?.state === 'known' ? {value: schema.parse(fact.value), complete: fact.complete} : null;
}
