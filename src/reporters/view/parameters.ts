import type {Check, ParameterValue} from '../../model/check.ts';
import type {EffectiveParameter, Finding} from '../../model/finding.ts';
import {fill} from '../text/fill.ts';
import {durationText, shortDurationSeconds} from '../text/time.ts';
import type {Context, LabelledValue} from './common.ts';
import {deviceText, valueText} from './value.ts';

export interface ParameterView extends LabelledValue {
  /** One sentence for each loosening that the value rests on. */
  readonly loosened: readonly string[];
}

function parameterText(value: ParameterValue, name: string, check: Check | undefined, context: Context): string {
  const declared = check?.parameters[name];
  const seconds = declared?.type === 'duration' && typeof value === 'string' ? shortDurationSeconds(value) : null;
  if (seconds !== null) return durationText(seconds, context.texts);
  const text = valueText(value, `params.${name}`, context);
  return declared?.unit == null ? text : fill(context.texts.value.unit, {n: text, unit: declared.unit});
}

/** The check's `expect` with its `{parameter}` places filled; an unknown place stays as written. */
export function expectedText(finding: Finding, check: Check, context: Context): string {
  return check.expect[context.language].replaceAll(/\{(?:params\.)?(\w+)\}/g, (place, name: string) => {
    const parameter = finding.parameters[name];
    return parameter === undefined ? place : parameterText(parameter.value, name, check, context);
  });
}

/** Each loosening in a sentence: what held before, why it was changed, who approved that. */
function loosenedText(
  parameter: EffectiveParameter,
  name: string,
  check: Check | undefined,
  context: Context,
): string[] {
  const {texts, language} = context;
  return (parameter.loosened ?? []).map(({from, than, reason, approvedBy}) =>
    fill(texts.page.loosened, {
      from: texts.from[from],
      than: parameterText(than, name, check, context),
      reason: deviceText(reason[language], context, 300),
      approvedBy: deviceText(approvedBy, context, 300),
    }),
  );
}

export function parameterViews(finding: Finding, check: Check | undefined, context: Context): ParameterView[] {
  const {texts, language} = context;
  return Object.keys(finding.parameters)
    .sort()
    .flatMap((name) => {
      const parameter = finding.parameters[name];
      if (parameter === undefined) return [];
      const value = parameterText(parameter.value, name, check, context);
      const label = check?.parameters[name]?.label[language] ?? name;
      const from = `${texts.value.open}${texts.from[parameter.from]}${texts.value.close}`;
      return [{label, value: `${value}${from}`, loosened: loosenedText(parameter, name, check, context)}];
    });
}
