import type {FieldLabel} from '../../model/probe.ts';
import {limits} from '../input.ts';
import {detailText} from '../text/details.ts';
import {fill} from '../text/fill.ts';
import {durationText, isoDurationSeconds, timeView} from '../text/time.ts';
import {clip, visible} from '../text/visible.ts';
import type {Context} from './common.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;
const deepest = 4;

/** Device text on one line: cut to the limit with a marker, nothing invisible. */
export function deviceText(text: string, {texts}: Context, limit: number = limits.value): string {
  const {text: kept, omitted} = clip(text, limit);
  return omitted === 0 ? visible(kept) : visible(kept) + fill(texts.value.cutText, {n: omitted});
}

/** Why something is not known, in the reader's language where its words are known. */
export const reasonText = (detail: string, context: Context, limit?: number): string =>
  deviceText(detailText(detail, context.language), context, limit);

function stringText(value: string, context: Context): string {
  if (value === '') return context.texts.value.empty;
  if (instant.test(value) && !Number.isNaN(Date.parse(value))) return timeView(value, context.timezone).local;
  const seconds = isoDurationSeconds(value);
  return seconds === null ? deviceText(value, context) : durationText(seconds, context.texts);
}

function numberText(value: number | bigint, label: FieldLabel | null, {language, texts}: Context): string {
  if (label?.unit === undefined) return String(value);
  if (label.unit.en === 'seconds' && typeof value === 'number') return durationText(value, texts);
  const spaced = /^[\w%]/.test(label.unit[language]);
  return fill(spaced ? texts.value.unit : texts.value.unitNarrow, {n: String(value), unit: label.unit[language]});
}

/** What stands in a finding's list for elements that are not in it: so many, or nobody knows how many. */
function restText(part: unknown, {texts}: Context): string | null {
  if (typeof part !== 'object' || part === null || Object.keys(part).join() !== 'more') return null;
  const {more} = part as {more: unknown};
  if (more === null) return texts.page.incomplete;
  return typeof more === 'number' ? fill(texts.value.more, {n: more}) : null;
}

function listText(values: readonly unknown[], path: string, context: Context, depth: number): string {
  const {value} = context.texts;
  if (values.length === 0) return value.emptyList;
  const shown = values
    .slice(0, limits.elements)
    .map((element) => restText(element, context) ?? valueText(element, path, context, depth + 1));
  if (values.length > shown.length) shown.push(fill(value.more, {n: values.length - shown.length}));
  return shown.join(value.separator);
}

function objectText(value: object, path: string, context: Context, depth: number): string {
  const {texts, language} = context;
  const entries = Object.entries(value).slice(0, limits.elements);
  if (entries.length === 0) return texts.value.empty;
  const parts = entries.map(([key, part]) => {
    const name = context.labelOf(`${path}.${key}`)?.[language] ?? deviceText(key, context, 100);
    return `${name}${texts.value.colon}${valueText(part, `${path}.${key}`, context, depth + 1)}`;
  });
  return depth === 0 ? parts.join(texts.value.separator) : `[${parts.join(texts.value.separator)}]`;
}

/** A judged value as a person reads it: value names, units, dates and durations of the report's language. */
export function valueText(value: unknown, path: string, context: Context, depth = 0): string {
  const label = context.labelOf(path);
  const {texts, language} = context;
  if (depth > deepest) return '…';
  if (value === null || value === undefined) return label?.values?.['null']?.[language] ?? texts.value.null;
  if (Array.isArray(value)) return listText(value, path, context, depth);
  switch (typeof value) {
    case 'boolean':
      return label?.values?.[String(value)]?.[language] ?? texts.value[value ? 'true' : 'false'];
    case 'number':
    case 'bigint':
      return label?.values?.[String(value)]?.[language] ?? numberText(value, label, context);
    case 'string':
      return named(label, value)?.[language] ?? stringText(value, context);
    case 'object':
      return objectText(value, path, context, depth);
    default:
      return texts.value.unknown;
  }
}

/** As `valueText`; a list of records gets one line each. */
export function valueLines(value: unknown, path: string, context: Context): string[] {
  const records =
    Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'object' && part !== null);
  if (!records) return [valueText(value, path, context)];
  const lines = value
    .slice(0, limits.elements)
    .map((part: unknown) => restText(part, context) ?? valueText(part, path, context));
  const left = value.length - lines.length;
  return left > 0 ? [...lines, fill(context.texts.value.more, {n: left})] : lines;
}

function named(label: FieldLabel | null, value: string): {readonly en: string; readonly ja: string} | undefined {
  return label?.values !== undefined && Object.hasOwn(label.values, value) ? label.values[value] : undefined;
}
