import {z} from 'zod';
import {field, type Answers, type FieldLabel} from '../../model/probe.ts';
import {numberIn, textIn, type RegistryKey, type RegistryTable} from '../../model/registry.ts';

const sources = ['policy', 'setting', 'default', 'unknown'] as const;

/** A setting of Windows as it holds, and who says so. */
export interface Setting<T> {
  /** null: not known, `from` says `unknown` then; or known to be nothing at all. */
  readonly value: T | null;
  readonly from: (typeof sources)[number];
}

const source = () =>
  field(z.enum(sources), 'Set by', '設定元', {
    values: {
      policy: {en: 'policy', ja: 'ポリシー'},
      setting: {en: 'setting of this computer', ja: 'コンピューター個別の設定'},
      default: {en: 'default of Windows', ja: 'Windowsの既定値'},
      unknown: {en: 'not known', ja: '不明'},
    },
  });

type More = Omit<FieldLabel, 'en' | 'ja'>;
const yesNo = {values: {true: {en: 'yes', ja: 'はい'}, false: {en: 'no', ja: 'いいえ'}}} as const;

/** Schemas of settings; see `Setting`. */
export const flagSetting = (en: string, ja: string, more: More = yesNo) =>
  z.object({value: field(z.boolean().nullable(), en, ja, more), from: source()});
export const intSetting = (en: string, ja: string, more: More = {}) =>
  z.object({value: field(z.int().nullable(), en, ja, more), from: source()});

/** A key in which a setting may stand. */
export interface Layer {
  readonly from: 'policy' | 'setting';
  /** null: there is no such key. */
  readonly key: RegistryKey | null;
  /** False when something of it could not be read: what does not show may be there. */
  readonly sure: boolean;
}

const layerOf = (from: Layer['from'], table: RegistryTable | null, below: string | null): Layer => ({
  from,
  key: below === null ? (table?.root ?? null) : (table?.below(below) ?? null),
  sure: table?.complete ?? true,
});

/** The key of a question, or one below it. @throws Gap */
export const layer = (answers: Answers, from: Layer['from'], id: string, below: string | null = null): Layer =>
  layerOf(from, answers.registry(id), below);

type Read<T> = (key: RegistryKey | null, name: string) => T | null;

export const readFlag: Read<boolean> = (key, name) => {
  const number = numberIn(key, name);
  return number === null ? null : number !== 0;
};
export const readText: Read<string> = (key, name) => textIn(key, name);
export const readInt: Read<number> = (key, name) => numberIn(key, name);

/**
 * The first layer that has the value decides. `fallback`: what holds where none has it; undefined: not surely known.
 * @throws Gap for a value of another type
 */
export function settingOf<T>(
  layers: readonly Layer[],
  name: string,
  read: Read<T>,
  fallback: T | null | undefined,
): Setting<T> {
  for (const {from, key, sure} of layers) {
    const value = read(key, name);
    if (value !== null) return {value, from};
    if (!sure) return {value: null, from: 'unknown'};
  }
  return fallback === undefined ? {value: null, from: 'unknown'} : {value: fallback, from: 'default'};
}

const isSetting = (value: unknown): value is Setting<unknown> =>
  typeof value === 'object' && value !== null && 'from' in value && 'value' in value;

/** Whether every setting of a fact is known. */
export const allKnown = (fact: Readonly<Record<string, unknown>>): boolean =>
  Object.values(fact).every((each) => !isSetting(each) || each.from !== 'unknown');
