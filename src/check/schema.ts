import {z} from 'zod';
import {assetKinds} from '../model/asset.ts';

const text = z.string().trim().min(1);
const bilingual = z.strictObject({en: text, ja: text});
const parameterValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const parameter = z.strictObject({
  type: z.enum(['int', 'double', 'string', 'bool', 'duration', 'list<string>']),
  default: parameterValue,
  label: bilingual,
  unit: text.nullable().default(null),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  stricter: z.enum(['lower', 'higher']).nullable().default(null),
});

const remediation = z.strictObject({
  effort: z.enum(['low', 'medium', 'high']),
  when: z.enum(['now', 'next-stop', 'renewal', 'compensate']),
  restarts: z.enum(['none', 'service', 'host']),
  act: text.nullable().default(null),
  text: bilingual,
  commands: z.record(z.string(), text).default({}),
});

const example = z.strictObject({
  outcome: z.enum(['pass', 'fail', 'not-applicable', 'not-tested', 'manual']),
  recording: text.nullable().default(null),
  constructed: z.literal(true).nullable().default(null),
  facts: z.record(z.string(), z.unknown()).default({}),
  asset: z.record(z.string(), z.unknown()).default({}),
  parameters: z.record(z.string(), parameterValue).default({}),
  at: z.iso.datetime({error: 'write a UTC time such as "2026-04-01T00:00:00Z"'}).nullable().default(null),
  subject: text.nullable().default(null),
});

/** A file under `checks/`, as written. */
export const checkFile = z.strictObject({
  id: z.string().regex(kebab).max(64),
  title: bilingual,
  why: bilingual,
  expect: bilingual,
  severity: z.literal([0, 1, 2, 3, 4]),
  scope: z.enum(['asset', 'zone', 'site']).default('asset'),
  kinds: z.array(z.enum(assetKinds)).default([]),
  platforms: z.array(z.string().regex(kebab)).default([]),
  parameters: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), parameter).default({}),
  appliesTo: text.nullable().default(null),
  pass: text.nullable().default(null),
  review: bilingual.nullable().default(null),
  forEach: text.nullable().default(null),
  subject: text.nullable().default(null),
  compensatedBy: text.nullable().default(null),
  show: z.array(text).default([]),
  remediation,
  references: z.array(text).default([]),
  examples: z.array(example).min(1),
});

export type CheckFile = z.infer<typeof checkFile>;

export const checkGroups = ['host', 'server', 'terminal', 'network', 'outside', 'control', 'site'] as const;
