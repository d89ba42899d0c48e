/**
 * Excel workbooks, for all that is exchanged as tables. Knows nothing of what stands in them.
 *
 *     for (const {name, rows} of readWorkbook(bytes)) for (const {row, cells} of rows) …   // places count from 1
 *     const bytes = await writeWorkbook([{name: '質問票', headerRows: 1, columns: [{width: 30}], rows: [['質問']]}]);
 */
export {readWorkbook, type ReadOptions} from './read.ts';
export {defaultLimits, SpreadsheetError, type Limits, type Sheet, type SheetPlace, type SheetRow} from './sheet.ts';
export type {CellStyle, CellValue, SheetColumn, SheetToWrite, StyledCell} from './layout.ts';

type Write = typeof import('./write.ts').writeWorkbook;

/** See `write.ts`, which is loaded when a workbook is written: it is large, and few commands write one. */
export const writeWorkbook: Write = async (sheets) => (await import('./write.ts')).writeWorkbook(sheets);
