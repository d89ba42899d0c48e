import test from 'ava';
import type {AssetDrift} from '../../src/model/drift.ts';
import {countDrift, driftLines, driftSum, noDrift, type DriftContext} from '../../src/reporters/index.ts';
import {checks, labels} from './fixture-checks.ts';
import {deps} from './helpers.ts';

const context = (language: 'ja' | 'en'): DriftContext => ({
  texts: deps.catalogues[language],
  checks: new Map(checks.map((check) => [check.id, check])),
  labelOf: (path) => labels[path] ?? null,
});

function drift(more: Partial<AssetDrift> = {}): AssetDrift {
  return {
    asset: 'srv-01',
    sides: 'both',
    verdicts: [
      {
        fingerprint: 'f',
        check: 'ssh-root-login',
        subject: null,
        severity: 3,
        kind: 'new-fail',
        before: 'pass',
        after: 'fail',
        causes: ['parameter', 'host'],
      },
    ],
    facts: [{path: 'packages.list[openssh].version', before: '9.2', after: null}],
    ...more,
  };
}

test('a changed verdict is told with title, both standings and causes, in either language', (t) => {
  t.deepEqual(driftLines(drift(), context('ja')), [
    'srv-01',
    '  × 新たな要是正  [3] rootのSSH直接ログインを禁止している',
    '      問題なし → 要是正  原因: 基準値の変更、機器の変化',
    '  設定・状態の変化 1 件',
    '    packages.list[openssh].version："9.2" → なし',
  ]);
  t.regex(
    driftLines(drift(), context('en')).join('\n'),
    /× New fail {2}\[3\] .*\n.* → .* {2}because of: a parameter, the device/,
  );
});

test('an asset that did not change is not told; one that only one side has, is', (t) => {
  t.deepEqual(driftLines(drift({verdicts: [], facts: []}), context('ja')), []);
  t.deepEqual(driftLines(drift({sides: 'before', verdicts: [], facts: []}), context('ja')), [
    'srv-01  今回の結果にない',
  ]);
  t.deepEqual(driftLines(drift({sides: 'after', verdicts: [], facts: []}), context('ja')), [
    'srv-01  比較の基準がない',
  ]);
});

test('what devices say cannot move the cursor, and is cut', (t) => {
  const hostile = `\u001b[31m\u202e${'長'.repeat(9999)}`;
  const [change] = drift().verdicts;
  const lines = driftLines(
    drift({
      verdicts: change === undefined ? [] : [{...change, subject: hostile}],
      facts: [{path: `x[${hostile}]`, before: hostile, after: {[hostile]: hostile}}],
    }),
    context('ja'),
  );
  t.notRegex(lines.join('\n'), /[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  t.true(lines.every((line) => line.length < 600));
});

test('of many facts the first twenty are told, and how many more there are', (t) => {
  const facts = Array.from({length: 50}, (_, index) => ({path: `x.${index}`, before: 1, after: 2}));
  const lines = driftLines(drift({verdicts: [], facts}), context('ja'));
  t.is(lines.length, 23);
  t.regex(lines.at(-1) ?? '', /30/);
});

test('counts tell what got worse', (t) => {
  const counts = noDrift();
  for (const one of [drift(), drift({verdicts: []}), drift({sides: 'after', verdicts: [], facts: []})])
    countDrift(counts, one, false);
  t.like(counts, {compared: 2, worse: 1});
  t.is(driftSum(counts, deps.catalogues.ja), '比較した対象 2、悪化 1 件。 新たな要是正 1');
  t.is(driftSum(noDrift(), deps.catalogues.en), '0 compared, 0 worse. No verdict changed');
});

test('an asset that is missing is worse where its state had been accepted', (t) => {
  const [accepted, run] = [noDrift(), noDrift()];
  const missing = drift({sides: 'before', verdicts: [], facts: []});
  countDrift(accepted, missing, true);
  countDrift(run, missing, false);
  t.is(driftSum(accepted, deps.catalogues.ja), '比較した対象 0、悪化 1 件。 今回の結果にない 1');
  t.is(driftSum(run, deps.catalogues.ja), '比較した対象 0、悪化 0 件。 今回の結果にない 1');
});
