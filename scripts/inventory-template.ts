import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {unwrap} from '../src/inventory/cells.ts';
import {columnOf} from '../src/inventory/columns.ts';
import {readCsv} from '../src/tables/csv.ts';
import {collectProblems} from '../src/tables/problems.ts';
import {vocabularies, type Vocabulary} from '../src/inventory/values.ts';
import {packageRoot} from '../src/model/paths.ts';
import {writeWorkbook, type SheetColumn} from '../src/spreadsheets/index.ts';

const source = join(packageRoot, 'inventories/example.csv');
export const templatePath = join(packageRoot, 'inventories/example.xlsx');

const notes = [
  ['このブックの書き方'],
  ['資産は「資産」シートの2行目から、1行に1台ずつ書きます。必須は資産ID・種別・区画・アドレス・接続方法です。'],
  ['同じ資産IDの行をもう1行書くと、接続方法の追加になります。ほかの列は空欄のままで構いません。'],
  ['1つのセルに複数の値を書くときは「;」で区切ります。'],
  ['名前が「#」で始まるシート、見出しが「#」で始まる列、備考の列は読み込みません。'],
  ['区画と認証情報はYAMLファイルに書き、--with で指定します。パスワードをこのブックに書かないでください。'],
  ['How to fill in: one row per asset below the header row; a repeated 資産ID adds a way in; separate values by “;”.'],
];

/** The first word for each code; what is no Japanese word is chosen by its code. */
function words(vocabulary: Vocabulary): string[] {
  const first = new Map(
    Object.entries(vocabularies[vocabulary])
      .toReversed()
      .map(([word, code]) => [code, word]),
  );
  return [...(vocabulary === 'ways' ? ['ssh', 'snmp'] : []), ...[...first.values()].toReversed()];
}

function columnFor(header: string, texts: readonly string[]): SheetColumn {
  const longest = Math.max(...[header, ...texts].map((text) => Math.min(40, text.length * 2)));
  const kind = columnOf(header)?.kind;
  const width = Math.max(10, longest);
  return kind !== undefined && kind in vocabularies ? {width, choices: words(kind as Vocabulary)} : {width};
}

/** The workbook to fill in: what `inventories/example.csv` says, with room for more. */
export function templateWorkbook(): Promise<Buffer> {
  const rows = readCsv(source, readFileSync(source, 'utf8'), collectProblems([source])).map(({cells}) =>
    cells.map(unwrap),
  );
  const [head = []] = rows;
  const columns = head.map((header, index) =>
    columnFor(
      header,
      rows.map((row) => row[index] ?? ''),
    ),
  );
  return writeWorkbook([
    {name: '資産', headerRows: 1, stickyColumns: 1, columns, rows, blankRows: 200, landscape: true},
    {name: '#書き方', headerRows: 0, columns: [{width: 110}], rows: notes},
  ]);
}

if (process.argv.includes('--write')) writeFileSync(templatePath, await templateWorkbook());
