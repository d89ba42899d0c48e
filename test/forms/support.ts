import fc from 'fast-check';
import {waiversFile, questionnaireFile, type Layout} from '../../src/forms/index.ts';
import {importForms, type Imported} from '../../src/forms/import.ts';
import {attestationAnswers, attestationMethods, type Attestation} from '../../src/model/attestation.ts';
import {waiverReasons, type Waiver} from '../../src/model/waiver.ts';
import {daysAfter} from '../../src/model/zoned-time.ts';
import type {Known} from '../../src/overlay/rules.ts';
import {clauseOf, guidelineOf} from '../support/guideline.ts';

const note = {en: 'Because.', ja: '人が確かめる。'};

export const guideline = guidelineOf([
  clauseOf('1-01'),
  clauseOf('1-02', {mode: 'assisted', note}),
  clauseOf('2-01', {mode: 'attested', about: 'organisation', note}),
  clauseOf('2-02', {mode: 'attested', note, level: 'recommended'}),
]);
export const known: Known = {checks: new Set(['ssh-root-login', 'os-support']), guideline};
export const day = '2026-11-26';

export const answer: Attestation = {
  clause: '2-01',
  subject: 'organisation',
  answer: 'met',
  explanation: '規程に定めている',
  document: '情報セキュリティ規程 第12条',
  method: 'inspection',
  interviewee: '総務課',
  answeredBy: '水道 太郎',
  approvedBy: '浄水 花子',
  date: '2026-06-01',
  until: null,
  reaskAfterDays: 365,
};

export const accepted: Waiver = {
  id: 'w-1',
  check: 'os-support',
  clause: null,
  assets: ['srv-01', 'rtx-*', 'zone:control', 'kind:control-pc', 'site'],
  subject: 'tcp/80',
  reason: 'compensated',
  explanation: '令和9年度に更新する',
  measure: '接続元を限定している',
  requestedBy: '浄水課 係長',
  approvedBy: '水道部長',
  from: '2026-04-01',
  until: '2027-03-31',
};

export const layouts: Readonly<Record<string, Layout>> = {
  'XLSX in Japanese': {format: 'xlsx', encoding: 'utf-8', language: 'ja'},
  'XLSX in English': {format: 'xlsx', encoding: 'utf-8', language: 'en'},
  'CSV in Japanese, UTF-8': {format: 'csv', encoding: 'utf-8', language: 'ja'},
  'CSV in English, UTF-8': {format: 'csv', encoding: 'utf-8', language: 'en'},
};

export async function answersThrough(attestations: readonly Attestation[], layout: Layout): Promise<Imported> {
  const input = {guideline, attestations, checked: null, day, all: true};
  const {bytes} = await questionnaireFile(input, layout);
  return importForms([{path: `q.${layout.format}`, bytes}], known);
}

export async function waiversThrough(waivers: readonly Waiver[], layout: Layout): Promise<Imported> {
  const {bytes} = await waiversFile(waivers, day, layout);
  return importForms([{path: `w.${layout.format}`, bytes}], known);
}

/** Pieces that CSV, XLSX, YAML or a spreadsheet take for something else than text. */
const hostile = [
  ...[
    "'",
    '"',
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    ';',
    '；',
    '、',
    ',',
    '\t',
    '\n',
    '\n\n',
    ' ',
    '　',
    '\u00a0',
  ],
  ...['#', '%', '{', '}', '[', ']', '&', '*', '!', '|', '>', ': ', '- ', '? ', ' #', '---', '...', '\\n', '\\'],
  ...['=HYPERLINK("x")', '@SUM(1)', '+81', '-1', '0123', '1e5', '2026-06-01', 'null', 'true', 'no', '~', '<<'],
  ...[
    '_x000D_',
    '_x005F_',
    '&amp;',
    '&#13;',
    ']]>',
    '<b>',
    '<!--',
    '\u2028',
    '\ufeff',
    '\u200d',
    '👩‍💻',
    '😀',
    '𠮷',
    'が',
  ],
];
const inCp932 = ['水道', '～', '－', '―', '①', '㈱', '髙', '﨑', 'ｱｲｳ', '=', "'", '"', ',', '\n', '\t', '; ', '-', '@'];

const joined = (pieces: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> =>
  fc
    .array(pieces, {minLength: 1, maxLength: 12})
    .map((parts) =>
      Array.from(parts.join(''))
        .slice(0, most / 2)
        .join('')
        .normalize('NFC')
        .trim(),
    )
    .filter((text) => text !== '' && text.length <= most);

export type Texts = (most: number) => fc.Arbitrary<string>;

export const hostileTexts: Texts = (most) =>
  fc.oneof(
    {weight: 8, arbitrary: joined(fc.oneof(fc.constantFrom(...hostile), fc.constantFrom('水', '道', 'a', 'é')), most)},
    {weight: 1, arbitrary: fc.constantFrom('長', '"', '\n', '=').map((one) => `x${one.repeat(most - 2)}x`)},
  );
export const cp932Texts: Texts = (most) => joined(fc.constantFrom(...inCp932), most);

const days = fc.integer({min: 0, max: 4000}).map((count) => daysAfter('2020-01-01', count));
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, {nil: null});

export const attestationsOf = (texts: Texts): fc.Arbitrary<Attestation[]> =>
  fc.uniqueArray(
    fc
      .record({
        clause: fc.constantFrom('1-02', '2-02'),
        subject: fc.constantFrom('organisation', 'zone:control', 'zone:office-2', 'srv-01', 'SRV_02.x'),
        answer: fc.constantFrom(...attestationAnswers),
        explanation: texts(4000),
        document: maybe(texts(4000)),
        method: maybe(fc.constantFrom(...attestationMethods)),
        interviewee: maybe(texts(200)),
        answeredBy: texts(190).map((text) => `a${text}`),
        approvedBy: maybe(texts(190).map((text) => `b${text}`)),
        date: days,
        term: fc.oneof(fc.integer({min: 1, max: 3660}), fc.constant(null)),
      })
      .map(({term, ...rest}) => ({...rest, reaskAfterDays: term, until: term === null ? '2090-12-31' : null})),
    {selector: ({clause, subject, date}) => `${clause} ${subject} ${date}`, minLength: 1, maxLength: 5},
  );

export const waiversOf = (texts: Texts): fc.Arbitrary<Waiver[]> =>
  fc.uniqueArray(
    fc
      .record({
        id: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/),
        ofCheck: fc.boolean(),
        assets: fc.array(fc.constantFrom(...accepted.assets, '*', 'a-*-b', 'KIND'), {minLength: 1, maxLength: 4}),
        subject: maybe(texts(1000)),
        reason: fc.constantFrom(...waiverReasons),
        explanation: texts(4000),
        measure: texts(4000),
        requestedBy: maybe(texts(190).map((text) => `a${text}`)),
        approvedBy: texts(190).map((text) => `b${text}`),
        from: days,
      })
      .map(({ofCheck, ...rest}) => ({
        ...rest,
        check: ofCheck ? 'os-support' : null,
        clause: ofCheck ? null : '1-01',
        subject: ofCheck ? rest.subject : null,
        until: '2090-12-31',
      })),
    {selector: ({id}) => id, minLength: 1, maxLength: 5},
  );
