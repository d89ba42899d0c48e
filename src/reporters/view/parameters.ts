import {parameterPlace, titleOf, type Check, type ParameterValue} from '../../model/check.ts';
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
  return valueText(value, `params.${name}`, context);
}

function withUnit(value: ParameterValue, name: string, check: Check | undefined, context: Context): string {
  const text = parameterText(value, name, check, context);
  const unit = check?.parameters[name]?.unit;
  if (unit == null) return text;
  const {texts} = context;
  const word = Object.hasOwn(texts.unit, unit) ? texts.unit[unit as keyof typeof texts.unit] : unit;
  return fill(/^[\w%]/.test(word) ? texts.value.unit : texts.value.unitNarrow, {n: text, unit: word});
}

/** Title of a check by its id, with the values that it has by default. */
export function titleFor(id: string, checks: ReadonlyMap<string, Check>, {language}: Context): string {
  const check = checks.get(id);
  return check === undefined ? id : titleOf(check)[language];
}

/** The check's `expect` with its `{parameter}` places filled; units stand in the sentence. An unknown place stays as written. */
export function expectedText(finding: Finding, check: Check, context: Context): string {
  return check.expect[context.language].replaceAll(parameterPlace, (place, name: string) => {
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
      than: withUnit(than, name, check, context),
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
      const value = withUnit(parameter.value, name, check, context);
      const label = check?.parameters[name]?.label[language] ?? name;
      const from = `${texts.value.open}${texts.from[parameter.from]}${texts.value.close}`;
      return [{label, value: `${value}${from}`, loosened: loosenedText(parameter, name, check, context)}];
    });
}
