import {canonicalJson} from '../model/canonical.ts';
import {
  driftKinds,
  type AssetDrift,
  type DriftKind,
  type DriftState,
  type FactChange,
  type Standing,
  type VerdictChange,
} from '../model/drift.ts';
import type {Fact, Facts} from '../model/fact.ts';
import {isWaived, type Finding} from '../model/finding.ts';
import {causesOf, type FindingPair} from './drift-causes.ts';
import {valueChanges} from './value-changes.ts';
import {settled, volatile} from './volatile.ts';

function standingOf(finding: Finding | null): Standing | null {
  if (finding === null) return null;
  return isWaived(finding) ? 'accepted' : finding.outcome.status;
}

const unknown: ReadonlySet<Standing | null> = new Set(['not-tested', 'error', 'manual'] as const);
const good: ReadonlySet<Standing | null> = new Set(['pass', 'not-applicable'] as const);

const leadingPath = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*/;
const listMethods = /\.(?:filter|map|exists|all|exists_one|size)$/;

/** The values judged, without what changes by itself. */
function judgedValues(finding: Finding | null): string {
  const actual = finding?.actual ?? [];
  return canonicalJson(
    actual.map(({expression, value}) => {
      const path = leadingPath.exec(expression)?.[0].replace(listMethods, '') ?? expression;
      return settled(value, path) ?? null;
    }),
  );
}

/** How much of a check is known afterwards: nothing was judged, something could not be known, or all is. */
type Judged = 'nothing' | 'in part' | 'whole';

function judgedIn(findings: readonly Finding[]): ReadonlyMap<string, Judged> {
  const judged = new Map<string, Judged>();
  for (const finding of findings) {
    const whole = !unknown.has(standingOf(finding)) && judged.get(finding.check) !== 'in part';
    judged.set(finding.check, whole ? 'whole' : 'in part');
  }
  return judged;
}

/** What became of a finding that is there no more: its element is gone only where all elements were seen. */
function kindOfMissing(before: Standing | null, judged: Judged): DriftKind | null {
  if (judged === 'nothing') return 'not-judged';
  if (unknown.has(before)) return null;
  if (judged === 'in part') return 'newly-unknown';
  return before === 'fail' || before === 'accepted' ? 'fixed' : null;
}

function kindOf(pair: FindingPair, judged: Judged): DriftKind | null {
  const [before, after] = [standingOf(pair.before), standingOf(pair.after)];
  if (after === null) return kindOfMissing(before, judged);
  if (before === after) {
    const failed = after === 'fail' || after === 'accepted';
    return failed && judgedValues(pair.before) !== judgedValues(pair.after) ? 'changed-value' : null;
  }
  if (after === 'fail') return 'new-fail';
  if (unknown.has(after)) return unknown.has(before) ? null : 'newly-unknown';
  if (after === 'accepted') return 'accepted';
  if (before === 'fail' || before === 'accepted') return 'fixed';
  if (unknown.has(before)) return 'known-again';
  return good.has(before) && good.has(after) ? 'other' : null;
}

function byKind(a: VerdictChange, b: VerdictChange): number {
  const kinds = driftKinds.indexOf(a.kind) - driftKinds.indexOf(b.kind);
  if (kinds !== 0 || a.severity !== b.severity) return kinds || b.severity - a.severity;
  const [left, right] = [a, b].map(({check, subject}) => `${check}\0${subject ?? ''}`) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

function verdictChanges(before: DriftState, after: DriftState): VerdictChange[] {
  const left = new Map(before.findings.map((finding) => [finding.fingerprint, finding]));
  const right = new Map(after.findings.map((finding) => [finding.fingerprint, finding]));
  const judged = judgedIn(after.findings);
  const changes = [...new Set([...left.keys(), ...right.keys()])].flatMap((fingerprint): VerdictChange[] => {
    const pair = {before: left.get(fingerprint) ?? null, after: right.get(fingerprint) ?? null};
    const finding = pair.after ?? pair.before;
    const kind = finding && kindOf(pair, judged.get(finding.check) ?? 'nothing');
    if (kind == null || finding === null) return [];
    const {check, subject, severity} = finding;
    const causes = causesOf(pair, before, after);
    const standings = {before: standingOf(pair.before), after: standingOf(pair.after)};
    return [{fingerprint, check, subject, severity, kind, ...standings, causes}];
  });
  return changes.sort(byKind);
}

/** What a fact that is not known says of itself. */
function stateOf(fact: Fact | undefined): unknown {
  if (fact === undefined) return null;
  if (fact.state === 'known') return {state: 'known'};
  return fact.state === 'gap' ? {state: 'gap', reason: fact.reason} : {state: 'fault'};
}

function factChanges(before: Facts, after: Facts): FactChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name): FactChange[] => {
    const [left, right] = [before[name], after[name]];
    if (volatile.has(name)) return [];
    if (left?.state === 'known' && right?.state === 'known') {
      return valueChanges(settled(left.value, name), settled(right.value, name), name);
    }
    return valueChanges(stateOf(left), stateOf(right), name).length === 0
      ? []
      : [{path: name, before: stateOf(left), after: stateOf(right)}];
  });
}

/** What changed of one asset between two states of it; null stands for a side that does not have it. Pure. */
export function driftOf(before: DriftState | null, after: DriftState | null): AssetDrift {
  if (before !== null && after !== null) {
    const verdicts = verdictChanges(before, after);
    return {asset: after.asset, sides: 'both', verdicts, facts: factChanges(before.facts, after.facts)};
  }
  const asset = (before ?? after)?.asset ?? '';
  return {asset, sides: before === null ? 'after' : 'before', verdicts: [], facts: []};
}
