import {isWaived, type Finding} from '../../model/finding.ts';
import type {Guideline, Profile} from '../../model/guideline.ts';
import type {AssetSummary, Run} from '../../model/run.ts';

/** Worst first: that of a delivery is the worst of its assets. */
export const acceptanceVerdicts = ['failed', 'pending', 'conditional', 'passed'] as const;
export type AcceptanceCode = (typeof acceptanceVerdicts)[number];

/** Why an asset without open fails cannot be accepted yet. */
export const holdReasons = ['unfinished', 'trouble', 'nothing', 'floor', 'required', 'manual', 'serial'] as const;
export type HoldReason = (typeof holdReasons)[number];

export interface AcceptanceVerdict {
  readonly code: AcceptanceCode;
  /** Empty unless the verdict is held. */
  readonly holds: readonly HoldReason[];
  /** Fails that nobody accepted. */
  readonly fails: number;
  readonly waived: number;
  /** Passes, and checks that do not apply, by a parameter that somebody loosened. */
  readonly loosened: number;
  /** Not tested, or error. */
  readonly open: number;
  readonly manual: number;
}

/** Checks without whose result no asset is accepted: those the profile names, and what decides a required clause. */
export function requiredChecks(profile: Pick<Profile, 'required'>, guideline: Guideline): ReadonlySet<string> {
  const byClause = guideline.clauses.flatMap((clause) =>
    clause.checks.filter(({role, level}) => role === 'decides' && (level ?? clause.level) === 'required'),
  );
  return new Set([...profile.required, ...byClause.map(({id}) => id)]);
}

export const isOpen = ({outcome}: Finding): boolean => outcome.status === 'not-tested' || outcome.status === 'error';

const isLoosened = ({parameters}: Finding): boolean =>
  Object.values(parameters).some(({loosened = []}) => loosened.length > 0);

/** A parameter may also decide whether a check applies. */
const restsOnLoosening = (finding: Finding): boolean =>
  (finding.outcome.status === 'pass' || finding.outcome.status === 'not-applicable') && isLoosened(finding);

function isBelowFloor(findings: readonly Finding[], floor: number): boolean {
  const applicable = findings.filter(({outcome}) => outcome.status !== 'not-applicable').length;
  const assessed = findings.filter(({outcome}) => outcome.status === 'pass' || outcome.status === 'fail').length;
  return assessed * 100 < floor * applicable;
}

export interface AcceptanceCase {
  readonly findings: readonly Finding[];
  readonly summary: AssetSummary | null;
  readonly run: Pick<Run, 'finishedAt' | 'floor'>;
  readonly required: ReadonlySet<string>;
  /** True when the device told another serial number than the inventory. */
  readonly otherSerial: boolean;
}

function holdsOf({findings, summary, run, required, otherSerial}: AcceptanceCase): HoldReason[] {
  const holds: Readonly<Record<HoldReason, boolean>> = {
    unfinished: run.finishedAt === null,
    trouble: summary?.trouble != null,
    nothing: summary === null || summary.records === 0 || summary.coverage.assessed === 0,
    floor: isBelowFloor(findings, run.floor),
    required: findings.some((finding) => isOpen(finding) && required.has(finding.check)),
    manual: findings.some(({outcome}) => outcome.status === 'manual'),
    serial: otherSerial,
  };
  return holdReasons.filter((reason) => holds[reason]);
}

function codeOf(fails: number, holds: number, conditions: number): AcceptanceCode {
  if (fails > 0) return 'failed';
  if (holds > 0) return 'pending';
  return conditions > 0 ? 'conditional' : 'passed';
}

/**
 * A fail that was seen is one, whatever else is missing; nothing is accepted while something required is not known, and
 * nothing without condition that somebody had to approve.
 */
export function acceptanceVerdict(subject: AcceptanceCase): AcceptanceVerdict {
  const {findings} = subject;
  const failed = findings.filter(({outcome}) => outcome.status === 'fail');
  const waived = failed.filter(isWaived).length;
  const fails = failed.length - waived;
  const holds = holdsOf(subject);
  const loosened = findings.filter(restsOnLoosening).length;
  const code = codeOf(fails, holds.length, waived + loosened);
  return {
    code,
    holds: code === 'pending' ? holds : [],
    fails,
    waived,
    loosened,
    open: findings.filter(isOpen).length,
    manual: findings.filter(({outcome}) => outcome.status === 'manual').length,
  };
}

export function worst(codes: readonly AcceptanceCode[]): AcceptanceCode {
  return acceptanceVerdicts.find((code) => codes.includes(code)) ?? 'pending';
}
