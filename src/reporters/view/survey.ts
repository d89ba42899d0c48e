import type {GapReason} from '../../model/evidence.ts';
import {outcomeStatuses, type Finding, type OutcomeStatus} from '../../model/finding.ts';
import {limits, type ReportInput, type SubjectResults} from '../input.ts';

export interface GapTally {
  count: number;
  /** Findings and the first detail met, by subject. */
  readonly subjects: Map<string, {count: number; readonly detail: string}>;
}

/** A finding that led to a clause's status. */
export interface ClauseLink {
  readonly subject: string;
  readonly fingerprint: string;
}

/** What a report tells of the whole fleet, folded in one pass; its size does not grow with the findings. */
export interface Survey {
  /** Fails by severity, index 0 … 4. */
  readonly severities: number[];
  readonly gaps: Map<GapReason, GapTally>;
  /** Findings for a person, and faults of the tool, by check. */
  readonly manual: Map<string, number>;
  readonly errors: Map<string, number>;
  /** At most `limits.elements` links per clause and status. */
  readonly links: Map<string, Record<OutcomeStatus, ClauseLink[]>>;
  findings: number;
}

const raise = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

function countGap(gaps: Survey['gaps'], subject: string, reason: GapReason, detail: string): void {
  const tally = gaps.get(reason) ?? {count: 0, subjects: new Map<string, {count: number; readonly detail: string}>()};
  const own = tally.subjects.get(subject) ?? {count: 0, detail};
  own.count += 1;
  tally.count += 1;
  tally.subjects.set(subject, own);
  gaps.set(reason, tally);
}

function countFinding(survey: Survey, finding: Finding): void {
  const {outcome} = finding;
  switch (outcome.status) {
    case 'fail':
      survey.severities[finding.severity] = (survey.severities[finding.severity] ?? 0) + 1;
      return;
    case 'not-tested':
      countGap(survey.gaps, finding.asset, outcome.reason, outcome.detail);
      return;
    case 'manual':
      raise(survey.manual, finding.check);
      return;
    case 'error':
      raise(survey.errors, finding.check);
      return;
    case 'pass':
    case 'not-applicable':
      return;
    default:
      outcome satisfies never;
  }
}

function emptyLinks(): Record<OutcomeStatus, ClauseLink[]> {
  return Object.fromEntries(outcomeStatuses.map((status) => [status, [] as ClauseLink[]])) as Record<
    OutcomeStatus,
    ClauseLink[]
  >;
}

function addLinks(survey: Survey, results: SubjectResults): void {
  const statuses = new Map(results.findings.map((finding) => [finding.fingerprint, finding.outcome.status]));
  for (const cell of results.cells) {
    const links = survey.links.get(cell.clause) ?? emptyLinks();
    survey.links.set(cell.clause, links);
    const deciding = cell.findings.find((fingerprint) => statuses.get(fingerprint) === cell.status) ?? cell.findings[0];
    const list = links[cell.status];
    if (deciding !== undefined && list.length < limits.elements)
      list.push({subject: cell.subject, fingerprint: deciding});
  }
}

async function survey(input: ReportInput): Promise<Survey> {
  const told: Survey = {
    severities: [0, 0, 0, 0, 0],
    gaps: new Map(),
    manual: new Map(),
    errors: new Map(),
    links: new Map(),
    findings: 0,
  };
  for await (const results of input.subjects()) {
    told.findings += results.findings.length;
    for (const finding of results.findings) countFinding(told, finding);
    addLinks(told, results);
  }
  return told;
}

const surveys = new WeakMap<ReportInput, Promise<Survey>>();

/** Reads every subject once, for all reports of a run. */
export function surveyOf(input: ReportInput): Promise<Survey> {
  const known = surveys.get(input) ?? survey(input);
  surveys.set(input, known);
  return known;
}
