import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {packageRoot} from '../../src/model/paths.ts';
import {parts, fixture} from './fixture.ts';
import {hostileTexts, rendered, saying} from './helpers.ts';
import {shapeOf, tagsOf} from './tags.ts';

const templates = join(packageRoot, 'reports', 'templates');
const harmless = shapeOf(await rendered('html', saying('x')));
/** Text as it stands in the page: without markup, style and script. */
const plain = (page: string): string => page.replaceAll(/<(style|script)>.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' ');

for (const text of hostileTexts) {
  test(`text from devices adds no element and no attribute: ${JSON.stringify(text)}`, async (t) => {
    t.deepEqual(shapeOf(await rendered('html', saying(text))), harmless);
  });
}

test('no text at all adds an element or an attribute', async (t) => {
  const piece = fc.oneof(
    fc.constantFrom('<', '>', '"', "'", '&', '{{', '}}', '`', '=', '</', '\u0000', '\u202e', '\ud800'),
    fc.string(),
  );
  const text = fc.array(piece, {minLength: 1, maxLength: 8}).map((pieces) => pieces.join('') || 'x');
  await fc.assert(
    fc.asyncProperty(text, async (hostile) => {
      t.deepEqual(shapeOf(await rendered('html', saying(hostile))), harmless);
    }),
    {numRuns: 25},
  );
});

test('control, bidi and invisible characters and lone surrogates become visible', async (t) => {
  const page = await rendered('html', saying('\u001b[31m\u0000\u202e\u200b\ud800'));
  t.true(page.includes('␛[31m␀[U+202E][U+200B][U+D800]'));
  t.notRegex(page, /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\u200b\p{Cs}]/u);
});

test('no link leads out of the report, whatever devices say', async (t) => {
  for (const {attributes} of tagsOf(await rendered('html', saying('javascript:alert(1)')))) {
    for (const [name, value] of attributes) {
      if (name === 'href') t.regex(value, /^(#|report\.en\.html$)/);
      t.false(name === 'src' || name.startsWith('on') || name === 'style');
    }
  }
});

test('every link inside the report has its target', async (t) => {
  const tags = tagsOf(await rendered('html', fixture()));
  const ids = new Set(tags.flatMap(({attributes}) => attributes.filter(([name]) => name === 'id').map(([, id]) => id)));
  const links = tags.flatMap(({attributes}) =>
    attributes.filter(([name, value]) => name === 'href' && value.startsWith('#')),
  );
  t.true(links.length > 100);
  t.deepEqual(
    links.filter(([, href]) => !ids.has(href.slice(1))),
    [],
  );
});

test('anchors are unique', async (t) => {
  const tags = tagsOf(await rendered('html', fixture()));
  const ids = tags.flatMap(({attributes}) => attributes.filter(([name]) => name === 'id').map(([, id]) => id));
  t.is(new Set(ids).size, ids.length);
});

test('the content security policy names the hashes of the very style and script in the page', async (t) => {
  const page = await rendered('html', fixture());
  const policy =
    /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(page)?.[1]
      ?.replaceAll('&#x27;', "'")
      .replaceAll('&#x3D;', '=') ?? '';
  const hash = (name: string): string => {
    const text = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? '';
    return createHash('sha256').update(text).digest('base64');
  };
  t.is(
    policy,
    `default-src 'none'; style-src 'sha256-${hash('style')}'; script-src 'sha256-${hash('script')}'; base-uri 'none'; form-action 'none'`,
  );
});

test('templates never print unescaped', (t) => {
  const files = readdirSync(templates, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.hbs'));
  t.true(files.length >= 3);
  for (const name of files) t.notRegex(readFileSync(join(templates, name), 'utf8'), /\{\{\{|\{\{\s*&/, name);
});

test('style and script load nothing', (t) => {
  for (const name of ['report.css', 'report.js']) {
    t.notRegex(readFileSync(join(templates, name), 'utf8'), /https?:|url\(|@import|fetch|XMLHttp|innerHTML|eval/, name);
  }
});

test('a Japanese report shows no false, null, undefined or ISO 8601 duration', async (t) => {
  const input = fixture({evidence: {}});
  t.notRegex(plain(await rendered('html', input)), /\b(false|null|undefined|NaN|P\d+D)\b|\[object/);
});

test('neither language leaves a place unfilled', async (t) => {
  for (const language of ['ja', 'en'] as const) {
    const page = (await rendered('html', fixture(), language)).replace('{shown}', '').replace('{all}', '');
    t.notRegex(plain(page), /\{\w+\}/);
  }
});

test('each language links the other', async (t) => {
  t.true((await rendered('html', fixture(), 'ja')).includes('href="report.en.html" hreflang="en"'));
  t.true((await rendered('html', fixture(), 'en')).includes('href="report.ja.html" hreflang="ja"'));
});

test('a finding leads to its evidence: command, time, privilege, exit code and body', async (t) => {
  const page = await rendered('html', fixture());
  t.true(page.includes('href="#e-srv-web-01-2">#2 sshd-config-effective</a>'));
  const block = page.slice(page.indexOf('id="e-srv-web-01-2"'), page.indexOf('id="e-srv-web-01-3"'));
  for (const part of [
    '<code>sshd -T</code>',
    '2026-11-21 01:02:02',
    '2026-11-20 16:02:02 UTC',
    '管理者権限',
    '終了コード 0',
    'permitrootlogin yes',
  ]) {
    t.true(block.includes(part), part);
  }
});

test('a megabyte on one line is cut to 4 KB, and the page says where the rest is', async (t) => {
  const [first] = parts.evidence['srv-web-01'] ?? [];
  if (first?.answer.ok !== true) throw new Error('the fixture has no answer');
  const long = {...first, answer: {...first.answer, body: '水'.repeat(1_000_000)}};
  const page = await rendered('html', fixture({evidence: {'srv-web-01': [long]}}));
  t.is(page.match(/水{100,}/)?.[0].length, Math.floor(4096 / 3));
  t.true(page.includes('（以下 998635 文字を省略。全文は evidence/srv-web-01.jsonl の seq 1）'));
});

test('the score of an action shows its whole arithmetic', async (t) => {
  const page = plain(await rendered('html', fixture())).replaceAll(/\s+/g, ' ');
  t.true(
    page.includes(
      '3 深刻度 高 × 2.0 資産の重要度 給水台帳システム × 1.0 公開範囲 庁内のみ × 1.25 条項の強さ 必要 ÷ 1.0 手間 小 = 7.50',
    ),
  );
});

test('the same run gives the same bytes', async (t) => {
  t.is(await rendered('html', fixture()), await rendered('html', fixture()));
});

test('the tables of the guideline stand in the appendix, in the language of the report', async (t) => {
  t.regex(plain(await rendered('html', fixture())), /表3-1 想定するリスク\s+1 意図的な要因\s+不正侵入など/);
  t.regex(plain(await rendered('html', fixture(), 'en')), /Table 3-1: Risks\s+1 Intended\s+Intrusion and the like/);
});

test('the appendix names the digests of what people said, where the run has them', async (t) => {
  const input = fixture();
  const digests = {...input.run.digests, waivers: 'a'.repeat(64), attestations: 'b'.repeat(64)};
  const page = plain(await rendered('html', {...input, run: {...input.run, digests}}));
  t.regex(page, /例外（受容）\s+a{64}\s+人の回答\s+b{64}/);
  t.notRegex(plain(await rendered('html', input)), /例外（受容）/);
});
