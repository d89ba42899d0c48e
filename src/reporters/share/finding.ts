import type {Check, ParameterValue} from '../../model/check.ts';
import type {EffectiveParameter, Finding, Outcome} from '../../model/finding.ts';
import type {ReportInput} from '../input.ts';
import {pathOf} from '../view/finding.ts';
import type {Names} from './names.ts';
import {maskApplied} from './overlay.ts';

function maskOutcome(outcome: Outcome, names: Names): Outcome {
  switch (outcome.status) {
    case 'not-tested':
      return {...outcome, fact: names.key(outcome.fact, outcome.fact), detail: ''};
    case 'error':
      return {...outcome, message: ''};
    default:
      return outcome;
  }
}

/** That a value was loosened stays; why, and who approved it, is left out. */
function maskParameter({value, from, loosened}: EffectiveParameter, names: Names): EffectiveParameter {
  const masked = (original: ParameterValue): ParameterValue => names.value(original, '') as ParameterValue;
  const loosenings = loosened?.map((loosening) => ({
    from: loosening.from,
    than: masked(loosening.than),
    reason: {en: '', ja: ''},
    approvedBy: '',
  }));
  return {value: masked(value), from, ...(loosenings === undefined ? {} : {loosened: loosenings})};
}

export function maskFinding(finding: Finding, check: Check | undefined, input: ReportInput, names: Names): Finding {
  const parameters = Object.entries(finding.parameters).map(
    ([name, parameter]) => [name, maskParameter(parameter, names)] as const,
  );
  return {
    ...finding,
    fingerprint: names.findings.of(finding.fingerprint),
    asset: names.subject(finding.asset),
    subject: finding.subject === null ? null : names.text(finding.subject, ''),
    parameters: Object.fromEntries(parameters),
    outcome: maskOutcome(finding.outcome, names),
    actual: finding.actual.map(({expression, value}) => {
      const path = input.labelOf(expression) === null ? pathOf(expression, check) : expression;
      return {expression, value: names.value(value, path)};
    }),
    citations: [],
    ...(finding.waiver === undefined ? {} : {waiver: maskApplied(finding.waiver, names)}),
  };
}
