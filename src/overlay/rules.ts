import {assetKinds} from '../model/asset.ts';
import type {Clause, Guideline} from '../model/guideline.ts';
import {brief, writeInstead} from '../model/suggest.ts';
import type {Bilingual} from '../model/text.ts';
import type {WrittenAttestation, WrittenWaiver} from './schema.ts';

/** What waivers and attestations may speak of. */
export interface Known {
  readonly checks: ReadonlySet<string>;
  readonly guideline: Guideline;
}

/** Something wrong with one field of one entry. */
export interface EntryProblem {
  /** Place in the list, from 0. */
  readonly index: number;
  readonly field: string;
  readonly message: Bilingual;
}

/** What fields are called where they were written: keys in YAML, headers in a table. */
export type NameOf = (field: string) => Bilingual;

const asKeys: NameOf = (field) => ({en: field, ja: field});

interface Frame {
  readonly known: Known;
  readonly nameOf: NameOf;
}

type Wrong = readonly [field: string, en: string, ja: string];

function problemsOf<T>(entries: readonly T[], rules: (entry: T, index: number) => readonly Wrong[]): EntryProblem[] {
  return entries.flatMap((entry, index) =>
    rules(entry, index).map(([field, en, ja]) => ({index, field, message: {en, ja}})),
  );
}

/** One person under two spellings is one person. */
const personOf = (name: string): string => name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();

function unknownCheck(id: string, {checks}: Known): Wrong[] {
  if (checks.has(id)) return [];
  const instead = writeInstead(id, [...checks]);
  return [['check', `no check ${brief(id)}: ${instead.en}`, `チェック${brief(id)}がありません: ${instead.ja}`]];
}

function unknownClause(id: string, {guideline}: Known): Wrong[] {
  const ids = guideline.clauses.map((clause) => clause.id);
  if (ids.includes(id)) return [];
  const instead = writeInstead(id, ids);
  return [['clause', `no clause ${brief(id)}: ${instead.en}`, `条項${brief(id)}がありません: ${instead.ja}`]];
}

const assetPattern = /^[a-z0-9._*-]{1,64}$/i;

function selectorProblems(selectors: readonly string[]): Wrong[] {
  return selectors.flatMap((selector): Wrong[] => {
    const [prefix, value = ''] = selector.split(':', 2);
    const bad = (en: string, ja: string): Wrong[] => [
      ['assets', `${brief(selector)}: ${en}`, `${brief(selector)}: ${ja}`],
    ];
    if (!selector.includes(':'))
      return assetPattern.test(selector)
        ? []
        : bad('write an asset id, * for any characters', '資産IDを書いてください(*は任意の文字)');
    if (prefix === 'zone') return value === '' ? bad('write zone:<id>', 'zone:<区画ID> と書いてください') : [];
    if (prefix !== 'kind')
      return bad(
        'write an asset id, zone:<id>, kind:<kind> or site',
        '資産ID、zone:<区画ID>、kind:<種別>、siteのいずれかを書いてください',
      );
    const instead = writeInstead(value, assetKinds);
    return (assetKinds as readonly string[]).includes(value) ? [] : bad(instead.en, instead.ja);
  });
}

/** A sentence with the names of fields in its `{field}` places. */
function named(nameOf: NameOf, field: string, en: string, ja: string): Wrong {
  const fill = (sentence: string, language: keyof Bilingual): string =>
    sentence.replaceAll(/\{(?<name>\w+)\}/g, (_, name: string) => nameOf(name)[language]);
  return [field, fill(en, 'en'), fill(ja, 'ja')];
}

function targetProblems({check, clause, subject}: WrittenWaiver, {known, nameOf}: Frame): Wrong[] {
  if ((check === null) === (clause === null))
    return [
      named(nameOf, 'check', 'write either {check} or {clause}', '{check}と{clause}のどちらか一方を書いてください'),
    ];
  if (clause !== null && subject !== null)
    return [
      named(
        nameOf,
        'subject',
        'goes with {check} only: remove it',
        '{subject}は{check}と組み合わせます。消してください',
      ),
    ];
  return check === null ? unknownClause(clause ?? '', known) : unknownCheck(check, known);
}

