import type {Bilingual} from '../model/text.ts';
import {readCell} from './cells.ts';
import {type Column, columnOf, headers, isNote} from './columns.ts';
import {type Position, type Problems, wholeFile} from './problems.ts';
import {brief, writeInstead} from '../model/suggest.ts';
import type {Row, Table} from '../tables/table.ts';
import type {Entry, MapTree, Tree} from './tree.ts';

interface Heading {
  readonly header: string;
  readonly column: Column;
  readonly index: number;
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
        ja: 'チェックのparametersは表には書けません。YAMLのsiteかzonesに書くか、その資産をYAMLのインベントリに書いてください',
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
  readonly cells: Map<string, string>;
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
  const before = draft.cells.get(heading.column.path.join('.'));
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
      draft.cells.set(path.join('.'), cell);
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

const noIds: Bilingual = {
  en: 'there is no id column; write a header row with id (or 資産ID)',
  ja: '資産IDの列がありません。見出し行に「資産ID」（または id）を書いてください',
};
const semicolons: Bilingual = {
  en: 'there is no id column: the cells of this row are separated by “;”; separate them by commas or tabs',
  ja: '資産IDの列がありません。この行のセルは「;」で区切られています。カンマかタブで区切ってください',
};

function readHead(
  {file, rows}: Table,
  problems: Problems,
): {readonly head: Row; readonly headings: readonly Heading[]} {
  const head = rows.find((row) => !isEmpty(row));
  if (head === undefined) {
    return problems.fatal(wholeFile(file), {
      en: 'the file is empty; write a header row and one row per asset',
      ja: 'ファイルが空です。見出し行と資産の行を書いてください',
    });
  }
  const headings = readHeading(file, head, problems);
  if (!headings.some(({column}) => column.path[0] === 'id')) {
    const bySemicolon = head.cells.length === 1 && head.cells[0]?.includes(';') === true;
    problems.fatal({file, line: head.line, column: 1, header: null}, bySemicolon ? semicolons : noIds);
  }
  return {head, headings};
}

/** @returns where the table begins */
function readRows(table: Table, drafts: Map<string, Draft>, problems: Problems): Position {
  const {file, rows} = table;
  const {head, headings} = readHead(table, problems);
  const idHeading = headings.find(({column}) => column.path[0] === 'id');
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
  return {file, line: head.line, column: null, header: null};
}

/**
 * Reads the assets of a table: a header row, then one row for each way into an asset. An asset may stand in several
 * tables. @throws InventoryError for a table without a header row or ids; other problems are added.
 */
export function readTables(file: string, tables: readonly Table[], problems: Problems): Tree {
  const drafts = new Map<string, Draft>();
  const [first = wholeFile(file)] = tables.map((table) => readRows(table, drafts, problems));
  return {kind: 'list', items: [...drafts.values()].map(finish), at: first};
}
