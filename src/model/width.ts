/** East Asian Wide and Fullwidth ranges of UAX #11, joined where no narrow character lies between. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** 0 for marks that combine, 2 for wide characters of East Asia, else 1. */
export function characterWidth(character: string): 0 | 1 | 2 {
  if (/^\p{M}$/u.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Columns a text takes where each character has one or, if it is a wide one of East Asia, two. Nothing invisible is in it. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}
