import test from 'ava';
import fc from 'fast-check';
import {buildView, surveyOf, terminalSummary, type ReportInput} from '../../src/reporters/index.ts';
import {width} from '../../src/model/width.ts';
import {fit, pad, wrap} from '../../src/reporters/text/width.ts';
import {fixture} from './fixture.ts';
import {deps, hostileTexts, saying} from './helpers.ts';

const summary = async (input: ReportInput, columns = 80, color = false): Promise<string> =>
  terminalSummary(buildView(input, await surveyOf(input), deps.catalogues.ja), {
    columns,
    color,
    files: ['out/run/report.ja.html'],
  });

test('it names the verdict, coverage, the first actions, gaps and the report', async (t) => {
  const text = await summary(fixture());
  for (const part of [
    '判定保留',
    '71.7 %',
    ' 1. 未達：rootのSSH直接ログイン',
    '15.00 点',
    '$ systemctl reload ssh',
    '接続できない: 5 件（1 台）',
    'out/run/report.ja.html',
  ]) {
    t.true(text.includes(part), part);
  }
});

test('every score stands with its arithmetic, which gives it', async (t) => {
  const text = await summary(fixture());
  const scored = [...text.matchAll(/ (?<score>[\d.]+) 点\n    = (?<terms>.+)\n/g)];
  t.is(scored.length, [...text.matchAll(/ 点\n/g)].length);
  t.true(scored.length > 0);
  for (const {groups} of scored) {
    const {score, terms} = groups as {score: string; terms: string};
    t.true(width(`    = ${terms}`) <= 80, terms);
    if (terms.includes('＋')) continue;
    const product = [...` × ${terms}`.matchAll(/ (?<operator>[×÷]) (?:\p{L}+ )?(?<value>[\d.]+)/gu)].reduce(
      (result, {groups}) =>
        groups?.['operator'] === '÷' ? result / Number(groups['value']) : result * Number(groups?.['value']),
      1,
    );
    t.is(product.toFixed(2), score);
  }
});

test('findings of other arithmetic are counted behind it', async (t) => {
  const input = fixture();
  const [action] = input.actions;
  const [finding] = action?.findings ?? [];
  if (action === undefined || finding === undefined) return t.fail();
  const term = (value: number) => ({name: 'severity' as const, operator: '×' as const, value, because: []});
  const findings = [4, 4, 3].map((value) => ({...finding, counted: true, score: value, terms: [term(value)]}));
  const text = await summary({...input, actions: [{...action, score: 11, findings}]});
  t.regex(text, / 11\.00 点\n    = 深刻度 4 × 2 ＋ ほか 1 件\n/);
});

test('a command of one family of Linux is told with its name, of two none is', async (t) => {
  const input = fixture();
  const withCommands = (commands: Readonly<Record<string, string>>): Promise<string> =>
    summary({...input, actions: input.actions.map((action) => ({...action, commands}))});
  t.regex(await withCommands({debian: 'apt-get x'}), /^ {4}\[debian\] \$ apt-get x$/m);
  t.notRegex(await withCommands({debian: 'apt-get x', linux: 'rc-service x'}), /apt-get x|rc-service x/);
});

test('an action that takes several parts says so', async (t) => {
  const input = fixture();
  const actions = input.actions.map((action) => ({...action, checks: ['ssh-root-login', 'ssh-password-login']}));
  t.true((await summary({...input, actions})).includes('含まれる対応（2項目）'));
});

for (const columns of [40, 60, 80, 120]) {
  test(`no line but a command is wider than ${columns} columns, wide characters counted twice`, async (t) => {
    const lines = (await summary(fixture(), columns)).split('\n').filter((line) => !line.startsWith('    $ '));
    t.deepEqual(
      lines.filter((line) => width(line) > columns),
      [],
    );
  });
}

test('without colour there is no escape sequence, with colour only ours', async (t) => {
  t.notRegex(await summary(fixture(), 80, false), /\u001b/);
  t.regex(await summary(fixture(), 80, true), /\u001b\[1m/);
});

for (const text of hostileTexts) {
  test(`text from devices cannot command the terminal: ${JSON.stringify(text)}`, async (t) => {
    t.notRegex(await summary(saying(text)), /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\p{Cs}]/u);
  });
}

test('width counts kanji, kana and full-width forms twice, combining marks not at all', (t) => {
  t.is(width('水守'), 4);
  t.is(width('ｶﾅ'), 2);
  t.is(width('Ａ!'), 3);
  t.is(width('e\u0301'), 1);
  t.is(width('𠮷'), 2);
});

test('fit and pad never exceed the room, wrap loses only spaces', (t) => {
  const text = fc.array(fc.constantFrom('水', 'a', ' ', 'ｶ', '。', 'word')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.integer({min: 2, max: 30}), (words, columns) => {
      t.true(width(fit(words, columns)) <= columns);
      t.is(width(pad(words, columns)), columns);
      const lines = wrap(words, columns);
      t.true(lines.every((line) => width(line) <= columns));
      t.is(lines.join('').replaceAll(' ', ''), words.replaceAll(' ', ''));
    }),
  );
});
