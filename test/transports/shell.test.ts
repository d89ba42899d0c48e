import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {command, files, rootFiles, type Ask} from '../../src/model/ask.ts';
import {buildBatch} from '../../src/transports/batch.ts';
import type {Connection} from '../../src/transports/connection.ts';
import {splitFiles} from '../../src/transports/files-answer.ts';
import {connectLocal} from '../../src/transports/local.ts';
import {runBatch} from '../../src/transports/shell.ts';
import type {SlotAnswer} from '../../src/transports/slot-answer.ts';
import {localEntry} from '../support/local-entry.ts';

const folder = mkdtempSync(join(tmpdir(), 'mizumori-shell-'));
test.after.always(() => rmSync(folder, {recursive: true}));

/** The machine itself, with another shell in the place of sh. */
/**
 * bash reads ~/.bashrc where its stdin is a socket, as here. What stands in it on this machine is no part of the test, and
 * to be killed in the middle of it may leave something behind: there is none in this home.
 */
function through(shell: string, prefix = ''): Connection {
  const local = connectLocal();
  const exec: Connection['exec'] = (text, output) =>
    local.exec(prefix + text.replace('exec sh ', `HOME=/nonexistent exec ${shell} `), output);
  return {...local, exec};
}

async function run(
  connection: Connection,
  asks: readonly Ask[],
  more: {graceMs?: number; signal?: AbortSignal; limit?: number; helloMs?: number} = {},
): Promise<SlotAnswer[]> {
  const entry = localEntry(asks);
  const answers: SlotAnswer[] = [];
  await runBatch(connection, buildBatch(entry, entry.slots, randomBytes(8).toString('hex')), {
    sudoPassword: null,
    onPasswordRefused: () => undefined,
    onPasswordAccepted: () => undefined,
    onAnswer: (answer) => answers.push(answer),
    now: () => Date.now(),
    signal: more.signal ?? new AbortController().signal,
    helloMs: more.helloMs ?? 5000,
    graceMs: more.graceMs ?? 500,
    limit: more.limit ?? 33_554_432,
  });
  return answers;
}

const body = (answer: SlotAnswer | undefined): string => answer?.body.toString() ?? 'no answer';
const shells = ['dash', 'bash', 'busybox sh'];

