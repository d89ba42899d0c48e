import type {AssetKind} from '../model/asset.ts';
import type {Finding, OutcomeStatus} from '../model/finding.ts';
import type {Clause, ClauseCell, ClauseSummary, Guideline} from '../model/guideline.ts';
import {noCounts, type Counts} from './coverage.ts';

/**
 * State of a clause for one subject, first match wins: a deciding fail → fail; a deciding error or not-tested →
 * not-tested; nothing covers the clause in full → manual; nothing applies → not-applicable; one that covers it in full
 * passed → pass; else (only parts of it passed) → manual.
 */
function statusOf(clause: Clause, findings: ReadonlyMap<string, readonly Finding[]>): OutcomeStatus {
  const deciding = clause.checks.filter(({role}) => role === 'decides');
  const outcomes = deciding.flatMap(({id}) => (findings.get(id) ?? []).map(({outcome}) => outcome.status));
  if (outcomes.includes('fail')) return 'fail';
  if (outcomes.includes('error') || outcomes.includes('not-tested')) return 'not-tested';
  if (!coveredInFull(clause, findings) || outcomes.includes('manual')) return 'manual';
  if (outcomes.every((status) => status === 'not-applicable')) return 'not-applicable';
  return fullCovers(clause).some(({id}) => findings.get(id)?.some(({outcome}) => outcome.status === 'pass'))
    ? 'pass'
    : 'manual';
}

function fullCovers({checks}: Clause): Clause['checks'] {
  return checks.filter(({role, covers}) => role === 'decides' && covers === 'full');
}

function coveredInFull(clause: Clause, findings: ReadonlyMap<string, readonly Finding[]>): boolean {
  return fullCovers(clause).some(({id}) => findings.has(id));
}

function findingsByCheck(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byCheck = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byCheck.get(finding.check);
    if (others === undefined) byCheck.set(finding.check, [finding]);
    else others.push(finding);
  }
  return byCheck;
}

function speaksOf({kinds}: Clause, kind: AssetKind | null): boolean {
  return kinds.length === 0 || kind === null || kinds.includes(kind);
}

/**
 * Cells of the clauses that any finding of the subject speaks to, in the guideline's order. `kind` is that of the
 * asset, null for the site: a clause on servers says nothing of a terminal.
 */
export function rollUp(
  guideline: Guideline,
  subject: string,
  findings: readonly Finding[],
  kind: AssetKind | null,
): ClauseCell[] {
  const byCheck = findingsByCheck(findings);
  const clauses = guideline.clauses.filter((clause) => speaksOf(clause, kind));
  return clauses.flatMap((clause) => {
    const serving = clause.checks.flatMap(({id}) => byCheck.get(id) ?? []);
    if (serving.length === 0) return [];
    const fingerprints = serving.map(({fingerprint}) => fingerprint).sort();
    return [{clause: clause.id, subject, status: statusOf(clause, byCheck), findings: fingerprints}];
  });
}

const worstFirst: readonly OutcomeStatus[] = ['fail', 'error', 'not-tested', 'manual', 'pass', 'not-applicable'];

/** Sums cells up as they stream by; the worst subject gives the clause its state. */
export class ClauseTally {
  readonly #guideline: Guideline;
  readonly #counts = new Map<string, Counts>();

  constructor(guideline: Guideline) {
    this.#guideline = guideline;
  }

  add(cells: readonly ClauseCell[]): void {
    for (const {clause, status} of cells) {
      const counts = this.#counts.get(clause) ?? noCounts();
      counts[status] += 1;
      this.#counts.set(clause, counts);
    }
  }

  /** Every clause, in the guideline's order. One that nothing speaks to waits for a person. */
  summaries(): ClauseSummary[] {
    return this.#guideline.clauses.map(({id}) => {
      const counts = this.#counts.get(id) ?? noCounts();
      return {clause: id, status: worstFirst.find((status) => counts[status] > 0) ?? 'manual', counts};
    });
  }
}
