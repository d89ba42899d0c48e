import {longestText} from '../model/advisory.ts';

export type Json = Readonly<Record<string, unknown>>;

/** An object of a document that may be anything: what is none is one without members. */
export const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** A text, cut to what is kept, in one line; empty for what is none. */
export const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .slice(0, longestText * 4)
        .replaceAll(/\s+/gu, ' ')
        .trim()
        .slice(0, longestText)
    : '';

/** The day of a time, `YYYY-MM-DD`; null for what is none. */
export const dayOf = (value: unknown): string | null =>
  typeof value === 'string'
    ? (/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=T|$)/.exec(value)?.[0] ?? null)
    : null;

/** An address that a report may link to; null for what is none. */
export const urlOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= 500 && /^https?:\/\/[\x21-\x7e]+$/.test(value) ? value : null;

export const cveOf = (value: unknown): string | null =>
  typeof value === 'string' && /^CVE-\d{4}-\d{4,10}$/.test(value) ? value : null;
