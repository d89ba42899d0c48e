import iconv from 'iconv-lite';
import {decodeUtf8} from '../model/utf8.ts';
import {type Problems, wholeFile} from './problems.ts';

/** A file as read. */
export interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** UTF-8 with or without BOM, else cp932, whichever decodes without a fault. @throws InputError */
export function decodeCsv(source: Source, problems: Problems): string {
  const text = decodeUtf8(source.bytes);
  if (text !== null) return text;
  const japanese = isUtf16(source.bytes) ? null : iconv.decode(Buffer.from(source.bytes), 'cp932');
  if (japanese !== null && !japanese.includes('\ufffd')) return japanese;
  return problems.fatal(wholeFile(source.path), {
    en: 'the file is neither UTF-8 nor Shift_JIS (cp932); in Excel save it as “CSV UTF-8”',
    ja: '文字コードがUTF-8でもShift_JIS（cp932）でもありません。Excelの「CSV UTF-8（コンマ区切り）」で保存し直してください',
  });
}

/** By content, else by extension: a workbook that cannot be read is told as one. */
export function isWorkbook({path, bytes}: Source): boolean {
  const [a, b, c, d] = bytes;
  const zip = a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04;
  const ole = a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;
  return zip || ole || /\.xls[xmb]?$/i.test(path);
}
