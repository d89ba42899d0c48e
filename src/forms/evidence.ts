import type {AssetKind} from '../model/asset.ts';
import {isWaived, type Finding, type OutcomeStatus} from '../model/finding.ts';
import type {Clause, ClauseCheck, Guideline} from '../model/guideline.ts';
import {groupBy} from './group.ts';

export type Role = ClauseCheck['role'];

/** A subject that fails, and by which checks. */
export interface FailExample {
  readonly subject: string;
  /** A few, sorted. */
  readonly checks: readonly string[];
}

/** What the checks of a clause that have one role say, over all subjects. */
export interface Tally {
  /** Subjects by the worst that a check says of them. */
  readonly counts: Map<OutcomeStatus, number>;
  /** Subjects among the fails whose every fail is accepted. */
  waived: number;
  /** The first few subjects that fail. */
  readonly fails: FailExample[];
}

export type Evidence = ReadonlyMap<string, Readonly<Record<Role, Tally>>>;

/** Worst first. */
export const worstFirst: readonly OutcomeStatus[] = ['fail', 'error', 'not-tested', 'manual', 'pass', 'not-applicable'];
const mostExamples = 6;
const mostChecks = 3;

const emptyTally = (): Tally => ({counts: new Map(), waived: 0, fails: []});

function add(tally: Tally, subject: string, findings: readonly Finding[]): void {
  const worst = worstFirst.find((status) => findings.some(({outcome}) => outcome.status === status));
  if (worst === undefined) return;
  tally.counts.set(worst, (tally.counts.get(worst) ?? 0) + 1);
  if (worst !== 'fail') return;
  const fails = findings.filter(({outcome}) => outcome.status === 'fail');
  if (fails.every(isWaived)) tally.waived += 1;
  if (tally.fails.length === mostExamples) return;
  const checks = [...new Set(fails.map(({check}) => check))].sort().slice(0, mostChecks);
  tally.fails.push({subject, checks});
}

/** Findings of one subject after the other: the file has them in this order. */
function* bySubject(findings: Iterable<Finding>): Generator<readonly Finding[]> {
  let group: Finding[] = [];
  for (const finding of findings) {
    if (group.length > 0 && group[0]?.asset !== finding.asset) {
      yield group;
      group = [];
    }
    group.push(finding);
  }
  if (group.length > 0) yield group;
}

function speaksOf({kinds}: Clause, kind: AssetKind | undefined): boolean {
  return kind === undefined || kinds.length === 0 || kinds.includes(kind);
}

/**
 * What checks say of each clause that they serve, by their role in it. One subject is in memory at a time. `findings`:
 * grouped by subject. `kindOf`: undefined for the site.
 */
export function evidenceOf(
  guideline: Guideline,
  findings: Iterable<Finding>,
  kindOf: (asset: string) => AssetKind | undefined,
): Evidence {
  const served = guideline.clauses.filter(({checks}) => checks.length > 0);
  const evidence = new Map(
    served.map(({id}): [string, Record<Role, Tally>] => [id, {decides: emptyTally(), supports: emptyTally()}]),
  );
  for (const group of bySubject(findings)) {
    const subject = group[0]?.asset ?? '';
    const byCheck = groupBy(group, ({check}) => check);
    for (const clause of served) {
      if (!speaksOf(clause, kindOf(subject))) continue;
      for (const role of ['decides', 'supports'] as const) {
        const own = clause.checks.filter((check) => check.role === role).flatMap(({id}) => byCheck.get(id) ?? []);
        const tally = evidence.get(clause.id)?.[role];
        if (tally !== undefined) add(tally, subject, own);
      }
    }
  }
  return evidence;
}
