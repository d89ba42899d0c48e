import test from 'ava';
import fc from 'fast-check';
import {attestationForm} from '../../src/forms/attestations.ts';
import {waiverForm} from '../../src/forms/waivers.ts';
import {questionnaireFile, type Layout} from '../../src/forms/index.ts';
import {importForms} from '../../src/forms/import.ts';
import {formYaml} from '../../src/forms/yaml.ts';
import {InputError} from '../../src/model/input-error.ts';
import {fitYaml, readYaml} from '../../src/model/yaml.ts';
import {sortAttestations, sortWaivers} from '../../src/overlay/load.ts';
import {attestationFile, waiverFile} from '../../src/overlay/schema.ts';
import * as s from './support.ts';

const cp932: Layout = {format: 'csv', encoding: 'cp932', language: 'ja'};

test('YAML and back gives what stood there', (t) => {
  fc.assert(
    fc.property(s.attestationsOf(s.hostileTexts), s.waiversOf(s.hostileTexts), (attestations, waivers) => {
      const answers = fitYaml(readYaml('a.yaml', formYaml(attestationForm, attestations, 'x')), attestationFile);
      t.deepEqual(answers.data?.attestations, sortAttestations(attestations));
      const exceptions = fitYaml(readYaml('w.yaml', formYaml(waiverForm, waivers, 'x')), waiverFile);
      t.deepEqual(exceptions.data?.waivers, sortWaivers(waivers));
    }),
    {numRuns: 200},
  );
});

for (const [name, layout] of Object.entries(s.layouts)) {
  test(`${name}: everything comes back as it was, whatever the texts`, async (t) => {
    await fc.assert(
      fc.asyncProperty(s.attestationsOf(s.hostileTexts), s.waiversOf(s.hostileTexts), async (attestations, waivers) => {
        const answers = (await s.answersThrough(attestations, layout)).attestations;
        t.deepEqual(answers?.entries, sortAttestations(attestations));
        const exceptions = (await s.waiversThrough(waivers, layout)).waivers;
        t.deepEqual(exceptions?.entries, sortWaivers(waivers));
      }),
      {numRuns: 40},
    );
  });
}

test('CSV in cp932: everything that it holds comes back as it was', async (t) => {
  await fc.assert(
    fc.asyncProperty(s.attestationsOf(s.cp932Texts), s.waiversOf(s.cp932Texts), async (attestations, waivers) => {
      const answers = (await s.answersThrough(attestations, cp932)).attestations;
      t.deepEqual(answers?.entries, sortAttestations(attestations));
      const exceptions = (await s.waiversThrough(waivers, cp932)).waivers;
      t.deepEqual(exceptions?.entries, sortWaivers(waivers));
    }),
    {numRuns: 60},
  );
});

const input = (explanation: string) => ({
  guideline: s.guideline,
  attestations: [{...s.answer, explanation}],
  checked: null,
  day: s.day,
  all: false,
});

test('CSV in cp932: what it lacks is refused, with its place', async (t) => {
  const error = await t.throwsAsync(questionnaireFile(input('水😀道한'), cp932), {instanceOf: InputError});
  const [problem] = error.problems;
  t.deepEqual([error.problems.length, problem?.line, problem?.column], [1, 3, 10]);
  t.regex(problem?.message.en ?? '', /has no 😀 \(U\+1F600\), 한 \(U\+D55C\).*write UTF-8 or xlsx/);
  t.regex(problem?.message.ja ?? '', /cp932）にない文字です.*「説明」列/);
});

test('CSV in cp932: wave dash, minus and their family come back as the inventory reads them, and that is told', async (t) => {
  const {bytes, replaced} = await questionnaireFile(input('9時〜5時、−5℃、5¢'), cp932);
  t.deepEqual(replaced, ['¢', '−', '〜']);
  const entry = importForms([{path: 'q.csv', bytes}], s.known).attestations?.entries[0];
  t.is(entry?.explanation, '9時～5時、－5℃、5￠');
});

test('a CSV of the questionnaire has a byte order mark, so that Excel knows it is UTF-8', async (t) => {
  const {bytes} = await questionnaireFile(input('x'), {...cp932, encoding: 'utf-8'});
  t.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
});

for (const [what, explanation] of [
  ['a control character', 'a\u0007b'],
  ['a carriage return', 'a\rb'],
  ['a turn of the writing direction', 'a\u202eb'],
  ['half a character', 'a\ud842'],
] as const) {
  test(`${what} in an answer of an older run: no table is written that would lose it`, async (t) => {
    const error = await t.throwsAsync(questionnaireFile(input(explanation), cp932), {instanceOf: InputError});
    t.regex(error.message, /2-01 organisation 2026-06-01: explanation .*mend it in the YAML/);
  });
}

test('equal input gives equal bytes', async (t) => {
  const layout = s.layouts['XLSX in Japanese'] ?? t.fail();
  if (typeof layout !== 'object') return;
  const [first, second] = [await questionnaireFile(input('x'), layout), await questionnaireFile(input('x'), layout)];
  t.true(first.bytes.equals(second.bytes));
});
