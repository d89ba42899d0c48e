import fc from 'fast-check';

const [surrogates, surrogateCount] = [0xd800, 0x800];

/** Any Unicode character, for `fc.string({unit})`. Its own `unit: 'binary'` makes a table of all of them first: 0.8 s in each test file. */
export const codePoint: fc.Arbitrary<string> = fc
  .nat(0x10ffff - surrogateCount)
  .map((index) => String.fromCodePoint(index < surrogates ? index : index + surrogateCount));
