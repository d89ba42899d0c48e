import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {packageRoot} from '../../src/model/paths.ts';
import {detailText, knownDetails} from '../../src/reporters/text/details.ts';

const src = join(packageRoot, 'src');
const sources = readdirSync(src, {recursive: true, encoding: 'utf8'})
  .filter((name) => name.endsWith('.ts') && !name.endsWith('details.ts'))
  .map((name) => readFileSync(join(src, name), 'utf8'))
  .join('\n');

/** `the agent shows no …` is put together where tables are read; what has an open end stands in a template. */
const said = (detail: string): boolean =>
  [`'${detail}'`, `'${detail.replace(/^the agent shows no /, '')}'`, `\`${detail}\${`].some((text) =>
    sources.includes(text),
  );

test('every reason with Japanese words is one that the program gives', (t) => {
  t.deepEqual(
    knownDetails.filter((detail) => !said(detail)),
    [],
  );
});

test('a reason is told in the language of the reader; one without words stays as it is', (t) => {
  t.is(detailText('needs root', 'ja'), '管理者権限が必要');
  t.is(detailText('needs root', 'en'), 'needs root');
  t.is(detailText('no end of support is known for XOS 3', 'ja'), 'XOS 3のサポート期限が分からない');
  t.is(detailText('show arp', 'ja'), 'show arp');
  t.is(detailText('constructor', 'ja'), 'constructor');
});
