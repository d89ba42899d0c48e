import {z} from 'zod';
import {field, type FieldLabel} from '../../model/probe.ts';

type More = Omit<FieldLabel, 'en' | 'ja'>;

const yesNo = {true: {en: 'yes', ja: 'はい'}, false: {en: 'no', ja: 'いいえ'}} as const;

/** Labelled leaves of fact schemas; see `field`. */
export const text = (en: string, ja: string) => field(z.string(), en, ja);
export const textOrNull = (en: string, ja: string) => field(z.string().nullable(), en, ja);
export const flag = (en: string, ja: string, more: More = {values: yesNo}) => field(z.boolean(), en, ja, more);
export const flagOrNull = (en: string, ja: string, more: More = {values: yesNo}) =>
  field(z.boolean().nullable(), en, ja, more);
export const int = (en: string, ja: string, more: More = {}) => field(z.int(), en, ja, more);
export const intOrNull = (en: string, ja: string, more: More = {}) => field(z.int().nullable(), en, ja, more);
export const texts = (en: string, ja: string) => field(z.array(z.string()), en, ja);

export const days = {unit: {en: 'days', ja: '日'}} as const;
export const percent = {unit: {en: '%', ja: '%'}} as const;
export const megabytes = {unit: {en: 'MB', ja: 'MB'}} as const;
