import test from 'ava';
import fc from 'fast-check';
import {isCarried, readCell} from '../../src/forms/cells.ts';
import {dayOf} from '../../src/forms/days.ts';
import {escapeFormula, unescapeFormula} from '../../src/forms/formula.ts';
import {levelWords, outcomeWords, scopeOf} from '../../src/forms/words.ts';
import {loadCatalogues} from '../../src/reporters/text/catalogue.ts';

const dayCases: Readonly<Record<string, string | null>> = {
  '2027-03-31': '2027-03-31',
  '2027/3/31': '2027-03-31',
  '2027.3.31': '2027-03-31',
  '２０２７年３月３１日': '2027-03-31',
  '2027年 3月 31日': '2027-03-31',
  令和9年3月31日: '2027-03-31',
  '㋿9年3月31日': '2027-03-31',
  令和元年5月1日: '2019-05-01',
  'R9.3.31': '2027-03-31',
  'r9/3/31': '2027-03-31',
  平成31年4月30日: '2019-04-30',
  平成32年4月1日: null,
  'R0.3.31': null,
  '2027-02-29': null,
  '3/31/2027': null,
  '31.3.2027': null,
  '27/3/31': null,
  令和: null,
  '46112': null,
  '2027-03-31 09:30': null,
};

for (const [text, day] of Object.entries(dayCases)) {
  test(`a day written ${text} is read as ${String(day)}`, (t) => t.is(dayOf(text), day));
}

test('what makes a spreadsheet compute is escaped, and comes back whatever it was', (t) => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', 'a', '\t', '9', ' '), maxLength: 6}),
      (text) => {
        const cell = escapeFormula(text);
        t.notRegex(cell, /^[=+\-@\t＝]/u);
        t.is(unescapeFormula(cell), text);
      },
    ),
  );
  t.is(unescapeFormula("'90年代"), "'90年代", 'an apostrophe that a person wrote stays');
});

const wordCases: readonly (readonly [Parameters<typeof readCell>[0], string, unknown])[] = [
  ['answer', '実施済み', 'met'],
  ['answer', '実施 済み', 'met'],
  ['answer', 'MET', 'met'],
  ['answer', 'Done in part', 'partly'],
  ['answer', '該当なし', 'not-applicable'],
  ['method', '閲覧', 'inspection'],
  ['method', 'reperformance', 'reperformance'],
  ['reason', '代替策で補っている', 'compensated'],
  ['code', 'ｗ−０１', 'w-01'],
  ['scope', '組織全体', 'organisation'],
  ['scope', 'Organization', 'organisation'],
  ['scope', '区画：control', 'zone:control'],
  ['scopes', 'srv-01；区画:control、サイト全体\nkind:server;', ['srv-01', 'zone:control', 'site', 'kind:server']],
  ['days', '３６５日', 365],
  ['text', ' か\u3099\r\nx ', 'が\nx'],
  ['exact', 'か\u3099 ', 'か\u3099 '],
];

for (const [kind, cell, value] of wordCases) {
  test(`${kind}: ${JSON.stringify(cell)} is read as ${JSON.stringify(value)}`, (t) => {
    t.deepEqual(readCell(kind, cell), {value} as ReturnType<typeof readCell>);
  });
}

for (const [kind, cell, en, ja] of [
  ['answer', '実施ずみ', /did you mean|write one of: Done, /, /「実施済み」の誤りではありませんか/],
  ['day', '来年', /“来年” is no day; write it as 2027-03-31/, /日付として読めません/],
  ['days', '1年', /no number of days; write one such as 365/, /365 のように数字で/],
  ['text', 'a\u0000', /control character/, /制御文字/],
] as const) {
  test(`${kind}: ${JSON.stringify(cell)} is refused, and what to write instead is told`, (t) => {
    const reading = readCell(kind, cell);
    if (!('problem' in reading)) return t.fail();
    t.regex(reading.problem.en, en);
    t.regex(reading.problem.ja, ja);
  });
}

test('a selector that holds the sign between selectors is not carried', (t) => {
  t.true(isCarried('scopes', ['zone:a', 'b'], 'ja'));
  t.false(isCarried('scopes', ['zone:a;b'], 'ja'));
  t.is(scopeOf('区画:a:b'), 'zone:a:b');
});

test('outcomes and levels are said as in reports', (t) => {
  const catalogues = loadCatalogues();
  for (const language of ['ja', 'en'] as const) {
    const {outcome, level} = catalogues[language];
    for (const [code, words] of Object.entries(outcomeWords))
      t.is(words[language], outcome[code as keyof typeof outcome].word);
    for (const [code, words] of Object.entries(levelWords)) t.is(words[language], level[code as keyof typeof level]);
  }
});
