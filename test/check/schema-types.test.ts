import test from 'ava';
import {z} from 'zod';
import {typeOfSchema} from '../../src/check/schema-types.ts';
import {typeName} from '../../src/check/types.ts';
import {fromFact, toJson} from '../../src/check/values.ts';
import {field} from '../../src/model/probe.ts';
import {complete} from './language.ts';

const schemas: readonly (readonly [string, z.ZodType])[] = [
  ['string', z.string().max(3)],
  ['string', z.ipv4()],
  ['bool', field(z.boolean(), 'x', 'x')],
  ['int', z.int()],
  ['int', z.number().int().min(1)],
  ['double', z.number().min(0)],
  ['int or null', field(z.int().nullable(), 'x', 'x')],
  ['timestamp', z.iso.datetime()],
  ['timestamp or null', z.iso.date().nullable()],
  ['string', z.enum(['a', 'b'])],
  ['string', z.literal(['a', 'b'])],
  ['string', z.union([z.literal('a'), z.string()])],
  ['list<list<int>>', z.array(z.array(z.int()))],
  ['list<string>', z.array(z.string()).readonly()],
  ['map<bool>', z.record(z.string(), z.boolean())],
  ['object {a, b}', z.object({a: z.string(), b: z.object({})})],
];

for (const [at, [name, schema]] of schemas.entries()) {
  test(`#${at}: ${schema.type} of a fact is ${name}`, (t) => t.is(typeName(typeOfSchema(schema)), name));
}

for (const schema of [z.string().optional(), z.unknown(), z.union([z.string(), z.int()]), z.literal(5), z.date()]) {
  test(`${schema.type} cannot be in a fact`, (t) => t.throws(() => typeOfSchema(schema), {instanceOf: TypeError}));
}

test('a value comes back as the JSON it was', (t) => {
  const schema = z.object({
    at: z.iso.datetime(),
    many: z.array(z.object({n: z.int().nullable()})),
    map: z.record(z.string(), z.number()),
  });
  const type = typeOfSchema(schema);
  const value = {at: '2026-04-01T00:00:00.000Z', many: [{n: 1}, {n: null}], map: {a: 0.5}};
  t.deepEqual(toJson(fromFact('x', complete(value), type), type), value);
});
