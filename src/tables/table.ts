export interface Row {
  /** First line of the row in its file, or its number in its sheet. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A CSV, or a sheet of a workbook. */
export interface Table {
  /** Of a workbook: `file:sheet`. */
  readonly file: string;
  readonly rows: readonly Row[];
}
