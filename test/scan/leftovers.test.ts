import {execFileSync} from 'node:child_process';
import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {command} from '../../src/model/ask.ts';
import {sudoersFor} from '../../src/plan/sudoers.ts';
import {entriesFor, planOf, senderFor, type Target} from '../support/sender.ts';
import {addUser, makeKey, startSshd, temporaryFolder, type TestServer} from '../support/sshd.ts';

const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
const rootKeys = join(folder.path, 'root_keys');
let server: TestServer;

test.before(async () => {
  writeFileSync(rootKeys, `${key.publicKey}\n`, {mode: 0o600});
  server = await startSshd({address: '127.0.24.1'});
});
test.after.always(async () => {
  await server.stop();
  folder.remove();
});

function running(marker: string): boolean {
  const listed = execFileSync('/usr/bin/ps', ['-eo', 'stat=,args=', '-ww'], {encoding: 'utf8'}).split('\n');
  return listed.some((line) => !line.startsWith('Z') && line.includes(marker));
}

async function gone(marker: string, longestMs: number): Promise<boolean> {
  for (let waited = 0; running(marker); waited += 100) {
    if (waited > longestMs) return false;
    await sleep(100);
  }
  return true;
}

/** Aborts a conversation in the middle of a command that would run on for a minute. */
async function abortIn(target: Target, seconds: number, password?: string): Promise<string> {
  const marker = `sleep 6${process.pid}.${seconds}`;
  const slow = command('slow', `${marker} & ${marker}`, {
    privilege: target.sudo === undefined ? 'user' : 'root',
    seconds,
  });
  const entries = entriesFor(target, [slow]).filter(({slots}) => slots.length > 0);
  const [entry] = entries;
  if (entry === undefined) throw new Error('no entry');
  const rules = {none: '', nopasswd: sudoersFor(target.user, entry), password: `${target.user} ALL=(root) ALL\n`};
  const file = join('/etc/sudoers.d', target.user);
  writeFileSync(file, rules[target.sudo ?? 'none'], {mode: 0o440});
  const stop = new AbortController();
  const secrets = {[target.asset]: {key: key.privateKey, ...(password === undefined ? {} : {password})}};
  const sender = senderFor({targets: [target], plan: planOf(entries), secrets, signal: stop.signal});
  try {
    const sending = sender.send(
      entries.map((each) => each.key),
      new Set(),
      () => undefined,
    );
    for (let waited = 0; !running(marker) && waited < 10_000; waited += 50) await sleep(50);
    if (!running(marker)) throw new Error(`never ran: ${JSON.stringify(await sending)}`);
    stop.abort();
    await sending;
    return marker;
  } finally {
    rmSync(file, {force: true});
  }
}

test.serial('as the login user: nothing of ours runs on, background processes included', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey]});
  t.teardown(() => user.remove());
  t.true(await gone(await abortIn({asset: 'a', server, user: user.name}, 30), 2000));
});

test.serial('as root: nothing of ours runs on', async (t) => {
  const settings = [`AuthorizedKeysFile ${rootKeys}`];
  const own = await startSshd({address: '127.0.24.2', settings});
  t.teardown(() => own.stop());
  t.true(await gone(await abortIn({asset: 'a', server: own, user: 'root'}, 31), 2000));
});

test.serial('through sudo with a password: nothing of ours runs on', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey], password: 'correct-horse'});
  t.teardown(() => user.remove());
  t.true(await gone(await abortIn({asset: 'a', server, user: user.name, sudo: 'password'}, 32, 'correct-horse'), 2000));
});

test.serial('through sudo without a password: nothing of ours runs on', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey]});
  t.teardown(() => user.remove());
  t.true(await gone(await abortIn({asset: 'a', server, user: user.name, sudo: 'nopasswd'}, 34), 2000));
});
