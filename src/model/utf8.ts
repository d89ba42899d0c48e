import type {Problem} from './input-error.ts';

/** Text without its BOM; null when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return null;
  }
}

/** First line, from 1, that is not UTF-8. No UTF-8 sequence spans a line feed. */
function firstBadLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || decodeUtf8(bytes.subarray(start, end)) === null) return line;
    start = end + 1;
  }
}

/** What to say of a file that is not UTF-8. */
export function notUtf8(file: string, bytes: Uint8Array): Problem {
  const message = {
    en: 'the file is not UTF-8 from here on; save it as UTF-8',
    ja: 'この行以降がUTF-8ではありません（Shift_JISの可能性があります）。UTF-8で保存し直してください',
  };
  return {file, line: firstBadLine(bytes), column: null, message};
}
