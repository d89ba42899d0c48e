import iconv from 'iconv-lite';

/** One way to read a line. */
export interface Decoding {
  readonly text: string;
  /** How many bytes of the line stand for the first characters of the text. */
  readonly bytes: (characters: number) => number;
}

const japanese = ['utf-8', 'shift_jis', 'euc-jp'] as const;

function decoded(line: Buffer, encoding: (typeof japanese)[number]): Decoding[] {
  try {
    const text = new TextDecoder(encoding, {fatal: true}).decode(line);
    return [{text, bytes: (characters) => iconv.encode(text.slice(0, characters), encoding).length}];
  } catch {
    return [];
  }
}

/** All readings of a line that are possible, byte for byte (latin1) at last: devices do not tell their encoding. */
export function decodings(line: Buffer): readonly Decoding[] {
  const text = line.toString('latin1');
  const plain: Decoding = {text, bytes: (characters) => characters};
  if (/^[\0-\x7f]*$/.test(text)) return [plain];
  return [...japanese.flatMap((encoding) => decoded(line, encoding)), plain];
}

/** Longer lines are no prompts and no questions. */
const longest = 512;

/** True when the line is what a pattern looks for, with or without the blanks around it. */
export function lineMatches(line: Buffer, pattern: RegExp): boolean {
  if (line.length > longest) return false;
  return decodings(line).some(({text}) => [text, text.trim()].some((form) => form.search(pattern) !== -1));
}

/** Where a question at the end of a line begins, in bytes; null when there is none. */
export function questionAt(line: Buffer, pattern: RegExp): number | null {
  const from = Math.max(0, line.length - longest);
  for (const {text, bytes} of decodings(line.subarray(from))) {
    const match = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).exec(text);
    if (match && text.slice(match.index + match[0].length).trim() === '') return from + bytes(match.index);
  }
  return null;
}