function waiverRules(waiver: WrittenWaiver, frame: Frame): Wrong[] {
  const {nameOf} = frame;
  const {reason, measure, requestedBy, approvedBy, from, until} = waiver;
  const wrong: Wrong[] = [...targetProblems(waiver, frame), ...selectorProblems(waiver.assets)];
  if (until < from) wrong.push(named(nameOf, 'until', 'lies before {from}', '{until}が{from}より前です'));
  if (reason === 'compensated' && measure === null)
    wrong.push(['measure', 'say which measure makes up for it', '代替策(measure)を書いてください']);
  if (requestedBy !== null && personOf(requestedBy) === personOf(approvedBy))
    wrong.push(
      named(nameOf, 'approvedBy', 'must be another person than {requestedBy}', '{requestedBy}と別の人にしてください'),
    );
  return wrong;
}

/** Everything wrong with waivers beyond their shape, in their order. */
export function waiverProblems(
  waivers: readonly WrittenWaiver[],
  known: Known,
  nameOf: NameOf = asKeys,
): EntryProblem[] {
  const seen = new Set<string>();
  return problemsOf(waivers, (waiver) => {
    const twice: Wrong[] = seen.has(waiver.id)
      ? [['id', `${waiver.id} stands twice: choose another`, `${waiver.id}が重複しています。別の番号にしてください`]]
      : [];
    seen.add(waiver.id);
    return [...twice, ...waiverRules(waiver, {known, nameOf})];
  });
}

function modeProblems({subject}: WrittenAttestation, clause: Clause): Wrong[] {
  if (clause.mode === 'automated')
    return [
      [
        'clause',
        `${clause.id} is decided by checks: accept a fail with a waiver`,
        `${clause.id}は自動判定の条項です。不適合を受容するときは例外(waiver)を使ってください`,
      ],
    ];
  if (clause.about === 'organisation' && subject !== 'organisation')
    return [
      [
        'subject',
        `${clause.id} is about the organisation: write organisation`,
        `${clause.id}は組織についての条項です。organisationと書いてください`,
      ],
    ];
  return [];
}

function subjectProblems(subject: string): Wrong[] {
  if (/^(?:organisation|zone:.+|[a-z0-9._-]{1,64})$/i.test(subject)) return [];
  return [
    [
      'subject',
      'write organisation, zone:<id> or an asset id',
      'organisation、zone:<区画ID>、資産IDのいずれかを書いてください',
    ],
  ];
}

function termProblems({date, until, reaskAfterDays}: WrittenAttestation, nameOf: NameOf): Wrong[] {
  if ((until === null) === (reaskAfterDays === null)) {
    const [en, ja] = [
      'write either {until} or {reaskAfterDays}',
      '{until}と{reaskAfterDays}のどちらか一方を書いてください',
    ];
    return [named(nameOf, 'until', en, ja)];
  }
  if (until === null || until >= date) return [];
  return [named(nameOf, 'until', 'lies before {date}', '{until}が{date}より前です')];
}

function attestationRules(attestation: WrittenAttestation, {known, nameOf}: Frame): Wrong[] {
  const clause = known.guideline.clauses.find(({id}) => id === attestation.clause);
  const wrong: Wrong[] =
    clause === undefined ? unknownClause(attestation.clause, known) : modeProblems(attestation, clause);
  wrong.push(...subjectProblems(attestation.subject), ...termProblems(attestation, nameOf));
  const {answeredBy, approvedBy} = attestation;
  if (approvedBy !== null && personOf(answeredBy) === personOf(approvedBy))
    wrong.push(
      named(nameOf, 'approvedBy', 'must be another person than {answeredBy}', '{answeredBy}と別の人にしてください'),
    );
  return wrong;
}

/** Everything wrong with attestations beyond their shape, in their order. */
export function attestationProblems(
  attestations: readonly WrittenAttestation[],
  known: Known,
  nameOf: NameOf = asKeys,
): EntryProblem[] {
  const seen = new Set<string>();
  return problemsOf(attestations, (attestation) => {
    const {clause, subject, date} = attestation;
    const key = JSON.stringify([clause, subject.toLowerCase(), date]);
    const twice: Wrong[] = seen.has(key)
      ? [
          [
            'clause',
            `${clause} is answered twice for ${subject} on ${date}: keep one`,
            `${clause}(${subject}、${date})の回答が重複しています`,
          ],
        ]
      : [];
    seen.add(key);
    return [...twice, ...attestationRules(attestation, {known, nameOf})];
  });
}
