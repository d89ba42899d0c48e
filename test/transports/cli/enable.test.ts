import test from 'ava';
import {cli} from '../../../src/model/ask.ts';
import type {CliDialect} from '../../../src/model/platform.ts';
import {platforms} from '../../../src/platforms/index.ts';
import {CredentialGuard} from '../../../src/transports/index.ts';
import {lineReader, plug, type Device} from '../../support/cli-device.ts';
import {hold, iosLike, type Held, type HoldOptions} from '../../support/cli-session.ts';

const password = 'Secret-0987';
const credential = {name: 'enable env:ENABLE', scope: 'domain' as const};
const asks = ['show clock', cli('show running-config', {privilege: 'root'})];

/** `judgeMs`: how long it thinks about the password; null: it closes the session then. */
function device(right: string | null, judgeMs: number | null): Device {
  return (terminal) => {
    let [sign, asking] = ['>', false];
    const judge = (line: string): void => {
      if (line === right) sign = '#';
      terminal.print(`${line === right ? '' : '% Access denied\r\n'}sw1${sign}`);
    };
    terminal.print('sw1>');
    return lineReader(terminal, (line) => {
      if (asking) {
        asking = false;
        if (judgeMs === null) return null;
        setTimeout(judge, judgeMs, line);
        return '\r\n';
      }
      if (line === 'exit') return null;
      asking = line === 'enable';
      return asking ? 'Password: ' : `fine\r\nsw1${sign}`;
    });
  };
}

interface Guarded {
  readonly held: Promise<Held>;
  readonly typed: () => string;
}

function guarded(guard: CredentialGuard, asset: string, made: Device, more: HoldOptions = {}): Guarded {
  const {signal} = new AbortController();
  const {connection, typed} = plug(made);
  const held = hold(connection, iosLike, asks, {
    secret: password,
    onEnableRefused: () => guard.refused(credential, asset),
    enableTurn: (dialogue) => guard.use(credential, asset, signal, dialogue),
    ...more,
  });
  return {held, typed};
}

test('where the password was refused before, the rest is asked, and privileged mode is not', async (t) => {
  const guard = new CredentialGuard([credential.name], () => undefined);
  const {held, typed} = guarded(guard, 'a', device(password, 0));
  const {results, error} = await held;
  t.is(error, null);
  t.deepEqual(results, {'show clock': 'fine\n', 'show running-config': '<credential-stopped>'});
  t.is(typed(), 'terminal length 0\rshow clock\rexit\r');
});

test('a password that is not proven is one session’s at a time; what needs none is asked beside it', async (t) => {
  const guard = new CredentialGuard([], () => undefined);
  const [first, second] = [guarded(guard, 'a', device('other', 600)), guarded(guard, 'b', device(password, 0))];
  const [one, other] = await Promise.all([first.held, second.held]);
  t.is(one.results['show running-config'], '<auth-failed>');
  t.deepEqual(other.results, {'show clock': 'fine\n', 'show running-config': '<credential-stopped>'});
  t.false(second.typed().includes('enable'));
});

test('a password of which nothing more is heard is sent nowhere else', async (t) => {
  const stopped: string[] = [];
  const guard = new CredentialGuard([], (key) => stopped.push(key));
  const {error} = await guarded(guard, 'a', device(password, null)).held;
  t.like(error, {reason: 'cut', unanswered: true});
  t.deepEqual(stopped, [credential.name]);
  const {held, typed} = guarded(guard, 'b', device(password, 0));
  t.is((await held).results['show running-config'], '<credential-stopped>');
  t.false(typed().includes(password));
});

test('nothing is typed into a session that ended while it waited for its turn', async (t) => {
  let open: () => void = () => undefined;
  const turns: Promise<void>[] = [];
  const waited = new Promise<void>((resolve) => (open = resolve));
  const closing: Device = (terminal) => {
    const hear = device(password, 0)(terminal);
    setTimeout(() => terminal.close(), 700);
    return hear;
  };
  const {held, typed} = guarded(new CredentialGuard([], () => undefined), 'a', closing, {
    enableTurn: (dialogue) => {
      const turn = waited.then(() => dialogue(() => undefined));
      turns.push(turn);
      return turn;
    },
  });
  t.like((await held).error, {reason: 'cut', unanswered: false});
  open();
  t.is(turns.length, 1);
  await Promise.all(turns);
  t.false(typed().includes('enable'));
});

const ix = platforms.find(({id}) => id === 'nec-ix')?.cli as CliDialect;

/** NEC UNIVERGE IX: an administrator enters configuration mode without a password. */
const necIx: Device = (terminal) => {
  let config = false;
  const prompt = (): string => (config ? 'ix(config)# ' : 'ix# ');
  terminal.print(prompt());
  return lineReader(terminal, (line) => {
    if (line === 'exit' && !config) return null;
    if (line === 'exit' || line === 'enable-config') config = line === 'enable-config';
    return `${line.startsWith('show') ? `${line} of ${prompt()}.\r\n` : ''}${prompt()}`;
  });
};

test('a privileged mode that asks for no password is entered and left, and no password is typed', async (t) => {
  const {connection, typed} = plug(necIx);
  const questions = ['show version', cli('show running-config', {privilege: 'root'})];
  const {results, refused, accepted, error} = await hold(connection, ix, questions, {secret: password});
  t.is(error, null);
  t.deepEqual(results, {
    'show version': 'show version of ix# .\n',
    'show running-config': 'show running-config of ix(config)# .\n',
  });
  t.deepEqual([refused, accepted], [0, 0]);
  t.is(typed(), 'show version\renable-config\rshow running-config\rexit\rexit\r');
});

test('a mode that would need no password is not entered where the inventory names none', async (t) => {
  const {connection, typed} = plug(necIx);
  const {results, error} = await hold(connection, ix, [cli('show running-config', {privilege: 'root'})]);
  t.is(error, null);
  t.deepEqual(results, {'show running-config': '<permission-denied>'});
  t.is(typed(), 'exit\r');
});
