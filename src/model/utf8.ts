import type {Problem} from './input-error.ts';

/** Text without its BOM; null when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return null;
  }
}

/** First place, from 1, that is not UTF-8. No UTF-8 sequence spans a line feed. */
function firstBadPlace(bytes: Uint8Array): {readonly line: number; readonly column: number} {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const inLine = bytes.subarray(start, end);
    // What cannot be decoded comes out as U+FFFD.
    if (found < 0 || decodeUtf8(inLine) === null)
      return {line, column: new TextDecoder('utf-8').decode(inLine).indexOf('\ufffd') + 1 || 1};
    start = end + 1;
  }
}

/** What to say of a file that is not UTF-8. */
export function notUtf8(file: string, bytes: Uint8Array): Problem {
  const message = {
    en: 'the file is not UTF-8 from here on; save it as UTF-8',
    ja: 'ここからUTF-8ではありません（Shift_JISの可能性があります）。UTF-8で保存し直してください',
  };
  return {file, ...firstBadPlace(bytes), message};
}
