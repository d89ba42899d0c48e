/** Characters that move the cursor, hide text or turn its direction, and those that no workbook holds. */
export const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/u;

/** Half-width form of what was typed with a Japanese keyboard: full-width letters, digits and the many dashes. */
export function toAscii(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll('。', '.')
    .trim();
}

/** A word or header without what typing may change: width, case, blanks. */
export function fold(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s_]/gu, '').toLowerCase();
}
