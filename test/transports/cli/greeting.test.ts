import test from 'ava';
import type {TransportError} from '../../../src/transports/connection.ts';
import {lineReader, plug, simpleDevice, type Device} from '../../support/cli-device.ts';
import {hold, iosLike, type Held} from '../../support/cli-session.ts';

const answers = {'terminal length 0': '', 'show version': 'fine\r\n', exit: null};

async function greeted(greeting: string, prompt = 'sw1#'): Promise<Held> {
  return hold(plug(simpleDevice(prompt, answers, greeting)).connection, iosLike, ['show version']);
}

const greetings = {
  nothing: '',
  'a banner': '\r\n***************************#\r\n* 関係者以外のアクセスを禁ずる >\r\n***#\r\n\r\n',
  'questions to a terminal': '\x1b[c\x1b[6n\x1bZ\x1b]0;sw1\x07\x1b[?25h\x1b[24;1H\x1b[2K',
  'a full screen': '\x1b[H\x1b[2J\x1b[1;24r\x1b[24;1H',
  'a message with a pager': 'first page\r\n',
};

for (const [what, greeting] of Object.entries(greetings)) {
  test(`a session begins after ${what}`, async (t) => {
    const {results, error} = await greeted(greeting);
    t.is(error, null);
    t.deepEqual(results, {'show version': 'fine\n'});
  });
}

/** A device that shows its prompt when a key was pressed. */
function keyed(greeting: string, wanted: string): Device {
  return (terminal) => {
    let waiting = true;
    terminal.print(greeting);
    const replies: Record<string, string | null> = {'show version': 'fine\r\nsw1#', exit: null};
    const key = (pressed: string): boolean => {
      if (!waiting) return false;
      if (pressed === wanted) {
        waiting = false;
        terminal.print('\r\x1b[K\r\nsw1#');
      }
      return true;
    };
    return lineReader(terminal, (line) => (line in replies ? (replies[line] ?? null) : 'sw1#'), {key});
  };
}

for (const [greeting, key] of [
  ['ProCurve J9280A Switch\r\n\r\nPress any key to continue', ' '],
  ['Press RETURN to get started.', '\r'],
  ['何かキーを押してください', ' '],
  ['message of the day\r\n--More-- ', ' '],
] as const) {
  test(`a device is given the key that it wants: ${greeting}`, async (t) => {
    const {connection, typed} = plug(keyed(greeting, key));
    const {results, error} = await hold(connection, iosLike, ['show version']);
    t.is(error, null);
    t.deepEqual(results, {'show version': 'fine\n'});
    t.is(typed(), `${key}terminal length 0\rshow version\rexit\r`);
  });
}

test('a device that wants keys without end gets three', async (t) => {
  const {connection, typed} = plug((terminal) => {
    terminal.print('Press any key');
    return () => terminal.print('\rPress any key');
  });
  const {error} = await hold(connection, iosLike, ['show version'], {promptMs: 400});
  t.is((error as TransportError).reason, 'unsupported');
  t.is(typed(), '   ');
});

for (const [question, reason] of [
  ['Your password has expired.\r\nEnter new password: ', 'auth-failed'],
  ['Please change the default password now\r\nNew Password:', 'auth-failed'],
  ['新しいパスワードを入力してください: ', 'auth-failed'],
  ['User Access Verification\r\n\r\nUsername: ', 'auth-failed'],
  ['sw1 login: ', 'auth-failed'],
  ['Password:', 'auth-failed'],
  ['Do you accept the terms of use? [y/n]', 'unsupported'],
  ['I have read the notice and agree (yes/no): ', 'unsupported'],
  ['Would you like to enter the initial configuration dialog? [yes/no]: ', 'unsupported'],
  ['使用条件に同意しますか？(Y/N)', 'unsupported'],
  ['Do you want to replace it <y/n>', 'unsupported'],
  ['C:\\Users\\scan>', 'unsupported'],
] as const) {
  test(`nothing is answered to: ${JSON.stringify(question)}`, async (t) => {
    const {connection, typed, killed} = plug((terminal) => {
      terminal.print(question);
      return () => terminal.print('\r\nsw1#');
    });
    const {answers: got, error} = await hold(connection, iosLike, ['show version'], {promptMs: 500});
    t.is((error as TransportError).name, 'TransportError');
    t.is((error as TransportError).reason, reason);
    t.is(typed(), '');
    t.deepEqual(got, []);
    t.true(killed());
  });
}

test('a question that goes on to the prompt by itself is none', async (t) => {
  const {connection} = plug((terminal) => {
    terminal.print('Do you accept the terms of use? (y/n)');
    setTimeout(() => terminal.print('\r\nsw1#'), 50);
    return lineReader(terminal, (line) => (line === 'exit' ? null : 'fine\r\nsw1#'));
  });
  const {results, error} = await hold(connection, iosLike, ['show version']);
  t.is(error, null);
  t.deepEqual(results, {'show version': 'fine\n'});
});

test('a device that says nothing is waited for as long as was told', async (t) => {
  const {connection, killed} = plug(() => () => undefined);
  const start = performance.now();
  const {error} = await hold(connection, iosLike, ['show version'], {promptMs: 200});
  t.is((error as TransportError).reason, 'timeout');
  t.true(performance.now() - start < 1_500);
  t.true(killed());
});

test('a pause in a banner behind a line like a prompt is got over', async (t) => {
  const {connection} = plug((terminal) => {
    terminal.print('\r\nNOTICE#');
    setTimeout(() => terminal.print('\r\nthe rest of the notice\r\nsw1#'), 100);
    return lineReader(terminal, (line) => (line === 'exit' ? null : line === 'show version' ? 'fine\r\nsw1#' : 'sw1#'));
  });
  const {results, error} = await hold(connection, iosLike, ['show version', 'show clock']);
  t.is(error, null);
  t.is(results['show version'], 'fine\n');
});
