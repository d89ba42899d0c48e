/** Tables that people fill in, and what comes back of them. */
import type {Attestation} from '../model/attestation.ts';
import type {Language} from '../model/text.ts';
import type {Waiver} from '../model/waiver.ts';
import {bytesOf} from '../model/yaml.ts';
import type {Source} from '../tables/source.ts';
import {attestationForm} from './attestations.ts';
import type {Form} from './form.ts';
import {questionnaireNotes, waiverNotes} from './notes.ts';
import {questionnaireRows, type QuestionnaireInput} from './questionnaire.ts';
import {checkCarried, type FormRow} from './row.ts';
import {waiverForm, waiverRows} from './waivers.ts';
import {formCsv, type Encoding} from './write-csv.ts';
import {formWorkbook} from './write-workbook.ts';

export {evidenceOf} from './evidence.ts';
export type {RunMark} from './evidence-text.ts';
export type {Form} from './form.ts';
export {importForms, type Imported} from './import.ts';
export type {FormEntries} from './read.ts';
export type {QuestionnaireInput} from './questionnaire.ts';
export {encodings, type Encoding} from './write-csv.ts';
export {attestationForm, waiverForm};
export {formYaml} from './yaml.ts';

export interface Layout {
  readonly format: 'xlsx' | 'csv';
  /** Of a CSV. */
  readonly encoding: Encoding;
  readonly language: Language;
}

export interface FormFile {
  readonly bytes: Buffer;
  /** Characters of entries that cp932 lacks and that were written as their look-alikes. */
  readonly replaced: readonly string[];
}

interface Content {
  readonly rows: readonly FormRow[];
  readonly notes: readonly string[];
  readonly blankRows: number;
}

async function formFile(form: Form<unknown>, content: Content, layout: Layout): Promise<FormFile> {
  const {format, encoding, language} = layout;
  if (format === 'csv') return formCsv(form, content.rows, language, encoding);
  return {bytes: await formWorkbook(form, content.rows, {...content, language}), replaced: []};
}

/** The questionnaire to fill in. @throws InputError for answers that would not come back as they are */
export async function questionnaireFile(input: QuestionnaireInput, layout: Layout): Promise<FormFile> {
  const {language} = layout;
  const nameOf = ({clause, subject, date}: Attestation): string => `${clause} ${subject} ${date}`;
  checkCarried(attestationForm, input.attestations, nameOf, language);
  const notes = questionnaireNotes(input.guideline.title, input.checked?.run ?? null, language);
  return formFile(attestationForm, {rows: questionnaireRows(input, language), notes, blankRows: 0}, layout);
}

/** The list of waivers, as of a day, with room for more. @throws InputError for waivers that would not come back as they are */
export async function waiversFile(waivers: readonly Waiver[], day: string, layout: Layout): Promise<FormFile> {
  const {language} = layout;
  checkCarried(waiverForm, waivers, ({id}) => id, language);
  return formFile(
    waiverForm,
    {rows: waiverRows(waivers, day, language), notes: waiverNotes(language), blankRows: 30},
    layout,
  );
}

/** A file to import. @throws InputError */
export function openSource(path: string): Source {
  return {path, bytes: bytesOf(path)};
}
