import type {GapReason} from '../../model/evidence.ts';
import {outcomeStatuses, type Finding, type OutcomeStatus} from '../../model/finding.ts';
import type {ClauseCell} from '../../model/guideline.ts';
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

/** A clause cell of one asset, and the finding that explains it. */
export interface SurveyedCell {
  readonly status: OutcomeStatus;
  readonly waived: boolean;
  readonly fingerprint: string | null;
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
  /** Fails that a waiver marks, by its id. */
  readonly waived: Map<string, number>;
  /** Cells by clause and asset; empty for fleets over `limits.matrixSheet`. */
  readonly cells: Map<string, Map<string, SurveyedCell>>;
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
      if (finding.waiver !== undefined) raise(survey.waived, finding.waiver.id);
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

function addCell(survey: Survey, cell: ClauseCell, fingerprint: string | null): void {
  const cells = survey.cells.get(cell.clause) ?? new Map<string, SurveyedCell>();
  cells.set(cell.subject, {status: cell.status, waived: cell.waived ?? false, fingerprint});
  survey.cells.set(cell.clause, cells);
}

function addCells(survey: Survey, results: SubjectResults, matrix: boolean): void {
  const statuses = new Map(results.findings.map((finding) => [finding.fingerprint, finding.outcome.status]));
  for (const cell of results.cells) {
    const links = survey.links.get(cell.clause) ?? emptyLinks();
    survey.links.set(cell.clause, links);
    const deciding = cell.findings.find((fingerprint) => statuses.get(fingerprint) === cell.status) ?? cell.findings[0];
    const list = links[cell.status];
    if (deciding !== undefined && list.length < limits.elements)
      list.push({subject: cell.subject, fingerprint: deciding});
    if (matrix && cell.subject !== 'site') addCell(survey, cell, deciding ?? null);
  }
}

async function survey(input: ReportInput): Promise<Survey> {
  const told: Survey = {
    severities: [0, 0, 0, 0, 0],
    gaps: new Map(),
    manual: new Map(),
    errors: new Map(),
    links: new Map(),
    waived: new Map(),
    cells: new Map(),
    findings: 0,
  };
  for await (const results of input.subjects()) {
    told.findings += results.findings.length;
    for (const finding of results.findings) countFinding(told, finding);
    addCells(told, results, input.assets.length <= limits.matrixSheet);
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
