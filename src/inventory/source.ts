import {decodeUtf8, notUtf8} from '../model/utf8.ts';
import {largestYaml as largest} from '../model/yaml-tree.ts';
import {isWorkbook, type Source} from '../tables/source.ts';
import {type Problems, wholeFile} from './problems.ts';

/** UTF-8 with or without BOM. @throws InventoryError */
export function decodeYaml(source: Source, problems: Problems): string {
  const text = decodeUtf8(source.bytes);
  if (text !== null) return text;
  const {message, ...at} = notUtf8(source.path, source.bytes);
  return problems.fatal({...at, header: null}, message);
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
