// What a spreadsheet takes for the beginning of a formula, and the sign that we put before it.
const risky = /^['=+\-@\t\r\n＝＋－＠]/u;

/** A text that no spreadsheet computes. */
export const escapeFormula = (text: string): string => (risky.test(text) ? `'${text}` : text);

/** Undoes `escapeFormula`: what began with the sign itself has a second one. */
export const unescapeFormula = (cell: string): string =>
  cell.startsWith("'") && risky.test(cell.slice(1)) ? cell.slice(1) : cell;
