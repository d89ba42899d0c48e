import {parseDuration} from './durations.ts';
import {brief} from './suggest.ts';
import type {Bilingual} from './text.ts';

export type ParameterValue = string | number | boolean | readonly string[];

export interface ParameterDeclaration {
  /** `duration` values are written `7d`, `12h`, `30m`, `10s`. */
  readonly type: 'int' | 'double' | 'string' | 'bool' | 'duration' | 'list<string>';
  readonly default: ParameterValue;
  readonly label: Bilingual;
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Which direction makes the check harder to pass; null when the values have no order. */
  readonly stricter: 'lower' | 'higher' | null;
}

/** What one needs to know of checks to set their parameters, by check id. */
export type DeclaredChecks = ReadonlyMap<
  string,
  {
    readonly scope: 'asset' | 'zone' | 'site';
    readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  }
>;

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

/** Lists are compared as sets: their order means nothing. */
function same(a: ParameterValue, b: ParameterValue): boolean {
  const plain = (value: ParameterValue): unknown => (Array.isArray(value) ? [...new Set(value)].sort() : value);
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** Is a check easier to pass with `value` than with `than`? Values without an order: any but `than` and the default. */
export function isLooser(declaration: ParameterDeclaration, value: ParameterValue, than: ParameterValue): boolean {
  if (declaration.stricter === null) return !same(value, than) && !same(value, declaration.default);
  const [left, right] = [amountOf(declaration, value), amountOf(declaration, than)];
  return declaration.stricter === 'lower' ? left > right : left < right;
}

/** What is wrong with a declaration; null when it is sound. */
export function declarationProblem({type, min, max, stricter}: ParameterDeclaration): Bilingual | null {
  const ordered = type !== 'string' && type !== 'list<string>';
  if (ordered || (min === null && max === null && stricter === null)) return null;
  return {
    en: 'texts and lists have no order: remove min, max and stricter',
    ja: '文字列とリストには大小がありません。min・max・stricterを消してください',
  };
}

/** A value for a message. */
export function valueText(value: ParameterValue): string {
  return brief(Array.isArray(value) ? `[${value.join(', ')}]` : String(value));
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
