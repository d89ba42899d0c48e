import type {Asset} from '../model/asset.ts';
import type {AppliedAttestation} from '../model/attestation.ts';
import {isWaived, type Finding, type OutcomeStatus} from '../model/finding.ts';
import type {Clause, ClauseCell, Guideline} from '../model/guideline.ts';

/** What people said of the clauses, for one subject. */
export interface Overlays {
  /** The answer to a clause, valid or not; null: there is none. */
  answer(clause: string): AppliedAttestation | null;
  /** Whether an answer names the subject: then the clause has a cell there even where no finding speaks to it. */
  named(clause: string): boolean;
  /** Whether somebody accepts for now that the subject does not meet the clause. */
  waived(clause: string): boolean;
}

/** Nobody said anything. */
export const noOverlays: Overlays = {answer: () => null, named: () => false, waived: () => false};

type ByCheck = ReadonlyMap<string, readonly Finding[]>;

function decidingFindings({checks}: Clause, byCheck: ByCheck): readonly Finding[] {
  return checks.filter(({role}) => role === 'decides').flatMap(({id}) => byCheck.get(id) ?? []);
}

/** Findings of the checks that cover the clause in full. */
function coveringFindings({checks}: Clause, byCheck: ByCheck): readonly Finding[] {
  return checks
    .filter(({role, covers}) => role === 'decides' && covers === 'full')
    .flatMap(({id}) => byCheck.get(id) ?? []);
}

/** What checks alone say of a clause that neither failed nor stayed untested. */
function statusByChecks(deciding: readonly OutcomeStatus[], covering: readonly OutcomeStatus[]): OutcomeStatus {
  if (covering.length === 0 || deciding.includes('manual')) return 'manual';
  if (deciding.every((status) => status === 'not-applicable')) return 'not-applicable';
  return covering.includes('pass') ? 'pass' : 'manual';
}

const denials: readonly AppliedAttestation['answer'][] = ['not-met', 'partly'];

/**
 * State of a clause for one subject, first match wins: a deciding fail, or a valid answer that it is not met → fail; a
 * deciding error or not-tested → not-tested; a valid answer → what it says; nothing covers the clause in full → manual;
 * nothing applies → not-applicable; one that covers it in full passed → pass; else (only parts of it passed) → manual.
 */
function statusOf(clause: Clause, byCheck: ByCheck, answer: AppliedAttestation | null): OutcomeStatus {
  const deciding = decidingFindings(clause, byCheck).map(({outcome}) => outcome.status);
  const said = answer?.state === 'valid' ? answer.answer : null;
  if (deciding.includes('fail') || (said !== null && denials.includes(said))) return 'fail';
  if (deciding.includes('error') || deciding.includes('not-tested')) return 'not-tested';
  if (said !== null) return said === 'met' ? 'pass' : 'not-applicable';
  return statusByChecks(
    deciding,
    coveringFindings(clause, byCheck).map(({outcome}) => outcome.status),
  );
}

/** Whether every reason for a fail is accepted: each failed finding, and the answer of a person. */
function failIsWaived(
  clause: Clause,
  byCheck: ByCheck,
  answer: AppliedAttestation | null,
  overlays: Overlays,
): boolean {
  if (overlays.waived(clause.id)) return true;
  if (answer?.state === 'valid' && denials.includes(answer.answer)) return false;
  return decidingFindings(clause, byCheck)
    .filter(({outcome}) => outcome.status === 'fail')
    .every(isWaived);
}

function findingsByCheck(findings: readonly Finding[]): ByCheck {
  const byCheck = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byCheck.get(finding.check);
    if (others === undefined) byCheck.set(finding.check, [finding]);
    else others.push(finding);
  }
  return byCheck;
}

/** A clause on servers says nothing of a terminal; one about the organisation is answered once, for the site. */
function speaksOf({kinds, about}: Clause, asset: Asset | null): boolean {
  if (asset === null) return true;
  return about === 'assets' && (kinds.length === 0 || kinds.includes(asset.kind));
}

/**
 * Cells of the clauses that any finding of the subject speaks to, or that a person answered for it, in the guideline's
 * order. `asset` is null for the site.
 */
export function rollUp(
  guideline: Guideline,
  subject: string,
  findings: readonly Finding[],
  asset: Asset | null,
  overlays: Overlays,
): ClauseCell[] {
  const byCheck = findingsByCheck(findings);
  return guideline.clauses.flatMap((clause): ClauseCell[] => {
    if (!speaksOf(clause, asset)) return [];
    const serving = clause.checks.flatMap(({id}) => byCheck.get(id) ?? []);
    if (serving.length === 0 && !overlays.named(clause.id)) return [];
    const answer = clause.mode === 'automated' ? null : overlays.answer(clause.id);
    const status = statusOf(clause, byCheck, answer);
    const waived = status === 'fail' && failIsWaived(clause, byCheck, answer, overlays);
    return [
      {
        clause: clause.id,
        subject,
        status,
        findings: serving.map(({fingerprint}) => fingerprint).sort(),
        ...(waived ? {waived} : {}),
        ...(answer === null ? {} : {attestation: answer}),
      },
    ];
  });
}
