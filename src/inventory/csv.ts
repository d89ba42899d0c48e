import {CsvError, parse} from 'csv-parse/sync';
import {readCell, unwrap} from './cells.ts';
import {type Column, columnOf, headers, isNote} from './columns.ts';
import {type Position, type Problems, wholeFile} from './problems.ts';
import {brief, writeInstead} from '../model/suggest.ts';
import type {Entry, MapTree, Tree} from './tree.ts';

interface Row {
  /** First line of the row in the file: a quoted cell may span several. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface Heading {
  readonly header: string;
  readonly column: Column;
  readonly index: number;
}

function delimiterOf(text: string): string {
  const first = text.split(/\r?\n/u).find((line) => line.trim() !== '') ?? '';
  return first.split('\t').length > first.split(',').length ? '\t' : ',';
}

function quoteProblem(file: string, error: CsvError, problems: Problems): never {
  const line = typeof error['lines'] === 'number' ? error['lines'] : null;
  return problems.fatal(
    {file, line, column: null, header: null},
    {
      en: 'this row cannot be read; look here and above for a double quote that is not closed (write "" for one inside a cell)',
      ja: 'この行を読み取れません。この行か、それより前に閉じていない二重引用符がないか確かめてください（セル内の引用符は "" と書きます）',
    },
  );
}

function readRows(file: string, text: string, problems: Problems): Row[] {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      // For ="0123", which Excel users write to keep a leading zero.
      relax_quotes: true,
      max_record_size: 1_000_000,
    }) as unknown as readonly {readonly info: {readonly lines: number}; readonly record: readonly string[]}[];
    let line = 1;
    return records.map(({info, record}) => {
      const row = {line, cells: record.map(unwrap)};
      line = info.lines + 1;
      return row;
    });
  } catch (error) {
    if (error instanceof CsvError) return quoteProblem(file, error, problems);
    throw error;
  }
}

const isEmpty = (row: Row) => row.cells.every((cell) => cell === '');

function readHeading(file: string, row: Row, problems: Problems): Heading[] {
  const headings: Heading[] = [];
  for (const [index, header] of row.cells.entries()) {
    if (header === '' || isNote(header)) continue;
    const column = columnOf(header);
    const at: Position = {file, line: row.line, column: index + 1, header: null};
    const first = headings.find((other) => other.column.path.join('.') === column?.path.join('.'));
    if (column === null && /^parameters\b|^パラメーター?/iu.test(header)) {
      problems.add(at, {
        en: 'parameters of checks do not fit into a cell; write them at the site or a zone of the YAML file, or keep the asset in a YAML inventory',
        ja: 'チェックのparametersはCSVには書けません。YAMLのsiteかzonesに書くか、その資産をYAMLのインベントリに書いてください',
      });
    } else if (column === null) {
      const instead = writeInstead(header, headers);
      problems.add(at, {
        en: `unknown column “${brief(header)}” (begin the header with # to leave it out); ${instead.en}`,
        ja: `「${brief(header)}」という列はありません。${instead.ja}。読み込まない列は見出しを「#」で始めてください`,
      });
    } else if (first) {
      problems.add(at, {
        en: `the columns “${first.header}” and “${header}” mean the same; delete one`,
        ja: `「${first.header}」列と「${header}」列は同じ項目です。どちらかを削除してください`,
      });
    } else headings.push({header, column, index});
  }
  return headings;
}

function checkStray(file: string, row: Row, heading: Row, problems: Problems): void {
  for (const [index, cell] of row.cells.entries()) {
    if (cell === '' || (heading.cells[index] ?? '') !== '') continue;
    problems.add(
      {file, line: row.line, column: index + 1, header: null},
      {
        en: 'a cell in a column without a header; write the header, or delete the cell (quote text that holds a comma)',
        ja: '見出しのない列に値があります。見出しを書くか、値を削除してください（カンマを含む値は引用符で囲みます）',
      },
    );
  }
}

interface MutableMap extends MapTree {
  readonly entries: Map<string, Entry>;
}

const emptyMap = (at: Position): MutableMap => ({kind: 'map', entries: new Map(), at});

interface Draft {
  readonly tree: MutableMap;
  /** Cells of the rows read so far, by column. */
  readonly cells: Map<Heading, string>;
  readonly access: Tree[];
}

