import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {exampleChecks} from './cases.ts';
import {templatePath, templateWorkbook} from '../../scripts/inventory-template.ts';
import {parseInventory} from '../../src/inventory/load.ts';
import {InventoryError} from '../../src/inventory/problems.ts';
import {formatProblem} from '../../src/model/input-error.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {writeWorkbook, type SheetToWrite} from '../../src/spreadsheets/index.ts';
import {soundYaml} from './cases.ts';

const known = {
  platforms: ['linux', 'windows', 'yamaha-rt'],
  policies: ['office', 'control'],
  antivirus: ['clamav', 'eset'],
  services: ['smtp'],
  checks: exampleChecks,
};
const example = (name: string): Buffer => readFileSync(join(packageRoot, `inventories/${name}`));

type Rows = SheetToWrite['rows'];
const head = ['資産ID', '種別', '区画', 'アドレス', '接続方法'];
const sheet = (name: string, rows: Rows): SheetToWrite => ({name, headerRows: 1, columns: [{width: 10}], rows});

async function read(...sheets: readonly SheetToWrite[]) {
  const sources = [
    {path: 'dir/i.xlsx', bytes: await writeWorkbook(sheets)},
    {path: 'with.yaml', bytes: Buffer.from(soundYaml)},
  ];
  return parseInventory(sources, known).inventory;
}

async function told(...sheets: readonly SheetToWrite[]): Promise<string[]> {
  const error = await faultOf(() => read(...sheets));
  return error.problems.map((problem) => formatProblem(problem, 'en'));
}

async function faultOf(run: () => Promise<unknown>): Promise<InventoryError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof InventoryError) return error;
    throw error;
  }
  throw new Error('no problem was found');
}

test('the example as a workbook gives the same inventory as the CSV', (t) => {
  const companion = {path: 'example.yaml', bytes: example('example.yaml')};
  const from = (name: string) => parseInventory([{path: name, bytes: example(name)}, companion], known).inventory;
  t.is(from('example.xlsx').assets.length, 6);
  t.is(from('example.xlsx').digest, from('example.csv').digest);
});

test('the example workbook is up to date: npm run docs', async (t) => {
  t.true(readFileSync(templatePath).equals(await templateWorkbook()));
});

test('assets stand in all visible sheets; an asset may go on in another one', async (t) => {
  const {assets} = await read(
    sheet('庁内', [head, ['a', 'サーバー', 'office', '192.0.2.1', 'kit']]),
    sheet('#メモ', [['何でも']]),
    sheet('浄水場', [
      ['接続方法', '認証情報', '資産ID'],
      ['ssh', 'ops', 'a'],
    ]),
    sheet('Sheet3', []),
  );
  t.deepEqual(
    assets.map(({id, access}) => [id, access.map(({via}) => via)]),
    [['a', ['kit', 'ssh']]],
  );
});

test('mistakes are told with file, sheet, row and column', async (t) => {
  const rows = [head, ['a', 'サーバ', 'office', '300.1.1.1', 'kit'], [], ['b', 'さば', 'office', '192.0.2.2', 'kit']];
  const problems = await told(sheet('庁内', rows));
  t.is(problems.length, 2);
  t.regex(problems[0] ?? '', /^dir\/i\.xlsx:庁内:2:4: “300\.1\.1\.1” is not an address/);
  t.regex(problems[1] ?? '', /^dir\/i\.xlsx:庁内:4:2: .*（?column “種別”/);
});

test('mistakes in the workbook come before those in the YAML that goes with it', async (t) => {
  const bytes = await writeWorkbook([sheet('庁内', [head, ['a', 'サーバ', 'office', '300.1.1.1', 'kit']])]);
  const yaml = Buffer.from(soundYaml.replace('policy: office', 'policy: ofice'));
  const error = await faultOf(async () => {
    await Promise.resolve();
    return parseInventory(
      [
        {path: 'z.xlsx', bytes},
        {path: 'a.yaml', bytes: yaml},
      ],
      known,
    );
  });
  t.deepEqual(
    error.problems.map(({file}) => file),
    ['z.xlsx:庁内', 'a.yaml'],
  );
});

test('a sheet without ids and a workbook without assets are refused', async (t) => {
  t.regex(
    (await told(sheet('説明', [['この表は']]))).join('\n'),
    /^dir\/i\.xlsx:説明:1:1: unknown column|no id column/,
  );
  t.regex((await told(sheet('#説明', [['この表は']]))).join('\n'), /^dir\/i\.xlsx: no sheet holds assets/);
});
