import {unzipSync, type UnzipFileInfo} from 'fflate';
import {damaged, SpreadsheetError, tooLarge, type Limits} from './sheet.ts';

/** Parts of a workbook that hold XML: text by path. */
export type Parts = ReadonlyMap<string, string>;

const mostEntries = 10_000;

function isOle(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

/** Counts what each entry claims before it is unpacked; fflate never unpacks more than an entry claims. */
function counter(limits: Limits): (file: UnzipFileInfo) => boolean {
  let unpacked = 0;
  let entries = 0;
  return ({name, size, originalSize}) => {
    if (++entries > mostEntries) throw damaged();
    if (!/\.(?:xml|rels)$/i.test(name)) return false;
    // A stored entry is as large as it is packed, whatever it claims.
    unpacked += Math.max(size, originalSize);
    if (unpacked > limits.unpacked) {
      throw tooLarge({en: 'bytes of content', ja: '展開後のバイト数'}, limits.unpacked);
    }
    return true;
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    throw damaged();
  }
}

function unzip(bytes: Uint8Array, limits: Limits): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {filter: counter(limits)});
  } catch (error) {
    throw error instanceof SpreadsheetError ? error : damaged();
  }
}

/** @throws SpreadsheetError */
export function unpack(bytes: Uint8Array, limits: Limits): Parts {
  if (bytes.length > limits.bytes) throw tooLarge({en: 'bytes', ja: 'バイト数'}, limits.bytes);
  if (isOle(bytes)) {
    throw new SpreadsheetError({
      en: 'this is an old .xls workbook, or one with a password; save it as .xlsx without a password',
      ja: '旧形式（.xls）またはパスワード付きのブックです。パスワードを外し、.xlsx形式で保存し直してください',
    });
  }
  const files = unzip(bytes, limits);
  return new Map(Object.entries(files).map(([path, content]) => [path.toLowerCase(), decode(content)]));
}
