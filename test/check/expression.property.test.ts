import {celEnv, isCelError, parse, plan} from '@bufbuild/cel';
import test from 'ava';
import fc from 'fast-check';
import {compile as compileOurs, complete, languages} from './language.ts';
import {degraded} from './degrade.ts';

const now = '2026-04-01T00:00:00.000Z';
const word = fc.constantFrom('root', 'aya', '水道', '', 'ro');
const small = fc.integer({min: 0, max: 3});

const factsArbitrary = fc.record({
  sshd: fc.record({
    installed: fc.boolean(),
    effective: fc.option(fc.record({permitRootLogin: word, maxAuthTries: fc.option(small)})),
  }),
  users: fc.array(
    fc.record({
      name: word,
      uid: small,
      shell: fc.option(word),
      locked: fc.option(fc.boolean()),
      groups: fc.array(word, {maxLength: 3}),
      lastLogin: fc.constant(null),
    }),
    {maxLength: 4},
  ),
});

/** Names that an expression can use at some place: element variables come with the macros around it. */
interface Names {
  readonly user: string | null;
  readonly group: string | null;
  readonly depth: number;
}

type Source = fc.Arbitrary<string>;
const join = (...parts: readonly (string | Source)[]): Source =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));
const oneOf = (sources: readonly (Source | null)[]): Source => fc.oneof(...sources.filter((source) => source !== null));
const literalInt = small.map(String);
const literalText = word.map((text) => JSON.stringify(text));
const field = (names: Names, name: string): Source | null =>
  names.user === null ? null : fc.constant(`${names.user}.${name}`);

function int(names: Names): Source {
  if (names.depth <= 0) return literalInt;
  const inner = int({...names, depth: names.depth - 1});
  return oneOf([
    literalInt,
    field(names, 'uid'),
    fc.constant('sshd.effective.maxAuthTries'),
    fc.constant('size(users)'),
    join('(', inner, fc.constantFrom(' + ', ' - ', ' * ', ' / ', ' % '), inner, ')'),
    join('size(', text({...names, depth: 0}), ')'),
    names.group === null ? join(`users.filter(f${names.depth}, `, fc.constantFrom('true', 'false'), ').size()') : null,
  ]);
}

function text(names: Names): Source {
  return oneOf([
    literalText,
    field(names, 'name'),
    names.group === null ? null : fc.constant(names.group),
    fc.constant('sshd.effective.permitRootLogin'),
  ]);
}

function overUsers(names: Names): Source | null {
  if (names.user !== null) return null;
  const variable = `u${names.depth}`;
  const body = bool({...names, user: variable, depth: names.depth - 1});
  const macro = fc.constantFrom('all', 'exists', 'exists_one');
  return oneOf([
    join('users.', macro, `(${variable}, `, body, ')'),
    join(`users.filter(${variable}, `, body, ').', fc.constantFrom('all', 'exists'), '(w, w.uid < 2)'),
    join('"root" in users.filter(', variable, ', ', body, ').map(w, w.name)'),
  ]);
}

function overGroups(names: Names): Source | null {
  if (names.user === null || names.group !== null) return null;
  const body = bool({...names, group: `g${names.depth}`, depth: names.depth - 1});
  return join(`${names.user}.groups.`, fc.constantFrom('all', 'exists', 'exists_one'), `(g${names.depth}, `, body, ')');
}

function bool(names: Names): Source {
  const leaves = [
    fc.constantFrom('true', 'false', 'sshd.installed', 'sshd.effective == null', 'sshd.effective.maxAuthTries != null'),
    names.user === null ? null : fc.constantFrom(`${names.user}.shell == null`, `${names.user}.locked == true`),
    join(text(names), fc.constantFrom(' == ', ' != '), text(names)),
    join(text(names), fc.constantFrom('.startsWith(', '.contains(', '.endsWith('), literalText, ')'),
    join(text(names), ' in [', literalText, ', ', literalText, ']'),
  ];
  if (names.depth <= 0) return oneOf(leaves);
  const inner = bool({...names, depth: names.depth - 1});
  return oneOf([
    ...leaves,
    join('((', inner, fc.constantFrom(') && (', ') || (', ') == ('), inner, '))'),
    join('!(', inner, ')'),
    join('((', inner, ') ? ', inner, ' : ', inner, ')'),
    join(int(names), fc.constantFrom(' == ', ' < ', ' >= ', ' != '), int(names)),
    overUsers(names),
    overGroups(names),
  ]);
}

const expressions = bool({user: null, group: null, depth: 4});

function toCel(value: unknown): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, inner]) => [key, toCel(inner)]));
}

const environment = celEnv();

function oracle(source: string, facts: object): unknown {
  const bindings = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, toCel(value)]));
  const result = plan(environment, parse(source))(bindings as never);
  return isCelError(result) ? 'error' : result;
}

const factsOf = (facts: object) =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, complete(value)]));

function ours(source: string, facts: ReturnType<typeof factsOf>): unknown {
  const bound = languages.asset.bind({facts, asset: null, now});
  const evaluation = compileOurs(source, 'bool').evaluate(bound);
  return evaluation.state === 'value' ? evaluation.value : evaluation.state;
}

test('on complete facts, expressions mean what they mean in CEL', (t) => {
  fc.assert(
    fc.property(expressions, factsArbitrary, (source, facts) => {
      const expected = oracle(source, facts);
      const found = ours(source, factsOf(facts));
      if (found !== expected) throw new Error(`${source}: ${String(found)}, CEL says ${String(expected)}`);
    }),
    {numRuns: 1500, seed: 20260401},
  );
  t.pass();
});

test('knowing less never changes a value, it only makes it unknown', (t) => {
  let decided = 0;
  let undecided = 0;
  const both = fc
    .tuple(expressions, factsArbitrary)
    .chain(([source, facts]) =>
      fc.tuple(fc.constant(source), fc.constant(factsOf(facts)), degraded(factsOf(facts), languages.asset.typeOf)),
    );
  fc.assert(
    fc.property(both, ([source, facts, less]) => {
      const whole = ours(source, facts);
      const part = ours(source, less);
      if (part === 'unknown' || part === 'error') undecided += 1;
      else decided += 1;
      // An error that a known value absorbed may come to light when that value is not known any more.
      if (part === 'unknown' || part === 'error') return;
      if (part !== whole) throw new Error(`${source}: ${String(whole)}, with less known ${String(part)}`);
    }),
    {numRuns: 3000, seed: 20260401},
  );
  t.true(decided > 300 && undecided > 300, `${decided} decided, ${undecided} undecided`);
});
