import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {outdated} from '../scripts/generate-docs.ts';
import {packageRoot} from '../src/model/paths.ts';

test('generated pages and schemas are up to date: npm run docs', (t) => {
  t.deepEqual(outdated(), []);
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
