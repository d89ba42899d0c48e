import test from 'ava';
import {coverageText} from '../../src/commands/guideline.ts';
import {answered} from '../../src/guideline/answered.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {runProgram, type Ended} from '../support/program.ts';
import {clauseCheck, clauseOf, guidelineOf} from '../support/guideline.ts';

const guideline = guidelineOf([
  clauseOf('s-1', {checks: [clauseCheck('a', {role: 'decides', covers: 'full'})]}),
  clauseOf('s-2', {mode: 'assisted', level: 'recommended', awaits: ['network-devices', 'control-pcs']}),
  clauseOf('s-3', {mode: 'attested'}),
  clauseOf('s-4', {mode: 'assisted', awaits: ['windows'], checks: [clauseCheck('a')]}),
]);
const counts = answered(guideline, ['a', 'b']);

test('coverage is told in English', (t) => {
  t.deepEqual(coverageText(guideline, counts, 'en').split('\n'), [
    'g',
    'clauses 4  automated 1  assisted 2  attested 1  with checks 2',
    '  required: clauses 3  automated 1  assisted 1  attested 1',
    '  recommended: clauses 1  automated 0  assisted 1  attested 0',
    'Sections:',
    '  s g: clauses 4  automated 1  assisted 2  attested 1',
    'Clauses without checks: 2',
    '  s-2 assisted (waits for: network devices, control PCs)',
    '  s-3 attested',
    'Clauses whose checks are not complete yet: 1',
    '  network devices 0',
    '  the view from outside 0',
    '  Windows 1',
    '  control PCs 0',
    'Checks mapped to clauses: 1/2',
    'Checks mapped to none: b',
  ]);
});

test('coverage is told in Japanese, and leaves out what there is none of', (t) => {
  const lines = coverageText(guideline, answered(guideline, ['a']), 'ja').split('\n');
  t.true(lines.includes('  s-2 補助 (未対応: ネットワーク機器, 制御系PC)'));
  t.is(lines.at(-1), '条項に対応付けたチェック: 1/1');
});

const guidelineCommand = (...args: readonly string[]): Promise<Ended> =>
  runProgram({args: ['guideline', ...args], cwd: packageRoot, env: {PATH: process.env['PATH']}});

test('--json carries an integer schema and all of it', async (t) => {
  const {stdout} = await guidelineCommand('coverage', '--json');
  const found = JSON.parse(stdout) as Record<string, unknown>;
  t.is(found['schema'], 1);
  t.deepEqual(Object.keys(found).sort(), [
    'assisted',
    'attested',
    'automated',
    'awaiting',
    'checks',
    'guideline',
    'levels',
    'schema',
    'sections',
    'served',
    'total',
    'withoutChecks',
  ]);
});

const show = (id: string, ...more: readonly string[]): Promise<Ended> => guidelineCommand('show', id, ...more);

test('guideline show tells a clause with its checks, and a table', async (t) => {
  const clause = await show('3.5.1-02', '--lang', 'ja');
  t.is(clause.code, 0);
  t.regex(clause.stdout, /^3\.5\.1-02 .*\n {2}3\.5\.1 .*\n {2}必要である {2}補助\n/);
  t.regex(clause.stdout, /\n {2}decides partial {2}account-empty-passwords {2}\S/);
  const table = await show('4-2', '--lang', 'en');
  t.regex(table.stdout, /^4-2 .*\n {2}レベル４ Crisis: /);
  t.like(JSON.parse((await show('7-1', '--json')).stdout), {schema: 1, id: '7-1'});
});

test('guideline show says what was probably meant', async (t) => {
  const {code, stderr} = await show('3.5.1-2', '--lang', 'en');
  t.is(code, 2);
  t.regex(stderr, /3\.5\.1-2: is no clause and no table: did you mean “3\.5\.1-02”\?/);
});
