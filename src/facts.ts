import {z} from 'zod';
import {answersFrom, preferred, type TrackedAnswers} from './answers.ts';
import {askId} from './model/ask.ts';
import type {Exchange, GapReason} from './model/evidence.ts';
import {Gap, type Fact, type Facts, type Provenance} from './model/fact.ts';
import type {Probe, Reading} from './model/probe.ts';
import {asksShell, readingsOf} from './readings.ts';

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

/** A fact by one way of reading it. A parser's Gap becomes a gap; whatever else it throws is our fault. */
function factBy(reading: Reading, probe: Probe, byAsk: ReadonlyMap<string, Exchange>, trouble: Gap | null): Fact {
  const answers = answersFrom(byAsk, trouble, reading.ask);
  try {
    const parsed = reading.parse(answers);
    const hidden = parsed.because === 'cut' || parsed.because === 'permission-denied';
    const lost = answers.cut || answers.failed || (hidden && !parsed.complete);
    const complete = parsed.complete && !lost && answers.missed === null;
    const read = compiledSchema(probe.schema).parse(parsed.value);
    const value = complete ? read : (probe.doubt?.(read, lost) ?? read);
    const from = provenance(answers);
    return {
      state: 'known',
      complete,
      ...(complete ? {} : {because: answers.missed ?? parsed.because ?? guess(answers, from)}),
      value,
      from,
    };
  } catch (error) {
    const from = provenance(answers);
    if (error instanceof Gap) return {state: 'gap', reason: error.reason, detail: error.message, from};
    return {state: 'fault', message: `${probe.fact}: ${message(error)}`, from};
  }
}

/** Known beats gap, complete beats incomplete. A fault hides behind nothing but a whole answer. */
function worth(fact: Fact): number {
  if (fact.state === 'known') return fact.complete ? 3 : 1;
  return fact.state === 'fault' ? 2 : fact.reason === 'not-collected' ? -1 : 0;
}

const isAgent = ({ask}: Reading): boolean => ask.length > 0 && ask.every(({kind}) => kind === 'snmp');

/** Why there is no fact of an asset of which it is not known what it is; null for one of which it is. */
function unidentified(platform: string, trouble: Gap | null): Fact | null {
  if (platform !== 'auto' || trouble === null) return null;
  const from = {transport: 'derived', privilege: null, seq: [], observedAt: null} as const;
  return {state: 'gap', reason: trouble.reason, detail: trouble.message, from};
}

/** One fact of one asset, by the best of the ways to read it, of equals the first; null when the platform has no such fact. */
function factOf(
  probe: Probe,
  readings: readonly Reading[],
  byAsk: ReadonlyMap<string, Exchange>,
  platform: string,
  trouble: Gap | null,
): Fact | null {
  const [first, ...others] = readings.map((reading) => factBy(reading, probe, byAsk, trouble));
  if (first === undefined) return unidentified(platform, trouble);
  return others.reduce((best, fact) => (worth(fact) > worth(best) ? fact : best), first);
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
  // A host with a shell has an SNMP agent only where one was asked.
  const isMeant = (reading: Reading): boolean =>
    !asksShell(platform) || !isAgent(reading) || reading.ask.some((ask) => byAsk.has(askId(ask)));
  const named = probes.flatMap((probe) => {
    const readings = readingsOf(probe, platform).filter(isMeant);
    const fact = factOf(probe, readings, byAsk, platform, trouble);
    return fact === null ? [] : [[probe.fact, fact] as const];
  });
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}