for (const shell of shells) {
  test(`${shell}: answers come whole, with their exit status`, async (t) => {
    const answers = await run(through(shell), [
      command('echo', 'echo one; echo two >&2; false'),
      command('japanese', 'printf "監視制御 ー～ \\\\ \\047\\n\\n"'),
      command('bytes', "printf '\\201\\202\\210\\377'"),
      command('missing', 'no-such-program-here'),
      command('nothing', 'true'),
    ]);
    t.deepEqual(
      answers.map(({state, exitCode}) => [state, exitCode]),
      [
        ['whole', 1],
        ['whole', 0],
        ['whole', 0],
        ['whole', 127],
        ['whole', 0],
      ],
    );
    t.is(body(answers[0]), 'one\ntwo\n');
    t.is(body(answers[1]), "監視制御 ー～ \\ '\n\n");
    t.deepEqual([...(answers[2]?.body ?? [])], [0o201, 0o202, 0o210, 0o377]);
    t.is(body(answers[4]), '');
  });

  test(`${shell}: an endless answer is cut and marked, the next one is not shifted`, async (t) => {
    const [endless, next] = await run(through(shell), [
      command('yes', 'yes', {limit: 10_000}),
      command('next', 'echo next'),
    ]);
    t.is(endless?.state, 'cut');
    t.true((endless?.body.length ?? 0) <= 10_000);
    t.is(body(next), 'next\n');
  });

  test(`${shell}: a command that hangs is ended on the target, the others are answered`, async (t) => {
    const marker = `sleep 3${process.pid}${shells.indexOf(shell)}`;
    const asks = [command('hang', `${marker} & ${marker}`, {seconds: 1}), command('next', 'echo next')];
    const [hang, next] = await run(through(shell), asks, {graceMs: 300});
    t.is(hang?.state, 'timeout');
    t.is(body(next), 'next\n');
    const [left] = await run(connectLocal(), [command('ps', `ps -eo args | grep -c "^${marker}"`)]);
    t.is(body(left), '0\n');
  });

  test(`${shell}: when the channel goes, no process of ours stays`, async (t) => {
    const marker = `sleep 4${process.pid}${shells.indexOf(shell)}`;
    const abort = new AbortController();
    const running = run(through(shell), [command('hang', marker, {seconds: 100})], {signal: abort.signal});
    setTimeout(() => abort.abort(), 300);
    await t.throwsAsync(running, {message: 'the run was stopped'});
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [left] = await run(connectLocal(), [command('ps', `ps -eo args | grep -c "^${marker}"`)]);
    t.is(body(left), '0\n');
  });

  test(`${shell}: files come with their own checksums; absent is known to be absent`, async (t) => {
    const own = join(folder, shell.replace(' ', '-'));
    await run(connectLocal(), [command('mkdir', `mkdir -p ${own}/d && mkfifo ${own}/d/fifo`)]);
    writeFileSync(`${own}/one`, '一行目\nno newline at the end');
    writeFileSync(`${own}/empty`, '');
    writeFileSync(`${own}/d/b.conf`, 'b\n.\nr /etc/passwd\n\n\n');
    writeFileSync(`${own}/d/a b.conf`, 'a\n');
    writeFileSync(`${own}/d/\x1b[31m.conf`, 'escape\n');
    writeFileSync(`${own}/big`, 'x'.repeat(300_000));
    const [answer] = await run(through(shell), [
      ...files(`${own}/one`, `${own}/empty`, `${own}/none`, `${own}/d/*.conf`, `${own}/d`, `${own}/d/*.none`),
      ...files(`${own}/big`, `${own}/no/such/*.folder`, `${own}/d/fifo`),
    ]);
    if (answer?.slot.kind !== 'files') return t.fail('no answer');
    const results = splitFiles(answer.slot.asks, answer.body);
    const found = Object.fromEntries(
      results.map((result) => [
        result.ask.replace(own, ''),
        result.state === 'text' ? result.bytes.toString() : result.state,
      ]),
    );
    t.deepEqual(found, {
      'file:/one': '一行目\nno newline at the end',
      'file:/empty': '',
      'file:/none': 'absent',
      'file:/d/a b.conf': 'a\n',
      'file:/d/b.conf': 'b\n.\nr /etc/passwd\n\n\n',
      'files:/d/*.conf': `x\nr ${own}/d/a b.conf\nr ${own}/d/b.conf`,
      'file:/d': 'irregular',
      'files:/d/*.none': '',
      'file:/big': 'cut',
      'files:/no/such/*.folder': '',
      'file:/d/fifo': 'irregular',
    });
  });
}

test('noise of login files before, and of background jobs between the answers, shifts nothing', async (t) => {
  const noise =
    'echo "Welcome! 3 r 1 1"; printf "\\000\\377binary"; (for i in 1 2 3 4 5 6 7 8; do echo noise; sleep 0.02; done) & ';
  const asks = [command('a', 'sleep 0.1; echo a'), command('b', 'sleep 0.1; echo b'), ...rootFiles('/etc/hostname')];
  const answers = await run(through('sh', noise), asks);
  const states = answers.map(({state}) => state);
  t.deepEqual(
    answers.map(({slot}) => slot.index),
    [0, 1, 2],
  );
  t.true(
    states.every((state) => state === 'whole' || state === 'corrupt'),
    states.join(),
  );
});

test('a login shell that never runs our script is told from one that is slow', async (t) => {
  const local = connectLocal();
  const closed: Connection = {...local, exec: (_text, output) => local.exec('echo This account is disabled.', output)};
  await t.throwsAsync(run(closed, [command('a', 'true')]), {message: /did not run our script/});
  const hanging: Connection = {...local, exec: (_text, output) => local.exec('sleep 20', output)};
  await t.throwsAsync(run(hanging, [command('a', 'true')], {helloMs: 200}), {
    message: /no answer from the login shell/,
  });
});

test('a session that is not our own is left alone', async (t) => {
  const local = connectLocal();
  const inside: Connection = {...local, exec: (text, output) => local.exec(`( (${text}); true ); true`, output)};
  await t.throwsAsync(run(inside, [command('a', 'true')]), {message: /no session of its own/});
});

test('more than the limit of bytes in all ends the conversation', async (t) => {
  const asks = [command('a', 'yes', {limit: 90_000}), command('b', 'yes', {limit: 90_000})];
  await t.throwsAsync(run(connectLocal(), asks, {limit: 100_000}), {message: /more than 100000 bytes/});
});
