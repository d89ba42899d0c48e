import {brief} from '../model/suggest.ts';
import type {Bilingual, Language} from '../model/text.ts';
import {toAscii, unprintable} from '../tables/text.ts';
import {dayOf} from './days.ts';
import {codeOf, scopeOf, scopeText, vocabularies, wordsInstead} from './words.ts';

/**
 * How a value stands in a cell. `text`: as written, in NFC. `exact`: compared with what a device says, so nothing is
 * changed. `code`: half-width. `scope`: whom it is about; `scopes`: several. `day`, `days`: a date, a number of days.
 */
export type CellKind = 'text' | 'exact' | 'code' | 'scope' | 'scopes' | 'day' | 'days' | keyof typeof vocabularies;

/** Null: nothing is written. */
export type FieldValue = string | number | readonly string[] | null;

export type Reading = {readonly value: FieldValue} | {readonly problem: Bilingual};

const controls: Bilingual = {
  en: 'the text holds a control character or a broken character; delete it',
  ja: '制御文字または壊れた文字が含まれています。取り除いてください',
};

const noDay = (text: string): Bilingual => ({
  en: `“${brief(text)}” is no day; write it as 2027-03-31 (2027/3/31 and R9.3.31 are read too)`,
  ja: `「${brief(text)}」は日付として読めません。2027-03-31 のように書いてください（2027/3/31、令和9年3月31日も読めます）`,
});

const noNumber = (text: string): Bilingual => ({
  en: `“${brief(text)}” is no number of days; write one such as 365`,
  ja: `「${brief(text)}」は日数として読めません。365 のように数字で書いてください`,
});

function readDay(text: string): Reading {
  const value = dayOf(text);
  return value === null ? {problem: noDay(text)} : {value};
}

function readDays(text: string): Reading {
  const digits = /^(?<digits>\d{1,6})日?$/u.exec(toAscii(text))?.groups?.['digits'];
  return digits === undefined ? {problem: noNumber(text)} : {value: Number(digits)};
}

function readWord(kind: keyof typeof vocabularies, text: string): Reading {
  const vocabulary = vocabularies[kind];
  const value = codeOf(vocabulary, text);
  if (value !== null) return {value};
  const instead = wordsInstead(vocabulary, text);
  return {
    problem: {
      en: `“${brief(text)}” is not understood: ${instead.en}`,
      ja: `「${brief(text)}」は読めません。${instead.ja}`,
    },
  };
}

function readScopes(text: string): Reading {
  const scopes = text
    .split(/[;；,，、\n]/u)
    .map(scopeOf)
    .filter((scope) => scope !== '');
  return {value: scopes.length === 0 ? null : scopes};
}

/** What a cell says. */
export function readCell(kind: CellKind, cell: string): Reading {
  const text = cell.replaceAll(/\r\n?/gu, '\n');
  if (text.trim() === '') return {value: null};
  if (unprintable.test(text)) return {problem: controls};
  switch (kind) {
    case 'text':
      return {value: text.normalize('NFC').trim()};
    case 'exact':
      return {value: text};
    case 'code':
      return {value: toAscii(text)};
    case 'scope':
      return {value: scopeOf(text)};
    case 'scopes':
      return readScopes(text);
    case 'day':
      return readDay(text);
    case 'days':
      return readDays(text);
    default:
      return readWord(kind, text);
  }
}

function scopesText(value: FieldValue, language: Language): string {
  const scopes = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  return scopes.map((scope) => scopeText(scope, language)).join('; ');
}

/** The cell of a value. */
export function cellOf(kind: CellKind, value: FieldValue, language: Language): string {
  if (value === null) return '';
  if (kind === 'scope' || kind === 'scopes') return scopesText(value, language);
  if (!(kind in vocabularies)) return String(value);
  const titles: Readonly<Record<string, Bilingual>> = vocabularies[kind as keyof typeof vocabularies];
  return titles[String(value)]?.[language] ?? String(value);
}

/** Whether a value comes back as it is; texts in NFC. */
export function isCarried(kind: CellKind, value: FieldValue, language: Language): boolean {
  const back = readCell(kind, cellOf(kind, value, language));
  if ('problem' in back) return false;
  const same = kind === 'text' && typeof value === 'string' ? value.normalize('NFC') : value;
  return JSON.stringify(back.value) === JSON.stringify(same);
}
