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

function codeOf(fails: number, waived: number, holds: number): AcceptanceCode {
  if (fails > 0) return 'failed';
  if (holds > 0) return 'pending';
  return waived > 0 ? 'conditional' : 'passed';
}

/** A fail that was seen is one, whatever else is missing; nothing is accepted while something required is not known. */
export function acceptanceVerdict(subject: AcceptanceCase): AcceptanceVerdict {
  const {findings} = subject;
  const failed = findings.filter(({outcome}) => outcome.status === 'fail');
  const waived = failed.filter(isWaived).length;
  const fails = failed.length - waived;
  const holds = holdsOf(subject);
  const code = codeOf(fails, waived, holds.length);
  return {
    code,
    holds: code === 'pending' ? holds : [],
    fails,
    waived,
    open: findings.filter(isOpen).length,
    manual: findings.filter(({outcome}) => outcome.status === 'manual').length,
  };
}

export function worst(codes: readonly AcceptanceCode[]): AcceptanceCode {
  return acceptanceVerdicts.find((code) => codes.includes(code)) ?? 'pending';
}
