import type {ParameterDeclaration, ParameterValue} from '../model/check.ts';
import type {Bilingual} from '../model/text.ts';
import {parseDuration} from './durations.ts';
import {bool, double, duration, int, list, string, type Type} from './types.ts';

const types: Readonly<Record<ParameterDeclaration['type'], Type>> = {
  int,
  double,
  string,
  bool,
  duration,
  'list<string>': list(string),
};

export function parameterType(declaration: ParameterDeclaration): Type {
  return types[declaration.type];
}

/** A value as the type wants it: durations in milliseconds. */
export function parameterJson(declaration: ParameterDeclaration, value: ParameterValue | undefined): unknown {
  return declaration.type === 'duration' && typeof value === 'string' ? parseDuration(value) : value;
}

function fitsType(type: ParameterDeclaration['type'], value: unknown): boolean {
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

/** What is wrong with a value for a parameter, and what to write; null when it fits. `min` and `max` of durations are days. */
export function parameterProblem(declaration: ParameterDeclaration, value: unknown): Bilingual | null {
  const form = forms[declaration.type];
  if (!fitsType(declaration.type, value)) return {en: `write ${form.en}`, ja: `${form.ja}で書いてください`};
  const amount = declaration.type === 'duration' ? (parseDuration(String(value)) ?? 0) / day : Number(value);
  const {min, max} = declaration;
  if (min !== null && amount < min) return {en: `write ${min} or more`, ja: `${min}以上で指定してください`};
  if (max !== null && amount > max) return {en: `write ${max} or less`, ja: `${max}以下で指定してください`};
  return null;
}
