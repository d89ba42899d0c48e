import iconv from 'iconv-lite';
import {decodeUtf8, notUtf8} from '../model/utf8.ts';
import {largestYaml as largest} from '../model/yaml-tree.ts';
import {type Problems, wholeFile} from './problems.ts';

/** A file as read. */
export interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** UTF-8 with or without BOM. @throws InventoryError */
export function decodeYaml(source: Source, problems: Problems): string {
  const text = decodeUtf8(source.bytes);
  if (text !== null) return text;
  const {message, ...at} = notUtf8(source.path, source.bytes);
  return problems.fatal({...at, header: null}, message);
}

/** UTF-8 with or without BOM, else cp932, whichever decodes without a fault. @throws InventoryError */
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

/** Refuses files that are too large. @throws InventoryError */
export function checkSize(path: string, size: number, problems: Problems): void {
  if (size <= largest) return;
  problems.fatal(wholeFile(path), {
    en: `the file has ${size} bytes; an inventory may have at most ${largest}`,
    ja: `ファイルが大きすぎます（${size}バイト）。上限は${largest}バイトです`,
  });
}

export type Format = 'yaml' | 'csv' | 'workbook';

function isWorkbook({path, bytes}: Source): boolean {
  const [a, b, c, d] = bytes;
  const zip = a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04;
  const ole = a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;
  return zip || ole || /\.xls[xmb]?$/i.test(path);
}

/** Format by content and extension. @throws InventoryError for everything unknown */
export function formatOf(source: Source, problems: Problems): Format {
  if (isWorkbook(source)) return 'workbook';
  if (/\.ya?ml$/i.test(source.path)) return 'yaml';
  if (/\.(?:csv|tsv)$/i.test(source.path)) return 'csv';
  return problems.fatal(wholeFile(source.path), {
    en: 'unknown kind of file; name an inventory *.yaml, *.csv or *.xlsx',
    ja: 'ファイルの種類が分かりません。拡張子を .yaml、.csv、.xlsx のいずれかにしてください',
  });
}
