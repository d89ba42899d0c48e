import test from 'ava';
import {command} from '../../src/model/ask.ts';
import {shellProgram, slotsOf} from '../../src/platforms/shell-script.ts';
import {buildBatch} from '../../src/transports/batch.ts';
import {cksum} from '../../src/transports/cksum.ts';
import {TransportError, type Connection, type Output} from '../../src/transports/connection.ts';
import {runBatch} from '../../src/transports/shell.ts';
import type {SlotAnswer} from '../../src/transports/slot-answer.ts';

const nonce = '0f1e2d3c4b5a69788796a5b4';
const slots = slotsOf(['a', 'b', 'c'].map((id) => command(id, `echo ${id}`, {privilege: 'root'})));
const batch = buildBatch(
  {
    key: 'x/ssh/root',
    asset: 'x',
    zone: 'z',
    loadGroup: null,
    platform: 'linux',
    endpoint: {via: 'local', credential: null},
    batch: 'root',
    talk: 'shell',
    program: shellProgram('none'),
    slots,
  },
  slots,
  nonce,
);

function frame(index: number, text: string): string {
  const body = `${text}\n0 ${nonce}`;
  const summed = `${index} r ${body}`;
  return `${nonce} ${index} r ${cksum(Buffer.from(summed))} ${summed.length}\n${body}\n`;
}

type Talk = (output: Output, wait: () => Promise<void>, written: () => string) => Promise<void> | void;

/** A host that says what it is told to. `before`: what comes in one packet with the leave to open the channel. */
function host(before: (output: Output) => void, talk: Talk) {
  let written = '';
  let killed = false;
  const connection: Connection = {
    exec: (_command, output) => {
      before(output);
      let settle: () => void = () => undefined;
      const over = new Promise<void>((resolve) => (settle = resolve));
      const wait = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
      const talked = wait().then(() => talk(output, wait, () => written));
      return Promise.resolve({
        write: (data) => (written += data.toString()),
        end: () => undefined,
        kill: () => {
          killed = true;
          settle();
        },
        done: Promise.race([talked, over]).then(() => ({exitCode: 1, signal: null})),
      });
    },
    close: () => undefined,
    closed: Promise.resolve(),
    shell: () => Promise.reject(new Error('not used')),
    handshake: null,
  };
  return {connection, written: () => written, killed: () => killed};
}

interface Held {
  readonly answers: SlotAnswer[];
  readonly refused: () => number;
  readonly error: unknown;
}

async function hold(connection: Connection, more: {sudo?: string; onAnswer?: () => void} = {}): Promise<Held> {
  const answers: SlotAnswer[] = [];
  let refused = 0;
  let error: unknown = null;
  const {sudo} = more;
  try {
    await runBatch(connection, batch, {
      sudoPassword: sudo === undefined ? null : () => sudo,
      onPasswordRefused: () => (refused += 1),
      onPasswordAccepted: () => undefined,
      onAnswer: (answer) => {
        answers.push(answer);
        more.onAnswer?.();
      },
      now: () => 0,
      signal: new AbortController().signal,
      helloMs: 300,
      graceMs: 300,
      limit: 100_000,
    });
  } catch (thrown) {
    error = thrown;
  }
  return {answers, refused: () => refused, error};
}

const prompt = (output: Output): void => output.stderr(Buffer.from(`${nonce}:password:`));
const nothing = (): void => undefined;

test('a prompt that comes in one packet with the leave to open the channel is answered', async (t) => {
  const {connection, written} = host(prompt, async (output, wait) => {
    await wait();
    output.stdout(Buffer.from(`${nonce} ready\n`));
    output.stdout(
      Buffer.from(`${nonce} hello 0\n${[0, 1, 2].map((index) => frame(index, 'x')).join('')}${nonce} bye\n`),
    );
  });
  const {answers, error} = await hold(connection, {sudo: 'pass-word'});
  t.is(error, null);
  t.true(written().startsWith('pass-word\n'));
  t.deepEqual(
    answers.map(({state}) => state),
    ['whole', 'whole', 'whole'],
  );
});

