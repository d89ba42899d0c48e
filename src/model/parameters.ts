import type {Check, ParameterDeclaration, ParameterValue} from './check.ts';
import {parseDuration} from './durations.ts';
import type {Bilingual} from './text.ts';

/** What others need to know of checks to set their parameters, by check id. */
export type DeclaredChecks = ReadonlyMap<string, Pick<Check, 'scope' | 'parameters'>>;

function fitsType(type: ParameterDeclaration['type'], value: unknown): value is ParameterValue {
  switch (type) {
    case 'int':
      return Number.isSafeInteger(value);
    case 'double':
      return typeof value === 'number' && Number.isFinite(value);
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'duration':
      return typeof value === 'string' && parseDuration(value) !== null;
    case 'list<string>':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    default:
      return type satisfies never;
  }
}

const forms: Readonly<Record<ParameterDeclaration['type'], Bilingual>> = {
  int: {en: 'a whole number', ja: '整数'},
  double: {en: 'a number', ja: '数値'},
  string: {en: 'a text', ja: '文字列'},
  bool: {en: 'true or false', ja: 'trueまたはfalse'},
  duration: {en: 'a duration such as 7d, 12h or 30m', ja: '7d、12h、30mのような期間'},
  'list<string>': {en: 'a list of texts', ja: '文字列のリスト'},
};

const day = 86_400_000;

/** A value as a number: durations are days. */
function amountOf(declaration: ParameterDeclaration, value: ParameterValue): number {
  return declaration.type === 'duration' ? (parseDuration(String(value)) ?? 0) / day : Number(value);
}

/** What is wrong with a value for a parameter, and what to write; null when it fits. `min` and `max` of durations are days. */
export function parameterProblem(declaration: ParameterDeclaration, value: unknown): Bilingual | null {
  const form = forms[declaration.type];
  if (!fitsType(declaration.type, value)) return {en: `write ${form.en}`, ja: `${form.ja}で書いてください`};
  const amount = amountOf(declaration, value);
  const {min, max} = declaration;
  if (min !== null && amount < min) return {en: `write ${min} or more`, ja: `${min}以上で指定してください`};
  if (max !== null && amount > max) return {en: `write ${max} or less`, ja: `${max}以下で指定してください`};
  return null;
}
