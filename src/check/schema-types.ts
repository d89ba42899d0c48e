import {z} from 'zod';
import {bool, double, int, list, nullable, string, timestamp, unify, type Type} from './types.ts';

function stringsOnly(values: readonly unknown[]): Type {
  const strings = values.filter((value) => typeof value === 'string');
  if (strings.length !== values.length) throw new TypeError('a literal of a fact must be a string');
  return {kind: 'string', values: strings};
}

function objectType(shape: Readonly<Record<string, unknown>>): Type {
  return {
    kind: 'object',
    fields: new Map(Object.entries(shape).map(([name, inner]) => [name, typeOfSchema(inner)])),
  };
}

function unionType(options: readonly unknown[]): Type {
  const types = options.map(typeOfSchema);
  return types.reduce((all, type) => {
    const both = unify(all, type);
    if (both === null) throw new TypeError('the members of a union in a fact must have one type');
    return both;
  });
}

/**
 * The type of a fact for expressions. Understood: objects, arrays, records, strings, booleans, `z.int()`,
 * numbers, enumerations and string literals, `z.iso.datetime()` and `z.iso.date()`, nullable, unions of one type.
 * @throws TypeError for any other schema: facts are plain JSON without optional fields.
 */
export function typeOfSchema(schema: unknown): Type {
  if (schema instanceof z.ZodObject) return objectType(schema.shape);
  if (schema instanceof z.ZodArray) return list(typeOfSchema(schema.element));
  if (schema instanceof z.ZodNullable) return nullable(typeOfSchema(schema.unwrap()));
  if (schema instanceof z.ZodReadonly) return typeOfSchema(schema.unwrap());
  if (schema instanceof z.ZodISODateTime || schema instanceof z.ZodISODate) return timestamp;
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return string;
  if (schema instanceof z.ZodBoolean) return bool;
  if (schema instanceof z.ZodNumber) return schema.format?.includes('int') === true ? int : double;
  if (schema instanceof z.ZodEnum) return stringsOnly(schema.options);
  if (schema instanceof z.ZodLiteral) return stringsOnly([...schema.values]);
  if (schema instanceof z.ZodRecord) return {kind: 'map', value: typeOfSchema(schema.valueType)};
  if (schema instanceof z.ZodUnion) return unionType(schema.options);
  const kind = schema instanceof z.ZodType ? schema.type : typeof schema;
  throw new TypeError(`a fact cannot hold ${kind}: see typeOfSchema for what is understood`);
}