function put(tree: MutableMap, path: readonly string[], value: Tree): void {
  const [key = '', inner] = path;
  if (inner === undefined) {
    tree.entries.set(key, {key: value.at, value});
    return;
  }
  const nested = tree.entries.get(key)?.value;
  const map = nested?.kind === 'map' ? emptyMapFrom(nested) : emptyMap(value.at);
  put(map, [inner], value);
  tree.entries.set(key, {key: map.at, value: map});
}

const emptyMapFrom = (map: MapTree): MutableMap => ({...map, entries: new Map(map.entries)});

/** Tells a cell that says something else than an earlier row of the same asset. */
function checkSame(draft: Draft, heading: Heading, cell: string, at: Position, problems: Problems): boolean {
  const before = draft.cells.get(heading);
  if (before === undefined || before === cell) return before === undefined;
  problems.add(at, {
    en: `an earlier row of this asset says “${brief(before)}”; write the same or leave the cell empty (a repeated id adds a way in), or write another id`,
    ja: `同じ資産IDの前の行では「${brief(before)}」です。同じ値にするか空欄にしてください（同じIDの行は接続方法の追加になります）。別の資産なら別のIDにしてください`,
  });
  return false;
}

function fill(draft: Draft, file: string, row: Row, headings: readonly Heading[], problems: Problems): void {
  const access = emptyMap({file, line: row.line, column: null, header: null});
  for (const heading of headings) {
    const cell = row.cells[heading.index] ?? '';
    if (cell === '') continue;
    const at: Position = {file, line: row.line, column: heading.index + 1, header: heading.header};
    const {path, kind} = heading.column;
    const [section, key = ''] = path;
    if (section === 'access') put(access, [key], readCell(kind, cell, at, problems));
    else if (checkSame(draft, heading, cell, at, problems)) {
      draft.cells.set(heading, cell);
      put(draft.tree, path, readCell(kind, cell, at, problems));
    }
  }
  if (access.entries.size > 0) draft.access.push(access);
}

function idText(file: string, row: Row, heading: Heading | undefined, problems: Problems): string | null {
  const cell = heading && row.cells[heading.index];
  if (cell) return cell.normalize('NFKC');
  const at: Position = {
    file,
    line: row.line,
    column: heading ? heading.index + 1 : null,
    header: heading?.header ?? null,
  };
  problems.add(at, {
    en: 'the id is missing; write it in every row, e.g. srv-01',
    ja: '資産IDがありません。srv-01 のように、すべての行に書いてください',
  });
  return null;
}

function finish({tree, access}: Draft): Tree {
  const first = access[0];
  if (first !== undefined) put(tree, ['access'], {kind: 'list', items: access, at: first.at});
  return tree;
}

/**
 * Reads the assets of a CSV: a header row, then one row for each way into an asset.
 * @throws InventoryError when it cannot be taken apart into rows; other problems are added.
 */
export function readCsv(file: string, text: string, problems: Problems): Tree {
  const rows = readRows(file, text, problems);
  const head = rows.find((row) => !isEmpty(row));
  if (head === undefined) {
    return problems.fatal(wholeFile(file), {
      en: 'the file is empty; write a header row and one row per asset',
      ja: 'ファイルが空です。見出し行と資産の行を書いてください',
    });
  }
  const headings = readHeading(file, head, problems);
  const idHeading = headings.find(({column}) => column.path[0] === 'id');
  if (idHeading === undefined) {
    problems.fatal(
      {file, line: head.line, column: null, header: null},
      {
        en: 'there is no id column; write a header row with id (or 資産ID)',
        ja: '資産IDの列がありません。見出し行に「資産ID」（または id）を書いてください',
      },
    );
  }
  const drafts = new Map<string, Draft>();
  for (const row of rows.slice(rows.indexOf(head) + 1)) {
    if (isEmpty(row)) continue;
    checkStray(file, row, head, problems);
    const id = idText(file, row, idHeading, problems);
    if (id === null) continue;
    const draft = drafts.get(id) ?? {
      tree: emptyMap({file, line: row.line, column: null, header: null}),
      cells: new Map(),
      access: [],
    };
    drafts.set(id, draft);
    fill(draft, file, row, headings, problems);
  }
  return {
    kind: 'list',
    items: [...drafts.values()].map(finish),
    at: {file, line: head.line, column: null, header: null},
  };
}
