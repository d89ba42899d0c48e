import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {packageRoot} from '../../src/model/paths.ts';
import {reportFileName, reporters} from '../../src/reporters/index.ts';
import {parseTexts} from '../../src/reporters/text/catalogue.ts';
import {fill} from '../../src/reporters/text/fill.ts';
import {timeView} from '../../src/reporters/text/time.ts';
import {clip, clipBytes, visible, visibleBlock} from '../../src/reporters/text/visible.ts';
import {deps} from './helpers.ts';

function leaves(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]]);
  return new Map(Object.entries(value).flatMap(([key, part]) => [...leaves(part, `${path}.${key}`)]));
}

const {ja, en} = deps.catalogues;
const placesOf = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

test('both languages have the same keys', (t) => {
  t.deepEqual([...leaves(ja).keys()].sort(), [...leaves(en).keys()].sort());
});

test('both languages fill the same places', (t) => {
  const english = leaves(en);
  for (const [path, sentence] of leaves(ja)) t.deepEqual(placesOf(sentence), placesOf(english.get(path) ?? ''), path);
});

test('Japanese sentences are Japanese, and no sentence but a unit is empty', (t) => {
  for (const [path, sentence] of leaves({outcome: ja.outcome, gap: ja.gap, severityMeaning: ja.severityMeaning})) {
    t.regex(sentence, /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u, path);
  }
  for (const [path, sentence] of [...leaves(ja), ...leaves(en)]) {
    if (!path.startsWith('.page.unit')) t.not(sentence.trim(), '', path);
  }
});

test('a locale that lacks a sentence, or has one too many, is refused', (t) => {
  const yaml = readFileSync(join(packageRoot, 'reports', 'locales', 'ja.yaml'), 'utf8');
  t.notThrows(() => parseTexts(yaml, 'ja'));
  t.throws(() => parseTexts(yaml.replace('  unreachable:', '  unreached:'), 'ja'));
  t.throws(() => parseTexts(`${yaml}\nextra: {}\n`, 'ja'));
});

test('a sentence with a place that has no value is an error', (t) => {
  t.is(fill('{n} 件', {n: 3}), '3 件');
  t.throws(() => fill('{n} 件', {}), {message: /no value for \{n\}/});
});

test('registry and folder agree', (t) => {
  const files = readdirSync(join(packageRoot, 'src', 'reporters')).filter(
    (name) => !['index.ts', 'input.ts', 'terminal.ts', 'view.ts'].includes(name),
  );
  t.deepEqual(
    files.filter((name) => name.endsWith('.ts')).sort(),
    Object.keys(reporters)
      .map((name) => `${name}.ts`)
      .sort(),
  );
  for (const [format, reporter] of Object.entries(reporters)) t.is(reporter.format, format as never);
  t.is(reportFileName(reporters.html, 'ja'), 'report.ja.html');
  t.is(reportFileName(reporters.json, 'ja'), 'report.json');
});

test('times are those of the site, in winter and summer time', (t) => {
  t.is(timeView('2026-11-20T16:01:55.000Z', 'Asia/Tokyo').local, '2026-11-21 01:01');
  t.is(timeView('2026-11-20T15:00:00.000Z', 'Asia/Tokyo').local, '2026-11-21 00:00');
  t.is(timeView('2026-07-01T12:00:59.000Z', 'Europe/Berlin', 'second').local, '2026-07-01 14:00:59');
  t.is(timeView('2026-11-20T16:01:55.000Z', 'Asia/Tokyo').utc, '2026-11-20 16:01:55 UTC');
  t.throws(() => timeView('2026-11-20T16:01:55.000Z', 'Asia/Atlantis'), {instanceOf: RangeError});
});

test('what is visible already stays as it is, Japanese variants of characters too', (t) => {
  t.is(visible('葛\u{e0100}城市 ①髙 “x”'), '葛\u{e0100}城市 ①髙 “x”');
});

test('visible text holds no control, format or half character; blocks keep line feeds and tabs', (t) => {
  const any = fc.string({unit: fc.nat(0xffff).map((code) => String.fromCharCode(code))});
  fc.assert(
    fc.property(any, (text) => {
      t.notRegex(visible(text), /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      t.notRegex(visibleBlock(text), /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
    }),
  );
  t.is(visibleBlock('a\r\nb\tc\rd'), 'a\nb\tc␍d');
});

test('clips count what they leave out and never split a character', (t) => {
  t.deepEqual(clip('a𠮷b', 2), {text: 'a', omitted: 3});
  t.deepEqual(clipBytes('水水', 5), {text: '水', omitted: 1});
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), fc.nat(40), (text, limit) => {
      const {text: kept, omitted} = clipBytes(text, limit);
      t.true(Buffer.byteLength(kept) <= limit);
      t.is(kept.length + omitted, text.length);
      t.notRegex(kept, /\p{Cs}/u);
    }),
  );
});
