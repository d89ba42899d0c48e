import type {Actual, Outcome} from '../model/finding.ts';
import {withItem, type Bound, type Evaluation, type Expression} from './expression.ts';
import type {LoadedCheck} from './load.ts';
import type {Value} from './values.ts';

/** What a check says of one subject, before it becomes a finding. */
export interface Judgement {
  readonly subject: string | null;
  readonly outcome: Outcome;
  readonly actual: readonly Actual[];
  readonly compensated: boolean;
}

type Undecided = Exclude<Evaluation, {state: 'value'}>;

function undecided(evaluation: Undecided): Outcome {
  if (evaluation.state === 'error') return {status: 'error', message: evaluation.message};
  const {fact, reason, detail} = evaluation;
  return {status: 'not-tested', fact, reason, detail};
}

const longestText = 500;
const longestList = 20;

/** A value small enough for a finding. What is left out of a list is told by a last element `{more: count}`. */
export function bounded(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  if (Array.isArray(value)) {
    const shown: unknown[] = value.slice(0, longestList).map(bounded);
    return value.length > longestList ? [...shown, {more: value.length - longestList}] : shown;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bounded(inner)]));
}

function shown(expression: Expression, bound: Bound): Actual {
  const evaluation = expression.evaluate(bound);
  if (evaluation.state !== 'value') return {expression: expression.source, value: null};
  const value = bounded(evaluation.value);
  // A list of which only a part was seen must not read like the whole.
  return {
    expression: expression.source,
    value: Array.isArray(value) && !evaluation.complete ? [...(value as unknown[]), {more: null}] : value,
  };
}

function outcomeOf(check: LoadedCheck, bound: Bound): Outcome {
  const {pass} = check.compiled;
  if (pass === null) return {status: 'manual'};
  const evaluation = pass.evaluate(bound);
  if (evaluation.state !== 'value') return undecided(evaluation);
  return {status: evaluation.value === true ? 'pass' : 'fail'};
}

function compensated(check: LoadedCheck, bound: Bound): boolean {
  const evaluation = check.compiled.compensatedBy?.evaluate(bound);
  return evaluation?.state === 'value' && evaluation.value === true;
}

function judgeOne(check: LoadedCheck, subject: string | null, bound: Bound): Judgement {
  const outcome = outcomeOf(check, bound);
  const failed = outcome.status === 'fail';
  const offered = failed || outcome.status === 'manual';
  return {
    subject,
    outcome,
    actual: offered ? check.compiled.show.map((expression) => shown(expression, bound)) : [],
    compensated: failed && compensated(check, bound),
  };
}

export function plainJudgement(outcome: Outcome): Judgement {
  return {subject: null, outcome, actual: [], compensated: false};
}

function judgeItem(check: LoadedCheck, item: Value, bound: Bound): Judgement {
  const withThis = withItem(bound, item);
  const subject = check.compiled.subject?.evaluate(withThis);
  if (subject === undefined) throw new TypeError(`${check.id} has forEach but no subject`);
  if (subject.state !== 'value') return plainJudgement(undecided(subject));
  if (typeof subject.value !== 'string') return plainJudgement({status: 'error', message: 'the subject is null'});
  return judgeOne(check, subject.value, withThis);
}

/** Gravest first: a fail is known to be one, whatever else could not be seen. */
const gravity: readonly Outcome['status'][] = ['fail', 'error', 'not-tested', 'manual', 'pass', 'not-applicable'];

const graver = (a: Judgement, b: Judgement): Judgement =>
  gravity.indexOf(b.outcome.status) < gravity.indexOf(a.outcome.status) ? b : a;

/** Elements with the same key become one judgement, the gravest; among equals the first in the list. */
function merged(judgements: readonly Judgement[]): readonly Judgement[] {
  const bySubject = new Map<string | null, Judgement>();
  for (const one of judgements) {
    const other = bySubject.get(one.subject);
    bySubject.set(one.subject, other === undefined ? one : graver(other, one));
  }
  return [...bySubject.values()];
}

function judgeEach(check: LoadedCheck, forEach: Expression, bound: Bound): readonly Judgement[] {
  const {items, missing} = forEach.elements(bound);
  const judgements = items.map((item) => judgeItem(check, item, bound));
  if (missing !== null && missing.state !== 'value') judgements.push(plainJudgement(undecided(missing)));
  if (judgements.length > 0) return merged(judgements);
  // A complete list without elements: nothing to object to, or nothing to look at.
  return [plainJudgement({status: check.compiled.pass === null ? 'not-applicable' : 'pass'})];
}

/** One judgement, or one for each element of `forEach`. */
export function judge(check: LoadedCheck, bound: Bound): readonly Judgement[] {
  const {appliesTo, forEach} = check.compiled;
  const applies = appliesTo?.evaluate(bound);
  if (applies !== undefined) {
    if (applies.state !== 'value') return [plainJudgement(undecided(applies))];
    if (applies.value !== true) return [plainJudgement({status: 'not-applicable'})];
  }
  return forEach === null ? [judgeOne(check, null, bound)] : judgeEach(check, forEach, bound);
}
