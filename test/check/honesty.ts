import fc from 'fast-check';
import type {Languages, LoadedCheck} from '../../src/check/load.ts';
import type {ExampleSources} from '../../src/check/examples.ts';
import {evaluate, exampleInput} from '../../src/evaluate.ts';
import type {Example} from '../../src/model/check.ts';
import type {Finding, OutcomeStatus} from '../../src/model/finding.ts';
import {degraded} from './degrade.ts';

const gravity: readonly OutcomeStatus[] = ['fail', 'error', 'not-tested', 'manual', 'pass', 'not-applicable'];

/** The gravest outcome of some findings, which is what an example speaks of. */
export function gravest(findings: readonly Finding[]): OutcomeStatus | null {
  return gravity.find((status) => findings.some(({outcome}) => outcome.status === status)) ?? null;
}

/**
 * To know less of the facts that a check reads may only lead to knowing less. The whole facts are one of the worlds that degraded facts leave open,
 * so whatever is still decided must be decided the same way:
 * - for each subject the outcome stays, or becomes not-tested (error, where an absorbed error comes to light);
 * - a subject may keep a gentler outcome only because another element with the same key was taken away, and then
 *   the finding that says "not all was seen" stands beside it;
 * - so what was not all pass can never become all pass, and what was all pass can never become a fail.
 */
export function staysHonest(
  check: LoadedCheck,
  example: Example,
  languages: Languages,
  sources: ExampleSources,
  runs: number,
): void {
  const input = exampleInput(check, example, languages, sources);
  const before = evaluate(input);
  const was = new Map(before.map(({subject, outcome}) => [subject, outcome.status]));
  const language = check.scope === 'asset' ? languages.asset : languages.site;
  const facts = check.compiled.facts.flatMap((name) => {
    const fact = input.facts[name];
    return fact === undefined ? [] : [[name, fact] as const];
  });
  fc.assert(
    fc.property(degraded(Object.fromEntries(facts), language.typeOf), (less) => {
      const after = evaluate({...input, facts: {...input.facts, ...less}});
      const undecided = after.some(({outcome}) => outcome.status === 'not-tested' || outcome.status === 'error');
      const changed = after.filter(({subject, outcome}) => outcome.status !== was.get(subject));
      for (const {subject, outcome} of changed) {
        if (outcome.status === 'not-tested' || outcome.status === 'error') continue;
        if (!undecided || gravity.indexOf(outcome.status) < gravity.indexOf(was.get(subject) ?? 'fail')) {
          throw new Error(`${subject ?? '-'} was ${was.get(subject) ?? 'nothing'}, became ${outcome.status}`);
        }
      }
    }),
    {numRuns: runs, seed: 20260401},
  );
}