test('an answer that was damaged is told as such, and the others stay in their places', async (t) => {
  const damaged = frame(1, 'secret of b').replace('of b', 'of x');
  const {connection} = host(nothing, (output) => {
    output.stdout(Buffer.from(`${nonce} hello 0\n${frame(0, 'a')}${damaged}${frame(2, 'c')}${nonce} bye\n`));
  });
  const {answers, error} = await hold(connection);
  t.is(error, null);
  t.deepEqual(
    answers.map(({slot, state}) => [slot.index, state]),
    [
      [0, 'whole'],
      [1, 'corrupt'],
      [2, 'whole'],
    ],
  );
});

test('a damaged index makes no later answer be left out', async (t) => {
  const damaged = frame(0, 'a').replace(`${nonce} 0 r`, `${nonce} 2 r`);
  const {connection} = host(nothing, (output) => {
    output.stdout(Buffer.from(`${nonce} hello 0\n${damaged}${frame(1, 'b')}${frame(2, 'c')}${nonce} bye\n`));
  });
  const {answers} = await hold(connection);
  t.deepEqual(
    answers.map(({slot, state, body}) => [slot.index, state, body.toString()]),
    [
      [0, 'corrupt', ''],
      [1, 'whole', 'b'],
      [2, 'whole', 'c'],
    ],
  );
});

test('answers that come twice or late change nothing', async (t) => {
  const {connection} = host(nothing, (output) => {
    const frames = [frame(1, 'b'), frame(0, 'a'), frame(1, 'other'), frame(2, 'c')];
    output.stdout(Buffer.from(`${nonce} hello 0\n${frames.join('')}${nonce} bye\n`));
  });
  const {answers} = await hold(connection);
  t.deepEqual(
    answers.map(({slot, state, body}) => [slot.index, state, body.toString()]),
    [
      [0, 'corrupt', ''],
      [1, 'whole', 'b'],
      [2, 'whole', 'c'],
    ],
  );
});

test('what our own journal throws ends the conversation, and comes out as it is', async (t) => {
  const full = new Error('ENOSPC');
  const {connection, killed} = host(nothing, async (output, wait) => {
    output.stdout(Buffer.from(`${nonce} hello 0\n${frame(0, 'a')}`));
    await wait();
    output.stdout(Buffer.from(`${frame(1, 'b')}${frame(2, 'c')}${nonce} bye\n`));
  });
  const {error} = await hold(connection, {
    onAnswer: () => {
      throw full;
    },
  });
  t.is(error, full);
  t.true(killed());
});

test('a host that calls "ready" without sudo, or again, gets nothing for it', async (t) => {
  const {connection, written} = host(nothing, async (output, wait) => {
    for (let i = 0; i < 50; i++) output.stdout(Buffer.from(`${nonce} ready\n`));
    await wait();
    output.stdout(Buffer.from(`${nonce} bye\n`));
  });
  await hold(connection);
  t.is(written(), batch.script);
});

const sudoSays = {
  'asked again': {
    text: `\nSorry, try again.\n${nonce}:password:`,
    reason: 'auth-failed',
    refused: 1,
    unanswered: false,
  },
  'where sudo asks once only': {
    text: '\nsudo: 1 incorrect password attempt\n',
    reason: 'auth-failed',
    refused: 1,
    unanswered: false,
  },
  'not in the sudoers file': {
    text: '\nscan is not in the sudoers file.\n',
    reason: 'permission-denied',
    refused: 0,
    unanswered: false,
  },
  'not allowed here': {
    text: "\nSorry, user scan is not allowed to execute '/bin/sh' as root on host.\n",
    reason: 'permission-denied',
    refused: 0,
    unanswered: false,
  },
  'nothing that we know': {
    text: '\nsudo: konto ist gesperrt\n',
    reason: 'permission-denied',
    refused: 0,
    unanswered: true,
  },
};
for (const [name, expected] of Object.entries(sudoSays)) {
  test(`after the password sudo says: ${name}`, async (t) => {
    const {connection, written} = host(prompt, (output) => output.stderr(Buffer.from(expected.text)));
    const held = await hold(connection, {sudo: 'pass-word'});
    t.like(held.error, {reason: expected.reason, unanswered: expected.unanswered});
    t.is(held.refused(), expected.refused);
    t.is(written().split('pass-word').length - 1, 1, 'the password is sent exactly once');
  });
}

test('a connection that dies before sudo has judged the password may have cost an attempt', async (t) => {
  const {connection} = host(prompt, () => Promise.reject(new TransportError('unreachable', 'gone')));
  const {error} = await hold(connection, {sudo: 'pass-word'});
  t.like(error, {reason: 'unreachable', unanswered: true});
});
