import {z} from 'zod';
import {
  createLanguage,
  type Bound,
  type Evaluation,
  type Expression,
  type VersionSchemes,
} from '../../src/check/expression.ts';
import type {Languages} from '../../src/check/load.ts';
import {known, type Fact, type Facts} from '../../src/model/fact.ts';

export const from = {transport: 'ssh', privilege: 'user', seq: [1], observedAt: null} as const;

export const sshd = z.object({
  installed: z.boolean(),
  effective: z.object({permitRootLogin: z.string(), maxAuthTries: z.int().nullable()}).nullable(),
});
export const users = z.array(
  z.object({
    name: z.string(),
    uid: z.int(),
    shell: z.string().nullable(),
    locked: z.boolean().nullable(),
    groups: z.array(z.string()),
    lastLogin: z.iso.datetime().nullable(),
  }),
);
export const os = z.object({
  family: z.enum(['linux', 'windows', 'network']),
  version: z.string(),
  load: z.number(),
  settings: z.record(z.string(), z.int()),
});
export const tls = z.object({
  endpoints: z.array(
    z.object({
      protocol: z.enum(['tcp', 'udp']),
      port: z.int(),
      notAfter: z.iso.datetime().nullable(),
      subjectNames: z.array(z.string()),
    }),
  ),
});
export const accounts = z.array(z.object({name: z.string(), interactive: z.boolean()}));

/** A stand-in with one scheme: dotted numbers. */
export const versions: VersionSchemes = {
  names: ['dotted'],
  compare(_scheme, a, b) {
    const [x, y] = [a, b].map((version) => version.split('.').map(Number));
    if (!x || !y || [...x, ...y].some(Number.isNaN)) throw new Error(`not a version: ${a} or ${b}`);
    const at = x.findIndex((part, index) => part !== y[index]);
    return at < 0 ? 0 : Math.sign((x[at] ?? 0) - (y[at] ?? 0));
  },
};

const facts = Object.entries({sshd, users, os, tls}).map(([name, schema]) => ({name, schema}));
export const languages: Languages = {
  asset: createLanguage({facts, site: false, versions}),
  site: createLanguage({facts: [{name: 'accounts', schema: accounts}], site: true, versions}),
};

export const complete = (value: unknown): Fact => known(value, from);
export const incomplete = (value: unknown): Fact => known(value, from, false);
export const gap: Fact = {state: 'gap', reason: 'permission-denied', detail: 'sudo refused', from};
export const fault: Fact = {state: 'fault', message: 'parser broke', from};

export function user(name: string, more: Partial<z.infer<typeof users>[number]> = {}): z.infer<typeof users>[number] {
  return {name, uid: 1000, shell: '/bin/sh', locked: false, groups: [], lastLogin: null, ...more};
}

export function bind(known: Facts): Bound {
  return languages.asset.bind({facts: known, asset: null, now: '2026-04-01T00:00:00.000Z'});
}

export function compile(source: string, expect: 'bool' | 'string' | 'list' | 'any' = 'any'): Expression {
  return languages.asset.compile(source, {expect, parameters: {}, item: null});
}

/** The value, or `unknown` / `error` in angle brackets. */
export function run(source: string, known: Facts = {}): unknown {
  const evaluation: Evaluation = compile(source).evaluate(bind(known));
  return evaluation.state === 'value' ? evaluation.value : `<${evaluation.state}>`;
}
