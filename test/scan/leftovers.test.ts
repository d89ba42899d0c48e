import {execFileSync, fork} from 'node:child_process';
import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {command} from '../../src/model/ask.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {sudoersFor} from '../../src/plan/sudoers.ts';
import type {Asking} from '../support/asking-process.ts';
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

interface Conversation {
  readonly target: Target;
  readonly marker: string;
  readonly asking: Asking;
}

/** A conversation in whose middle a command runs on for a minute. */
function conversation(target: Target, seconds: number, password?: string): Conversation {
  const marker = `sleep 6${process.pid}.${seconds}`;
  const slow = command('slow', `${marker} & ${marker}`, {
    privilege: target.sudo === undefined ? 'user' : 'root',
    seconds,
  });
  const entries = entriesFor(target, [slow]).filter(({slots}) => slots.length > 0);
  const secrets = {[target.asset]: {key: key.privateKey, ...(password === undefined ? {} : {password})}};
  return {target, marker, asking: {targets: [target], plan: planOf(entries), secrets}};
}

/** Lets the account do as root what its conversation asks. @returns how to take that back */
function allow({target, asking}: Conversation): () => void {
  const [entry] = asking.plan.entries;
  if (entry?.talk !== 'shell') throw new Error('no entry');
  const rules = {none: '', nopasswd: sudoersFor(target.user, entry), password: `${target.user} ALL=(root) ALL\n`};
  const file = join('/etc/sudoers.d', target.user);
  writeFileSync(file, rules[target.sudo ?? 'none'], {mode: 0o440});
  return () => rmSync(file, {force: true});
}

async function untilRunning(marker: string, ended: () => unknown): Promise<void> {
  for (let waited = 0; !running(marker) && waited < 10_000; waited += 50) await sleep(50);
  if (!running(marker)) throw new Error(`never ran: ${JSON.stringify(await ended())}`);
}

/** Aborts a conversation in the middle of its command. */
async function abortIn(talk: Conversation): Promise<string> {
  const {marker, asking} = talk;
  const takeBack = allow(talk);
  const stop = new AbortController();
  const sender = senderFor({...asking, signal: stop.signal});
  try {
    const keys = asking.plan.entries.map((each) => each.key);
    const sending = sender.send(keys, new Set(), () => undefined);
    await untilRunning(marker, () => sending);
    stop.abort();
    await sending;
    return marker;
  } finally {
    takeBack();
  }
}

/** Kills the process that holds a conversation in the middle of its command: it has no time to tell the host. */
async function killIn(talk: Conversation): Promise<string> {
  const takeBack = allow(talk);
  const child = fork(join(packageRoot, 'build/test/support/asking-process.js'));
  const said: unknown[] = [];
  child.on('message', (message) => said.push(message));
  try {
    child.send(talk.asking);
    await untilRunning(talk.marker, () => said);
    return talk.marker;
  } finally {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await exited;
    }
    takeBack();
  }
}

/** How long a host may take to notice. */
const longestMs = 2000;

const endings = [
  {how: 'aborted', end: abortIn},
  {how: 'asked by a process that is killed with kill -9', end: killIn},
] as const;

for (const [at, {how, end}] of endings.entries()) {
  const nothing = `${how}: nothing of ours runs on`;

  test.serial(`as the login user, ${nothing}, background processes included`, async (t) => {
    const user = await addUser({authorizedKeys: [key.publicKey]});
    t.teardown(() => user.remove());
    t.true(await gone(await end(conversation({asset: 'a', server, user: user.name}, 30 + at)), longestMs));
  });

  test.serial(`as root, ${nothing}`, async (t) => {
    const settings = [`AuthorizedKeysFile ${rootKeys}`];
    const own = await startSshd({address: '127.0.24.2', settings});
    t.teardown(() => own.stop());
    t.true(await gone(await end(conversation({asset: 'a', server: own, user: 'root'}, 32 + at)), longestMs));
  });

  test.serial(`through sudo with a password, ${nothing}`, async (t) => {
    const user = await addUser({authorizedKeys: [key.publicKey], password: 'correct-horse'});
    t.teardown(() => user.remove());
    const target: Target = {asset: 'a', server, user: user.name, sudo: 'password'};
    t.true(await gone(await end(conversation(target, 34 + at, 'correct-horse')), longestMs));
  });

  test.serial(`through sudo without a password, ${nothing}`, async (t) => {
    const user = await addUser({authorizedKeys: [key.publicKey]});
    t.teardown(() => user.remove());
    const target: Target = {asset: 'a', server, user: user.name, sudo: 'nopasswd'};
    t.true(await gone(await end(conversation(target, 36 + at)), longestMs));
  });
}
