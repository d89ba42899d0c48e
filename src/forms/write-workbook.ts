import type {Language} from '../model/text.ts';
import {writeWorkbook, type CellStyle, type SheetToWrite, type StyledCell} from '../spreadsheets/index.ts';
import type {Form, FormColumn} from './form.ts';
import type {FormRow} from './row.ts';
import {vocabularies} from './words.ts';

const shown: CellStyle = {fill: '#F2F2F2'};
const closed: CellStyle = {fill: '#D9D9D9'};
const expired: CellStyle = {fill: '#FFE699', bold: true};

function choicesOf({kind}: FormColumn, language: Language): readonly string[] | null {
  if (kind === null || !(kind in vocabularies)) return null;
  return Object.values(vocabularies[kind as keyof typeof vocabularies]).map((title) => title[language]);
}

function styleOf({key, kind}: FormColumn, tone: FormRow['tone']): CellStyle {
  if (tone === 'closed') return closed;
  if (key === 'state' && tone === 'expired') return expired;
  return kind === null ? shown : {};
}

function sheetOf(form: Form<unknown>, rows: readonly FormRow[], blankRows: number, language: Language): SheetToWrite {
  const {columns} = form;
  return {
    name: form.sheet[language],
    headerRows: 1,
    stickyColumns: form.sticky,
    landscape: true,
    blankRows,
    columns: columns.map((column) => {
      const choices = choicesOf(column, language);
      return choices === null ? {width: column.width} : {width: column.width, choices};
    }),
    rows: [
      columns.map(({header}) => header[language]),
      ...rows.map(({cells, tone}) =>
        columns.map((column, index): StyledCell => ({value: cells[index] ?? '', style: styleOf(column, tone)})),
      ),
    ],
  };
}

/** A form as a workbook: `notes` on how to fill it in first, then the form, with empty rows at its end. */
export function formWorkbook(
  form: Form<unknown>,
  rows: readonly FormRow[],
  {notes, blankRows, language}: {notes: readonly string[]; blankRows: number; language: Language},
): Promise<Buffer> {
  const [title = '', ...lines] = notes;
  return writeWorkbook([
    {
      name: language === 'ja' ? '#説明' : '#How to',
      headerRows: 0,
      landscape: true,
      columns: [{width: 110}],
      rows: [[{value: title, style: {bold: true}}], ...lines.map((line) => [line])],
    },
    sheetOf(form, rows, blankRows, language),
  ]);
}
