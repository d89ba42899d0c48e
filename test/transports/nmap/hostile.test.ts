import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {GapReason} from '../../../src/model/evidence.ts';
import type {TransportError} from '../../../src/transports/connection.ts';
import {runNmap} from '../../../src/transports/nmap/run.ts';
import {allEnd, fakeNmap, isAlive, request, type FakeNmap} from '../../support/fake-nmap.ts';

function fake(t: ExecutionContext, script: string): FakeNmap {
  const made = fakeNmap(script);
  t.teardown(made.remove);
  return made;
}

const quiet = (): {readonly signal: AbortSignal} => ({signal: new AbortController().signal});
const listeners = (): number[] => ['exit', 'SIGINT', 'uncaughtException'].map((name) => process.listenerCount(name));

function report(inside: string): string {
  return `cat <<'END'\n<nmaprun scanner="nmap">${inside}<runstats><finished exit="success"/></runstats></nmaprun>\nEND`;
}

const host = '<host><address addr="127.0.0.1"/></host>';

const cases: readonly (readonly [string, string, GapReason, RegExp])[] = [
  [
    'fails',
    'echo "nmap: unrecognized option" >&2; exit 255',
    'unsupported',
    /^nmap failed \(255\): nmap: unrecognized/,
  ],
  ['is ended by others', 'kill -9 $$', 'cut', /^nmap was ended by SIGKILL$/],
  ['writes nothing', 'exit 0', 'unsupported', /no XML report/],
  ['writes no XML', 'echo Starting Nmap', 'unsupported', /no XML report/],
  ['writes half a report', `echo '<nmaprun scanner="nmap">${host}'`, 'cut', /breaks off/],
  ['does not say how it ended', `echo '<nmaprun scanner="nmap">${host}</nmaprun>'`, 'cut', /breaks off/],
  ['finds no host', `echo 'Failed: \u001b[31m' >&2; ${report('')}`, 'unreachable', /^Failed: \?\[31m$/],
  ['finds two hosts', report(host + host), 'unreachable', /did not find the host/],
  ['gave up on the host', report('<host timedout="true"/>'), 'timeout', /^nmap was not done with the host in 20 s$/],
  [
    'says that it failed',
    `echo '<nmaprun><runstats><finished exit="error" errormsg="no&#xa;room"/></runstats></nmaprun>'`,
    'unsupported',
    /^no\?room$/,
  ],
];

for (const [what, script, reason, message] of cases) {
  test(`an nmap that ${what} gives a reason, and no result`, async (t) => {
    const {program} = fake(t, script);
    const error = await t.throwsAsync<TransportError>(runNmap(program, request, quiet()), {
      name: 'TransportError',
      message,
    });
    t.is(error.reason, reason);
  });
}

test('a warning does not spoil a report', async (t) => {
  const {program} = fake(t, `echo 'WARNING: slow' >&2; ${report(host)}`);
  const {xml, cut} = await runNmap(program, request, quiet());
  t.true(xml.includes('<address addr="127.0.0.1"/>'));
  t.false(cut);
});

test('characters that come in two parts are whole', async (t) => {
  const end = `">${host}<runstats><finished exit="success"/></runstats></nmaprun>`;
  const {program} = fake(t, `printf '<nmaprun scanner="\\346\\260'; sleep 0.2; printf '\\264'; echo '${end}'`);
  t.true((await runNmap(program, request, quiet())).xml.startsWith('<nmaprun scanner="水"'));
});

test('an nmap that is not there is told by its name', async (t) => {
  const program = {path: '/nonexistent/nmap', version: '7.93', privileged: false};
  const error = await t.throwsAsync<TransportError>(runNmap(program, request, quiet()), {
    message: '/nonexistent/nmap does not start: ENOENT',
  });
  t.is(error.reason, 'unsupported');
});

test('more ports than a command line holds are told', async (t) => {
  const {program} = fake(t, 'exit 0');
  const ports = Array.from({length: 32_000}, (_, index) => 2 * index + 1).join(',');
  await t.throwsAsync(runNmap(program, {...request, ports}, quiet()), {message: /does not start: E2BIG$/});
});

test('nothing of our environment, and no terminal, reaches nmap', async (t) => {
  process.env['MIZUMORI_TEST_SECRET'] = 'hidden';
  process.env['NMAP_PRIVILEGED'] = '1';
  const {program, left} = fake(
    t,
    `env >$HERE/env.txt; ( : </dev/tty ) 2>/dev/null || echo none >$HERE/tty; ${report(host)}`,
  );
  await runNmap(program, request, quiet());
  const names = (await left('env.txt')).split('\n').map((line) => line.split('=')[0] ?? '');
  t.deepEqual(names.filter((name) => !['PWD', 'OLDPWD', '_', 'SHLVL'].includes(name)).sort(), [
    'HOME',
    'LANG',
    'PATH',
    'SHELL',
  ]);
  t.is(await left('tty'), 'none');
});

test('a target that is none starts no program', async (t) => {
  const {program, folder} = fake(t, 'touch $HERE/started');
  await t.throwsAsync(runNmap(program, {...request, address: '-iL /etc/passwd'}, quiet()), {name: 'TransportError'});
  t.false(existsSync(join(folder, 'started')));
});

const stubborn =
  'trap "" TERM INT; sh -c \'trap "" TERM; echo $$ >$0/child; sleep 600\' $HERE & echo $$ >$HERE/pid; wait; wait';

// Others that run meanwhile would be counted, too.
test.serial('an nmap that does not stop is killed, with all that it started', async (t) => {
  const {program, left} = fake(t, stubborn);
  const before = listeners();
  const controller = new AbortController();
  const running = runNmap(program, request, {signal: controller.signal});
  const pids = [await left('pid'), await left('child')];
  t.true(pids.every(isAlive));
  controller.abort(new Error('the run was stopped'));
  await t.throwsAsync(running, {message: 'the run was stopped'});
  t.true(await allEnd(pids));
  t.deepEqual(listeners(), before);
});

test('an nmap that takes too long is killed', async (t) => {
  const {program, left} = fake(t, stubborn);
  const running = runNmap(program, {...request, seconds: 0.1}, quiet());
  const pids = [await left('pid'), await left('child')];
  const error = await t.throwsAsync<TransportError>(running, {message: 'nmap was not done in 0.1 s'});
  t.is(error.reason, 'timeout');
  t.true(await allEnd(pids));
});

test('an output without end is cut', async (t) => {
  const {program, left} = fake(t, 'echo $$ >$HERE/pid; yes "<nmaprun>"');
  const {xml, cut} = await runNmap(program, request, quiet());
  t.true(cut);
  t.is(xml.length, 64_000_000);
  t.true(await allEnd([await left('pid')]));
});

test('complaints without end do no harm', async (t) => {
  const {program} = fake(t, `head -c 5000000 /dev/zero >&2; ${report(host)}`);
  t.false((await runNmap(program, request, quiet())).cut);
});

test.serial('while a scan runs, nothing takes the exceptions and signals of this program', async (t) => {
  const {program, left} = fake(t, `echo $$ >$HERE/pid; sleep 1; ${report(host)}`);
  const before = listeners();
  const running = runNmap(program, request, quiet());
  await left('pid');
  const [exit = 0, ...others] = before;
  t.deepEqual(listeners(), [exit + 1, ...others]);
  await running;
  t.deepEqual(listeners(), before);
});

test('should this program end first, nmap is ended, too', async (t) => {
  const {program, left} = fake(t, stubborn);
  const module = new URL('../../../src/transports/nmap/run.js', import.meta.url).href;
  const script = `import {runNmap} from ${JSON.stringify(module)};
    void runNmap(${JSON.stringify(program)}, ${JSON.stringify(request)}, {signal: new AbortController().signal});
    process.stdin.on('data', () => process.exit(3));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const pids = [await left('pid'), await left('child')];
  t.true(pids.every(isAlive));
  child.stdin.write('end');
  t.deepEqual(await ended, [3, null]);
  t.true(await allEnd(pids));
});
