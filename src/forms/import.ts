import type {Attestation} from '../model/attestation.ts';
import type {Bilingual} from '../model/text.ts';
import type {Waiver} from '../model/waiver.ts';
import type {Known} from '../overlay/rules.ts';
import {readCsv} from '../tables/csv.ts';
import {collectProblems, wholeFile, type Problems} from '../tables/problems.ts';
import {decodeCsv, isWorkbook, type Source} from '../tables/source.ts';
import type {Table} from '../tables/table.ts';
import {readSheets} from '../tables/workbook.ts';
import {attestationForm} from './attestations.ts';
import {unescapeFormula} from './formula.ts';
import {formOf} from './headings.ts';
import {headOf, readForm, type FormEntries} from './read.ts';
import {waiverForm} from './waivers.ts';

/** What the files hold, by form; null: no file is of that form. */
export interface Imported {
  readonly attestations: FormEntries<Attestation> | null;
  readonly waivers: FormEntries<Waiver> | null;
}

const understood: Bilingual = {
  en: 'questionnaires (with the columns Clause and Answer) and waiver sheets (Assets and Reason), in *.xlsx or *.csv',
  ja: '質問票（「条項」列と「回答」列のある表）と例外の一覧（「対象資産」列と「理由」列のある表）の .xlsx と .csv',
};

const notUnderstood: Bilingual = {
  en: `this cannot be imported. What is understood: ${understood.en}`,
  ja: `このファイルは取り込めません。取り込めるのは、${understood.ja}です`,
};

function tablesOf(source: Source, problems: Problems): Table[] {
  const {path} = source;
  if (isWorkbook(source)) return readSheets(source, notUnderstood, problems);
  if (!/\.(?:csv|tsv)$/i.test(path)) return problems.fatal(wholeFile(path), notUnderstood);
  const rows = readCsv(path, decodeCsv(source, problems), problems);
  return [{file: path, rows: rows.map(({line, cells}) => ({line, cells: cells.map(unescapeFormula)}))}];
}

/**
 * Reads questionnaires and waiver sheets; what each table is, is told by its headers.
 * @throws InputError with everything wrong in all files, at file, sheet, row and column
 */
export function importForms(sources: readonly Source[], known: Known): Imported {
  const problems = collectProblems(sources.map(({path}) => path));
  const byForm = {attestations: [] as Table[], waivers: [] as Table[]};
  for (const table of sources.flatMap((source) => tablesOf(source, problems))) {
    const head = headOf(table);
    const form = head && formOf(head, [attestationForm, waiverForm]);
    if (form === null) {
      const {en, ja} = notUnderstood;
      const hint = {
        en: `${en}; begin the name of a sheet of your own with #`,
        ja: `${ja}。自分用のシートは名前を「#」で始めてください`,
      };
      problems.add({...wholeFile(table.file), line: head?.line ?? null}, hint);
    } else byForm[form.id].push(table);
  }
  const {attestations, waivers} = byForm;
  const imported = {
    attestations: attestations.length > 0 ? readForm(attestationForm, attestations, known, problems) : null,
    waivers: waivers.length > 0 ? readForm(waiverForm, waivers, known, problems) : null,
  };
  problems.throwIfAny();
  return imported;
}
