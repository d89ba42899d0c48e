import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {outdated} from '../scripts/generate-docs.ts';
import {unescapeBytes} from '../src/model/escaped.ts';
import {packageRoot} from '../src/model/paths.ts';
import {controlDialogues} from '../src/probes/dialogues/control.ts';

test('generated pages and schemas are up to date: npm run docs', (t) => {
  t.deepEqual(outdated(), []);
});

const shipped: readonly (readonly [folder: string, schema: string])[] = [
  ...['control', 'host', 'network', 'server', 'site', 'terminal'].map((group) => [`checks/${group}`, 'check'] as const),
  ['checks/guidelines', 'guideline'],
  ['checks/profiles', 'profile'],
  ['inventories', 'inventory'],
];

for (const [folder, schema] of shipped) {
  const path = join(packageRoot, folder);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.yaml')) : [];
  test(`${folder}: every YAML file tells editors its schema in the first line`, (t) => {
    for (const name of files) {
      const [first = ''] = readFileSync(join(path, name), 'utf8').split('\n', 1);
      const told = /^# yaml-language-server: \$schema=(?<at>\S+)$/.exec(first)?.groups?.['at'] ?? '';
      t.is(join(path, told), join(packageRoot, `docs/schemas/${schema}.schema.json`), name);
    }
    t.pass();
  });
}

test('the README tells in both languages how the clauses are answered', (t) => {
  const guideline = parse(readFileSync(join(packageRoot, 'checks/guidelines/water-4.yaml'), 'utf8')) as {
    clauses: readonly {mode: string}[];
  };
  const count = (mode: string): number => guideline.clauses.filter((clause) => clause.mode === mode).length;
  const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
  const told = readme.slice(readme.indexOf('<!-- clauses:'), readme.indexOf('<!-- clauses end -->'));
  const numbers = [guideline.clauses.length, count('automated'), count('assisted'), count('attested')];
  t.deepEqual((told.match(/\d+/g) ?? []).map(Number), [...numbers, ...numbers]);
});

test('every script that the README names exists', (t) => {
  const {scripts} = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
  const named = [...readme.matchAll(/npm (?:run )?(?<name>demo|test|bench|corpus|fuzz|docs|build)\b/g)];
  const missing = named.map((match) => match.groups?.['name'] ?? '').filter((name) => !Object.hasOwn(scripts, name));
  t.true(named.length > 2);
  t.deepEqual(missing, []);
});

test('every file of the project that the README links to exists', (t) => {
  const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\((?<path>[\w./-]+)(?:#[^)]*)?\)/g)].map(({groups}) => groups?.['path'] ?? '');
  t.true(links.includes('reports/sample/report.ja.html'));
  t.deepEqual(
    links.filter((path) => !existsSync(join(packageRoot, path))),
    [],
  );
});

test('docs/safety.md tells each byte that is sent to a control system', (t) => {
  const page = readFileSync(join(packageRoot, 'docs/safety.md'), 'utf8');
  const table = page.slice(page.indexOf('<!-- control -->'), page.indexOf('<!-- control end -->'));
  const rows = table.split('\n').filter((line) => line.includes('`'));
  const told = rows.map((row) => [
    row.split('|')[2]?.trim(),
    ...[...row.matchAll(/`(?<hex>[0-9a-f]+)`/g)].map(({groups}) => groups?.['hex']),
  ]);
  const sent = controlDialogues.map(({transport, ports, steps}) => [
    `${transport}/${ports.join()}`,
    ...steps.flatMap((step) => (step.do === 'send' ? [unescapeBytes(step.bytes).toString('hex')] : [])),
  ]);
  t.deepEqual(told, sent);
});
