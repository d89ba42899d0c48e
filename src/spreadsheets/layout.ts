export interface CellStyle {
  readonly bold?: boolean;
  /** `#rrggbb` of the text and behind it. */
  readonly color?: string;
  readonly fill?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Lines break within the cell; true unless said otherwise. */
  readonly wrap?: boolean;
}

/** Text stays text whatever it begins with; it is never a formula. Null: an empty cell, for filling in. */
export type CellValue = string | number | null;

export interface StyledCell {
  readonly value: CellValue;
  readonly style: CellStyle;
}

export interface SheetColumn {
  /** In characters of the standard font; a Japanese one takes two. */
  readonly width: number;
  /** Words to choose from below the header rows; others are refused by Excel. Without commas, 255 characters in all. */
  readonly choices?: readonly string[];
}

export interface SheetToWrite {
  /** 1 to 31 characters, none of `[ ] : * ? / \`. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly (CellValue | StyledCell)[])[];
  /** Rows at the top that stay in sight and are styled as headers; the last of them carries the filter. */
  readonly headerRows: number;
  /** Columns at the left that stay in sight. */
  readonly stickyColumns?: number;
  /** Rows for filling in, below the rows. */
  readonly blankRows?: number;
  readonly landscape?: boolean;
}
