import {z} from 'zod';
import {answersFrom, preferred, type TrackedAnswers} from './answers.ts';
import type {Exchange, GapReason} from './model/evidence.ts';
import {Gap, type Fact, type Facts, type Provenance} from './model/fact.ts';
import type {Probe} from './model/probe.ts';

function provenance(answers: TrackedAnswers): Provenance {
  const read = [...answers.read].sort((a, b) => a.seq - b.seq);
  const observed = read.map((exchange) => exchange.receivedAt).sort();
  return {
    transport: read[0]?.via ?? 'derived',
    privilege: read.length === 0 ? null : read.every((exchange) => exchange.privilege === 'root') ? 'root' : 'user',
    seq: read.map((exchange) => exchange.seq),
    observedAt: observed.at(-1) ?? null,
  };
}

/** Why a fact is not complete, where its parser does not say. */
function guess(answers: TrackedAnswers, from: Provenance): GapReason {
  if (answers.cut) return 'cut';
  if (answers.failed) return 'unsupported';
  return from.privilege === 'user' ? 'permission-denied' : 'unsupported';
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Schemas compiled when first used: to interpret one anew for each asset costs four times as much. */
const compiled = new WeakMap<z.ZodType, z.ZodType>();

function compiledSchema(schema: z.ZodType): z.ZodType {
  const known = compiled.get(schema) ?? z.compile(schema);
  compiled.set(schema, known);
  return known;
}

/** One fact of one asset. A parser's Gap becomes a gap; whatever else it throws is our fault. */
function factOf(probe: Probe, byAsk: ReadonlyMap<string, Exchange>, platform: string, trouble: Gap | null): Fact {
  const answers = answersFrom(byAsk, trouble, probe.ask[platform] ?? []);
  try {
    if (probe.ask[platform] === undefined) throw new Gap('unsupported', platform);
    const parsed = probe.parse(answers, platform);
    const value = compiledSchema(probe.schema).parse(parsed.value);
    const complete = parsed.complete && !answers.cut && !answers.failed;
    const from = provenance(answers);
    return {
      state: 'known',
      complete,
      ...(complete ? {} : {because: parsed.because ?? guess(answers, from)}),
      value,
      from,
    };
  } catch (error) {
    const from = provenance(answers);
    if (error instanceof Gap) return {state: 'gap', reason: error.reason, detail: error.message, from};
    return {state: 'fault', message: `${probe.fact}: ${message(error)}`, from};
  }
}

/**
 * All facts that the probes can tell from one asset's evidence, by fact name, sorted.
 * `trouble`: why asks are missing from the evidence, when something went wrong with the asset as a whole.
 */
export function factsOf(
  probes: readonly Probe[],
  exchanges: readonly Exchange[],
  platform: string,
  trouble: Gap | null,
): Facts {
  const byAsk = preferred(exchanges);
  const named = probes.map((probe) => [probe.fact, factOf(probe, byAsk, platform, trouble)] as const);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}
