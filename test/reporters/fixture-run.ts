import {createHash} from 'node:crypto';
import type {Action, ScoredFinding, Term} from '../../src/model/action.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {Check} from '../../src/model/check.ts';
import {successAnswer, type Exchange, type GapReason} from '../../src/model/evidence.ts';
import {outcomeStatuses, type Finding, type Outcome, type OutcomeStatus} from '../../src/model/finding.ts';
import type {ClauseCell, Coverage, Guideline} from '../../src/model/guideline.ts';
import {checks} from './fixture-checks.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export {assetOf as asset} from '../support/asset.ts';

const byId = new Map(checks.map((check) => [check.id, check]));

export function checkOf(id: string): Check {
  const check = byId.get(id);
  if (check === undefined) throw new Error(`no check ${id} in the fixture`);
  return check;
}

export interface FindingBrief {
  readonly values?: readonly unknown[];
  readonly seqs?: readonly number[];
  readonly subject?: string;
  readonly parameters?: Finding['parameters'];
  readonly compensated?: boolean;
  readonly gap?: {readonly fact: string; readonly reason: GapReason; readonly detail: string};
  readonly message?: string;
}

function outcomeOf(status: OutcomeStatus, brief: FindingBrief): Outcome {
  switch (status) {
    case 'not-tested':
      return {status, ...(brief.gap ?? {fact: 'os', reason: 'unreachable', detail: ''})};
    case 'error':
      return {status, message: brief.message ?? 'no such overload'};
    default:
      return {status};
  }
}

export function finding(owner: string, id: string, status: OutcomeStatus, brief: FindingBrief = {}): Finding {
  const check = checkOf(id);
  const values = brief.values ?? [];
  return {
    fingerprint: sha256(`見本市水道局 ${owner} ${id} ${brief.subject ?? ''}`),
    asset: owner,
    check: id,
    checkDigest: check.digest,
    subject: brief.subject ?? null,
    parameters:
      brief.parameters ??
      Object.fromEntries(
        Object.entries(check.parameters).map(([name, {default: value}]) => [name, {value, from: 'check'}]),
      ),
    outcome: outcomeOf(status, brief),
    severity: check.severity,
    actual: values.map((value, index) => ({expression: check.show[index] ?? 'item', value})),
    facts: [],
    citations: (brief.seqs ?? []).map((seq) => ({seq, ask: `ask-${seq}`})),
    compensated: brief.compensated ?? false,
  };
}

export function exchange(
  seq: number,
  ask: string,
  request: string,
  body: string,
  more: Partial<Exchange> = {},
): Exchange {
  return {
    seq,
    ask,
    request,
    via: 'ssh',
    privilege: 'root',
    sentAt: `2026-11-20T16:02:${String(seq).padStart(2, '0')}.120Z`,
    receivedAt: `2026-11-20T16:02:${String(seq).padStart(2, '0')}.480Z`,
    answer: successAnswer(body, {exitCode: 0}),
    ...more,
  };
}

export function countsOf(findings: readonly Finding[]): Record<OutcomeStatus, number> {
  const counts = Object.fromEntries(outcomeStatuses.map((status) => [status, 0])) as Record<OutcomeStatus, number>;
  for (const {outcome} of findings) counts[outcome.status] += 1;
  return counts;
}

export function coverageOf(counts: Readonly<Record<OutcomeStatus, number>>): Coverage {
  const assessed = counts.pass + counts.fail;
  const applicable = assessed + counts['not-tested'] + counts.manual + counts.error;
  return {applicable, assessed, percent: applicable === 0 ? null : Math.round((assessed * 1000) / applicable) / 10};
}

const exposureFactor = {internet: 2, partner: 1.5, office: 1, isolated: 0.5} as const;
const effortFactor = {low: 1, medium: 1.5, high: 2.5} as const;

function termsOf({severity, check, compensated}: Finding, owner: Asset | undefined): Term[] {
  const exposure = owner?.exposure ?? 'office';
  const {effort} = checkOf(check).remediation;
  const terms: Term[] = [
    {name: 'severity', operator: '×', value: severity, because: [`severity:${severity}`]},
    {
      name: 'asset',
      operator: '×',
      value: owner?.system == null ? 1 : 2,
      because: owner?.system == null ? [] : [`system:${owner.system}`],
    },
    {name: 'exposure', operator: '×', value: exposureFactor[exposure], because: [`exposure:${exposure}`]},
    {name: 'clause', operator: '×', value: 1.25, because: ['level:required']},
    {name: 'effort', operator: '÷', value: effortFactor[effort], because: [`effort:${effort}`]},
  ];
  return compensated ? [...terms, {name: 'compensated', operator: '÷', value: 2, because: []}] : terms;
}

function scored(finding: Finding, owner: Asset | undefined): ScoredFinding {
  const terms = termsOf(finding, owner);
  const score = terms.reduce((product, {operator, value}) => (operator === '×' ? product * value : product / value), 1);
  return {
    fingerprint: finding.fingerprint,
    asset: finding.asset,
    score: Math.round(score * 100) / 100,
    terms,
    counted: true,
  };
}

export function actionsOf(findings: readonly Finding[], assets: readonly Asset[]): Action[] {
  const owners = new Map(assets.map((owner) => [owner.id, owner]));
  const fails = findings.filter(({outcome}) => outcome.status === 'fail');
  const actions = [...new Set(fails.map(({check}) => check))].map((id) => {
    const own = fails.filter(({check}) => check === id).map((fail) => scored(fail, owners.get(fail.asset)));
    const {title, remediation} = checkOf(id);
    const {effort, when, restarts, text, commands} = remediation;
    const score = Math.round(own.reduce((sum, part) => sum + part.score, 0) * 100) / 100;
    const ids = [...new Set(own.map((part) => part.asset))];
    return {
      id,
      rank: 0,
      states: 'condition' as const,
      title,
      text,
      commands,
      effort,
      when,
      restarts,
      checks: [id],
      assets: ids,
      score,
      findings: own,
    };
  });
  return actions.sort((a, b) => b.score - a.score).map((action, index) => ({...action, rank: index + 1}));
}

const order = ['fail', 'error', 'not-tested', 'manual', 'pass', 'not-applicable'] as const;

export function cellsOf(findings: readonly Finding[], guideline: Guideline, subject: string): ClauseCell[] {
  return guideline.clauses.flatMap((clause) => {
    const own = findings.filter(({check}) => clause.checks.some(({id}) => id === check));
    const status = order.find((candidate) => own.some(({outcome}) => outcome.status === candidate));
    return status === undefined
      ? []
      : [{clause: clause.id, subject, status, findings: own.map(({fingerprint}) => fingerprint)}];
  });
}
