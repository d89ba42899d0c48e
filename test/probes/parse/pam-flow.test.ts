import fc from 'fast-check';
import test from 'ava';
import {controlOf, actionsFor} from '../../../src/probes/parse/pam-control.ts';
import {alwaysRuns, mayRun, refuses, type Returns} from '../../../src/probes/parse/pam-flow.ts';
import type {PamLine, PamNode} from '../../../src/probes/parse/pam.ts';

/** Lines like `required m`, those of a substack in a list of their own; m refuses, y and n say yes and no, others are not known. */
type Written = readonly (string | Written)[];
const tree = (lines: Written): PamNode[] =>
  lines.map((line) => {
    if (typeof line !== 'string') return {substack: tree(line)};
    const at = line.lastIndexOf(' ');
    return {type: 'auth', control: line.slice(0, at), module: line.slice(at + 1), args: []};
  });
const isAsked = ({module}: PamLine): boolean => module === 'm';
const returns: Returns = ({module}) => {
  if (module === 'm' || module === 'n') return ['auth_err'];
  return module === 'y' ? ['success'] : null;
};

const cases: readonly (readonly [lines: Written, refused: boolean | null])[] = [
  [['required m', 'required y'], true],
  [['requisite m', 'required y'], true],
  [['sufficient m', 'required y'], false],
  [['sufficient m', 'requisite n'], true],
  [['optional m', 'required y'], false],
  [['required m', 'sufficient y'], true],
  [['sufficient y', 'required m'], false],
  [['sufficient x', 'required m', 'required y'], null],
  [['required x', 'required m', 'required y'], true],
  [['[success=1 default=ignore] y', 'requisite m', 'required y'], false],
  [['[success=1 default=ignore] x', 'requisite m', 'required y'], null],
  [['[success=1 default=ignore] n', 'requisite m', 'required y'], true],
  [['[success=2 default=ignore] y', 'requisite m'], true],
  [['[default=die] m', 'required y'], true],
  [['[default=bad] m', 'required y'], true],
  [['[default=ignore] m', 'required y'], false],
  [['[default=bad auth_err=ignore] m', 'required y'], false],
  [['[default=ignore auth_err=die] m', 'required y'], true],
  [['[success=ok] m', 'required y'], true],
  [['required m', '[default=reset] y', 'required y'], false],
  [[['requisite m', 'required y'], 'required y'], true],
  [[['sufficient y', 'required m'], 'required y'], false],
  [[['sufficient y'], 'required m'], true],
  [['[success=1 default=ignore] y', ['required m', 'required m'], 'required y'], false],
  [[['[success=1 default=ignore] y'], 'required m', 'required y'], true],
  [['unheard-of m', 'required y'], null],
  [['[success=what] x', 'required m', 'required y'], null],
  [['required m'], true],
  [[], true],
];

for (const [lines, refused] of cases) {
  test(`refused: ${refused}: ${JSON.stringify(lines)}`, (t) => {
    t.is(refuses(tree(lines), returns), refused);
  });
}

test('a line that was not understood may let in, unless somebody failed before', (t) => {
  const opaque: PamNode = {opaque: true, type: null};
  t.is(refuses([opaque, ...tree(['required m', 'required y'])], returns), null);
  t.is(refuses([...tree(['required m', 'required y']), opaque], returns), true);
  t.is(refuses([...tree(['optional m', 'required y']), opaque], returns), false);
});

for (const [lines, always, ever] of [
  [['required y', 'required m'], true, true],
  [['sufficient y', 'required m'], false, true],
  [['sufficient x', 'required m'], null, true],
  [['requisite n', 'required m'], false, false],
  [['requisite x', 'required m'], true, true],
  [['[default=1] y', 'required m', 'required y'], false, false],
  [['required y'], false, false],
] as const) {
  test(`run always: ${always}, ever: ${ever}: ${JSON.stringify(lines)}`, (t) => {
    t.is(alwaysRuns(tree(lines), isAsked, returns), always);
    t.is(
      mayRun(tree(lines), isAsked, ({module}) => (module === 'x' ? null : returns({module} as PamLine))),
      ever && lines[0] !== 'sufficient y',
    );
  });
}

test('controls of pam.conf(5)', (t) => {
  const control = controlOf('[ success = ok  new_authtok_reqd=ok ignore=ignore user_unknown=2 default=die ]');
  if (control === null) return t.fail();
  t.deepEqual(actionsFor(control, 'success'), ['ok']);
  t.deepEqual(actionsFor(control, 'user_unknown'), [{jump: 2}]);
  t.deepEqual(actionsFor(control, 'auth_err'), ['die']);
  t.deepEqual(actionsFor(control, 'failure'), ['die', {jump: 2}]);
  t.is(controlOf('[success=0]'), null);
  t.is(controlOf('[success]'), null);
  t.is(controlOf('mandatory'), null);
});

test('what is not known never turns a doubt into a refusal: fuzz', (t) => {
  const controls = [
    'required',
    'requisite',
    'sufficient',
    'optional',
    '[success=1 default=ignore]',
    '[default=die]',
    '[default=2]',
  ];
  const line = fc
    .tuple(fc.constantFrom(...controls), fc.constantFrom('m', 'y', 'n', 'x'))
    .map((words) => words.join(' '));
  const stack = fc.array(
    fc.oneof({weight: 5, arbitrary: line}, {weight: 1, arbitrary: fc.array(line, {maxLength: 4})}),
    {maxLength: 9},
  );
  fc.assert(
    fc.property(stack, (lines) => {
      const said = refuses(tree(lines), returns);
      for (const code of ['success', 'auth_err'] as const) {
        const sure = refuses(tree(lines), (one) => returns(one) ?? [code]);
        if (said === true && sure !== true) return false;
      }
      return true;
    }),
    {numRuns: Number(process.env['FUZZ_RUNS'] ?? 500)},
  );
  t.pass();
});
