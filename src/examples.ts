import {exampleOrigin, gravest} from './check/examples.ts';
import {assetFacts} from './derive/index.ts';
import {deriveAssetFacts} from './derived.ts';
import {runExample} from './evaluate.ts';
import type {Asset} from './model/asset.ts';
import type {Facts} from './model/fact.ts';
import type {OutcomeStatus} from './model/finding.ts';
import type {Origin} from './model/origin.ts';
import type {Knowledge} from './knowledge.ts';
import type {LoadedCheck} from './check/load.ts';
import {factsOfRecording} from './recording.ts';

export interface ExampleResult {
  readonly check: string;
  /** Position in the check's file, from 0. */
  readonly index: number;
  /** What differs; null when the example holds. */
  readonly problem: string | null;
  /** How much of it a machine told. */
  readonly origin: Origin;
}

/** Outcomes that a check has to show by an example, and does not: one that is never shown to fail may never fail. */
export function missingOutcomes({judge, examples}: Pick<LoadedCheck, 'judge' | 'examples'>): OutcomeStatus[] {
  const needed: readonly OutcomeStatus[] = judge.kind === 'review' ? ['manual'] : ['pass', 'fail'];
  return needed.filter((outcome) => !examples.some((example) => example.outcome === outcome));
}

/** Runs the examples of a check against its expressions. */
export function runExamples(check: LoadedCheck, {languages, data}: Knowledge): ExampleResult[] {
  const sources = {
    factsOfRecording,
    derive: (facts: Facts, asset: Asset) => deriveAssetFacts(assetFacts, facts, data, asset),
  };
  return check.examples.map((example, index) => {
    const outcome = gravest(runExample(check, example, languages, sources));
    const problem =
      outcome === example.outcome ? null : `${example.outcome} was expected, ${outcome ?? 'nothing'} came out`;
    const origin = exampleOrigin(example, (recording) => factsOfRecording(recording).origin);
    return {check: check.id, index, problem, origin};
  });
}
