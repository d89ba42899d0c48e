import {canonicalJson} from '../model/canonical.ts';
import {driftCauses, type DriftCause, type DriftState} from '../model/drift.ts';
import type {Fact} from '../model/fact.ts';
import type {Finding} from '../model/finding.ts';

/** One finding on both sides; null on the side that has none. */
export interface FindingPair {
  readonly before: Finding | null;
  readonly after: Finding | null;
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** What a fact says, without where it came from. */
function told(fact: Fact | undefined): unknown {
  if (fact === undefined) return null;
  const {from: _from, ...rest} = fact;
  return rest;
}

function factCause(name: string, before: DriftState, after: DriftState): DriftCause | null {
  const [left, right] = [before.facts[name], after.facts[name]];
  if (same(told(left), told(right))) return null;
  const declared = [left, right].some((fact) => fact?.from.transport === 'inventory');
  if (declared && !same(before.inventory, after.inventory)) return 'inventory';
  const seen = (left?.from.seq.length ?? 0) + (right?.from.seq.length ?? 0) > 0;
  if (seen && before.sources[name] === after.sources[name]) {
    const derived = declared || right?.from.transport === 'derived';
    return derived && before.data !== after.data ? 'data' : 'tool';
  }
  if (left?.from.privilege !== right?.from.privilege && left && right) return 'privilege';
  const whole = (fact: Fact | undefined): boolean => fact?.state === 'known' && fact.complete;
  return whole(left) && whole(right) ? 'host' : 'collection';
}

function selectionCause({before, after}: FindingPair, from: DriftState, to: DriftState): DriftCause | null {
  const judged = ({findings}: DriftState, check: string): boolean => findings.some((one) => one.check === check);
  const came = before === null && after !== null && !judged(from, after.check);
  const went = after === null && before !== null && !judged(to, before.check);
  if (!came && !went) return null;
  return from.profile === to.profile ? 'selection' : 'profile';
}

function values({parameters}: Finding): unknown {
  return Object.fromEntries(Object.entries(parameters).map(([name, {value}]) => [name, value]));
}

/** What is known to differ between the two findings themselves. */
function ownCauses({before, after}: FindingPair): DriftCause[] {
  if (before === null || after === null) return [];
  const causes: DriftCause[] = [];
  if (before.checkDigest !== after.checkDigest) causes.push('check');
  if (!same(values(before), values(after))) causes.push('parameter');
  if (!same(before.waiver, after.waiver)) causes.push('waiver');
  return causes;
}

/** What may explain a change that nothing the finding rests on does. */
function remoteCause(before: DriftState, after: DriftState): DriftCause {
  if (!same(before.inventory, after.inventory)) return 'inventory';
  if (before.tool !== after.tool) return 'tool';
  return before.asOf === after.asOf ? 'unknown' : 'time';
}

/** Every cause of a changed verdict that shows, in the order of `driftCauses`; never empty. */
export function causesOf(pair: FindingPair, before: DriftState, after: DriftState): DriftCause[] {
  const selection = selectionCause(pair, before, after);
  if (selection !== null) return [selection];
  const facts = new Set([...(pair.before?.facts ?? []), ...(pair.after?.facts ?? [])]);
  const byFacts = [...facts].flatMap((name) => factCause(name, before, after) ?? []);
  const found = new Set([...ownCauses(pair), ...byFacts]);
  return found.size === 0 ? [remoteCause(before, after)] : driftCauses.filter((cause) => found.has(cause));
}
