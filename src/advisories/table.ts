import {advisorySeverities, longestText, type Advisory, type AdvisoryProduct} from '../model/advisory.ts';
import {writeInstead} from '../model/suggest.ts';
import {readCsv} from '../tables/csv.ts';
import {wholeFile, type Position, type Problems} from '../tables/problems.ts';
import {decodeCsv, type Source} from '../tables/source.ts';
import type {Row} from '../tables/table.ts';
import {fold, toAscii, unprintable} from '../tables/text.ts';
import {cveOf, dayOf, urlOf} from './json.ts';

/** Columns, with what else each may be called. */
const headers = {
  id: ['id', '識別番号', 'アドバイザリ番号'],
  title: ['title', '件名', 'タイトル'],
  vendor: ['vendor', 'メーカー', 'メーカ', '製造者'],
  product: ['product', '製品', '型式', '型番'],
  affected: ['affected', '影響バージョン', '影響範囲'],
  fixed: ['fixed', '修正バージョン', '対策'],
  severity: ['severity', '深刻度'],
  cves: ['cves', 'cve', 'CVE番号'],
  url: ['url', 'リンク'],
  published: ['published', '公開日'],
} as const;
type Column = keyof typeof headers;

const severityWords: Readonly<Record<string, AdvisoryProduct['severity']>> = {
  ...Object.fromEntries(advisorySeverities.map((severity) => [severity, severity])),
  なし: 'none',
  低: 'low',
  注意: 'low',
  中: 'medium',
  警告: 'medium',
  高: 'high',
  重要: 'high',
  緊急: 'critical',
};

type Headings = ReadonlyMap<Column, number>;

function headingsOf(file: string, row: Row, problems: Problems): Headings {
  const byName = new Map(
    Object.entries(headers).flatMap(([column, names]) => names.map((name) => [fold(name), column as Column] as const)),
  );
  const found = new Map<Column, number>();
  for (const [index, header] of row.cells.entries()) {
    if (header.trim() === '' || /^[#＃]/u.test(header.trim())) continue;
    const column = byName.get(fold(header.replace(/^\ufeff/, '')));
    const at = {file, line: row.line, column: index + 1, header: null};
    if (column !== undefined && !found.has(column)) found.set(column, index);
    else {
      const {en, ja} = writeInstead(header, Object.values(headers).flat());
      problems.add(at, {
        en: `unknown or repeated column (begin it with # to leave it out); ${en}`,
        ja: `不明または重複した列です（読み込まない列は「#」で始めます）。${ja}`,
      });
    }
  }
  for (const column of ['id', 'vendor', 'product'] as const) {
    if (found.has(column)) continue;
    const [en, ja] = headers[column];
    problems.fatal(
      {file, line: row.line, column: null, header: null},
      {en: `there is no column ${en}`, ja: `「${ja}」の列がありません`},
    );
  }
  return found;
}

interface Cells {
  readonly of: (column: Column) => string;
  readonly at: (column: Column) => Position;
}

function cellsOf(file: string, row: Row, headings: Headings): Cells {
  return {
    of: (column) => (row.cells[headings.get(column) ?? -1] ?? '').trim().slice(0, longestText),
    at: (column) => ({file, line: row.line, column: (headings.get(column) ?? -1) + 1, header: headers[column][0]}),
  };
}

/** Values of a cell that must be of a form; what is not is told. */
function formed<T>(
  cells: Cells,
  column: Column,
  read: (text: string) => T | null,
  want: string,
  problems: Problems,
): T | null {
  const text = toAscii(cells.of(column));
  if (text === '') return null;
  const value = read(text);
  if (value === null)
    problems.add(cells.at(column), {
      en: `cannot be read; write ${want}`,
      ja: `読み取れません。${want} のように書いてください`,
    });
  return value;
}

function cvesOf(text: string): string[] | null {
  const parts = text.split(/[;,、\s]+/u).filter((part) => part !== '');
  const cves = parts.flatMap((part) => cveOf(part.toUpperCase()) ?? []);
  return cves.length === parts.length ? cves.sort() : null;
}

function advisoryOf(cells: Cells, problems: Problems): Advisory | null {
  const [id, vendor, product] = [toAscii(cells.of('id')), cells.of('vendor'), cells.of('product')];
  const missing = (['id', 'vendor', 'product'] as const).find((column) => cells.of(column) === '');
  if (missing !== undefined || [id, vendor, product].some((text) => unprintable.test(text))) {
    problems.add(cells.at(missing ?? 'id'), {
      en: 'id, vendor and product must be written',
      ja: '識別番号・メーカー・製品は必須です',
    });
    return null;
  }
  const versions = toAscii(cells.of('affected'));
  const published = formed(cells, 'published', dayOf, '2026-03-31', problems);
  const severity = formed(
    cells,
    'severity',
    (text) => severityWords[text.toLowerCase()] ?? null,
    'low, medium, high, critical',
    problems,
  );
  const cves = formed(cells, 'cves', cvesOf, 'CVE-2026-12345', problems) ?? [];
  return {
    id,
    title: cells.of('title'),
    url: formed(cells, 'url', urlOf, 'https://…', problems),
    published,
    revised: published,
    fixed: cells.of('fixed') || null,
    products: [{vendor, product, versions, state: versions === '' ? 'open' : 'affected', severity, cves}],
  };
}

/** Advisories of a CSV, one row for each product. @throws InputError for what is no such table; other problems are added */
export function readAdvisoryTable(source: Source, problems: Problems): Advisory[] {
  const file = source.path;
  const rows = readCsv(file, decodeCsv(source, problems), problems).filter(({cells}) =>
    cells.some((cell) => cell.trim() !== ''),
  );
  const [head, ...rest] = rows;
  if (head === undefined) return problems.fatal(wholeFile(file), {en: 'the file is empty', ja: 'ファイルが空です'});
  const headings = headingsOf(file, head, problems);
  return rest.flatMap((row) => advisoryOf(cellsOf(file, row, headings), problems) ?? []);
}
