import {execFileSync} from 'node:child_process';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {compareVersions} from '../../src/versions/index.ts';

type Pair = readonly [string, string];

const part = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...Array.from(alphabet)), {minLength: 1, maxLength})
    .map((characters) => characters.join(''));
const epoch = fc.constantFrom('', '', '0:', '1:', '12:');

const debian = fc
  .tuple(
    epoch,
    fc.constantFrom('0', '1', '12'),
    part('0129.+~-:abZ', 8),
    fc.oneof(fc.constant('0'), part('012.+~a', 5)),
  )
  .map(
    ([prefix, first, rest, revision]) =>
      `${prefix}${first}${prefix === '' ? rest.replaceAll(':', '') : rest}-${revision}`,
  );
const redHat = fc
  .tuple(epoch, part('0129._+~^abZ', 9), fc.oneof(fc.constant(''), part('012._~^ae', 5)))
  .map(([prefix, version, release]) => `${prefix}${version}${release === '' ? '' : `-${release}`}`);

const real: Readonly<Record<'deb' | 'rpm', readonly string[]>> = {
  deb: [
    '1:9.2p1-2+deb12u3',
    '1:9.2p1-2+deb12u6',
    '5.10.0-8',
    '5.10~rc1-1',
    '2.36-9+deb12u10',
    '2.36-9',
    '1.2.3+really1.2.2-1',
    '0.9.8zh-1',
    '252.39-1~deb12u1',
  ],
  rpm: [
    '0:8.7p1-38.el9_4.1',
    '8.7p1-38.el9',
    '5.14.0-427.13.1.el9_4',
    '5.14.0-427.el9',
    '2.0.0~beta1-1.fc40',
    '2.0.0-1.fc40',
    '2.0.0^20240101git1a2b3c4-1.fc40',
  ],
};

function pairs(scheme: 'deb' | 'rpm', version: fc.Arbitrary<string>, count: number): readonly Pair[] {
  const known = real[scheme].flatMap((a) => real[scheme].map((b): Pair => [a, b]));
  return [...known, ...fc.sample(fc.tuple(version, version), {numRuns: count, seed: 20261122})];
}

function run(program: string, args: readonly string[], input: string): string {
  try {
    return execFileSync(program, args, {
      input,
      encoding: 'utf8',
      env: {...process.env, LC_ALL: 'C'},
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`the tests need ${program}: apt-get install ${program}`, {cause: error});
  }
}

function agrees(t: ExecutionContext, scheme: 'deb' | 'rpm', asked: readonly Pair[], output: string): void {
  const answers = output.trim().split(/\s+/);
  t.is(answers.length, asked.length);
  for (const [i, [a, b]] of asked.entries()) {
    const order: number = compareVersions(scheme, a, b);
    t.is(order, Number(answers[i]), `${a} : ${b}`);
  }
}

test('deb agrees with dpkg --compare-versions', (t) => {
  const asked = pairs('deb', debian, 400);
  const loop =
    'while read -r a b; do if dpkg --compare-versions "$a" lt "$b"; then echo -1; elif dpkg --compare-versions "$a" eq "$b"; then echo 0; else echo 1; fi; done';
  run('dpkg', ['--version'], '');
  agrees(t, 'deb', asked, run('sh', ['-c', loop], asked.map((pair) => `${pair.join(' ')}\n`).join('')));
});

test('rpm agrees with the comparison of rpm itself', (t) => {
  const asked = pairs('rpm', redHat, 3000);
  const lua =
    'for line in io.stdin:lines() do local a, b = line:match("(%S+) (%S+)"); a = rpm.ver(a); b = rpm.ver(b); if a < b then print("-1 ") elseif a == b then print("0 ") else print("1 ") end end';
  agrees(
    t,
    'rpm',
    asked,
    run('rpm', ['--eval', `%{lua: ${lua}}`], asked.map((pair) => `${pair.join(' ')}\n`).join('')),
  );
});
