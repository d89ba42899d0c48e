import {execFileSync} from 'node:child_process';
import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import type {NewExchange} from '../../src/transports/index.ts';
import {sudoersFor} from '../../src/plan/sudoers.ts';
import {collectFrom, entriesFor, planOf, senderFor, type Target} from '../support/sender.ts';
import {addUser, makeKey, startSshd, temporaryFolder, type TestServer} from '../support/sshd.ts';

const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
let server: TestServer;

test.before(async () => {
  server = await startSshd({address: '127.0.3.1'});
});
test.after.always(async () => {
  await server.stop();
  folder.remove();
});

async function ask(target: Target, secrets: {password?: string; key?: string}, stopped: string[] = []) {
  const entries = entriesFor(target);
  const sender = senderFor({targets: [target], plan: planOf(entries), secrets: {[target.asset]: secrets}, stopped});
  return collectFrom(
    sender,
    entries.map((entry) => entry.key),
  );
}

function bodyOf(exchange: NewExchange | undefined): string {
  if (exchange === undefined) return 'no answer';
  return exchange.answer.ok ? exchange.answer.body : exchange.answer.reason;
}

test.serial('root reads everything in one batch', async (t) => {
  const keys = join(folder.path, 'root_keys');
  writeFileSync(keys, `${key.publicKey}\n`, {mode: 0o600});
  const settings = [`AuthorizedKeysFile ${keys}`, 'StrictModes no', 'PermitRootLogin prohibit-password'];
  const forRoot = await startSshd({address: '127.0.3.2', settings});
  try {
    const {sent, byAsk} = await ask({asset: 'a', server: forRoot, user: 'root'}, {key: key.privateKey});
    t.deepEqual(sent, {ok: true});
    t.regex(bodyOf(byAsk.get('shadow')), /^root \d+$/);
    t.is(byAsk.get('shadow')?.privilege, 'root');
    t.regex(bodyOf(byAsk.get('file:/etc/shadow')), /^root:/);
  } finally {
    await forRoot.stop();
  }
});

test.serial('without privilege, what needs root is permission-denied and the rest is answered', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey]});
  try {
    const {sent, byAsk} = await ask({asset: 'a', server, user: user.name}, {key: key.privateKey});
    t.deepEqual(sent, {ok: true});
    t.is(bodyOf(byAsk.get('whoami')), user.name);
    t.is(bodyOf(byAsk.get('shadow')), 'permission-denied');
    t.is(bodyOf(byAsk.get('file:/etc/shadow')), 'permission-denied');
    t.is(byAsk.get('either')?.privilege, 'user');
    t.regex(bodyOf(byAsk.get('files:/etc/sudoers.d/*')), /^d /);
  } finally {
    await user.remove();
  }
});

test.serial('the generated sudoers file allows exactly the commands of the plan', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey]});
  const target: Target = {asset: 'a', server, user: user.name, sudo: 'nopasswd'};
  const [entry] = entriesFor(target);
  const file = join('/etc/sudoers.d', user.name);
  try {
    if (entry === undefined) return t.fail('no entry');
    writeFileSync(file, sudoersFor(user.name, entry), {mode: 0o440});
    execFileSync('/usr/sbin/visudo', ['-cf', file]);
    const {sent, byAsk} = await ask(target, {key: key.privateKey});
    t.deepEqual(sent, {ok: true});
    t.regex(bodyOf(byAsk.get('shadow')), /^root \d+$/);
    t.is(byAsk.get('shadow')?.privilege, 'root');
    t.is(bodyOf(byAsk.get('either')), '0\na\\b*?[x]!^,:=#"');
    t.regex(bodyOf(byAsk.get('file:/etc/shadow')), /^root:/);
    const other = (): Buffer =>
      execFileSync('/usr/bin/su', ['-s', '/bin/sh', '-c', 'sudo -n id', user.name], {stdio: 'pipe'});
    t.throws(other, undefined, 'no other command is allowed');
    t.notRegex(sudoersFor(user.name, entry), /NOPASSWD: ALL/);
  } finally {
    rmSync(file, {force: true});
    await user.remove();
  }
});

test.serial('sudo with a password: asked for once, sent once, the rest runs as root', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey], password: 'correct-horse'});
  const file = join('/etc/sudoers.d', user.name);
  writeFileSync(file, `${user.name} ALL=(root) ALL\n`, {mode: 0o440});
  try {
    const target: Target = {asset: 'a', server, user: user.name, sudo: 'password'};
    const {sent, byAsk} = await ask(target, {key: key.privateKey, password: 'correct-horse'});
    t.deepEqual(sent, {ok: true});
    t.regex(bodyOf(byAsk.get('shadow')), /^root \d+$/);
    t.is(byAsk.get('either')?.privilege, 'root');
    t.is(bodyOf(byAsk.get('whoami')), user.name);
  } finally {
    rmSync(file, {force: true});
    await user.remove();
  }
});

test.serial('a wrong sudo password is tried exactly once and stops the credential', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey], password: 'correct-horse'});
  const file = join('/etc/sudoers.d', user.name);
  writeFileSync(file, `Defaults:${user.name} logfile=${folder.path}/sudo.log\n${user.name} ALL=(root) ALL\n`, {
    mode: 0o440,
  });
  const stopped: string[] = [];
  try {
    const target: Target = {asset: 'a', server, user: user.name, sudo: 'password'};
    const {sent, byAsk} = await ask(target, {key: key.privateKey, password: 'wrong'}, stopped);
    t.deepEqual(sent, {ok: false, reason: 'auth-failed', detail: 'sudo refused the password'});
    t.is(bodyOf(byAsk.get('whoami')), user.name, 'what came before stays good');
    t.deepEqual(stopped, ['a']);
    const again = await ask(target, {key: key.privateKey, password: 'wrong'}, stopped);
    t.like(again.sent, {ok: false, reason: 'credential-stopped'});
    const log = execFileSync('/bin/sh', ['-c', `cat ${folder.path}/sudo.log`]).toString();
    t.regex(log, /1 incorrect password attempt/);
  } finally {
    rmSync(file, {force: true});
    await user.remove();
  }
});

test.serial('a user whom sudo does not know is permission-denied', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey], password: 'correct-horse'});
  try {
    const target: Target = {asset: 'a', server, user: user.name, sudo: 'password'};
    const {sent} = await ask(target, {key: key.privateKey, password: 'correct-horse'});
    t.like(sent, {ok: false, reason: 'permission-denied'});
  } finally {
    await user.remove();
  }
});

for (const shell of ['/usr/bin/fish', '/bin/tcsh', '/bin/bash', '/bin/dash']) {
  test.serial(`login shell ${shell}`, async (t) => {
    const user = await addUser({authorizedKeys: [key.publicKey], shell});
    try {
      const {sent, byAsk} = await ask({asset: 'a', server, user: user.name}, {key: key.privateKey});
      t.deepEqual(sent, {ok: true});
      t.is(bodyOf(byAsk.get('whoami')), user.name);
    } finally {
      await user.remove();
    }
  });
}

test.serial('an account without a shell is told as such', async (t) => {
  const user = await addUser({authorizedKeys: [key.publicKey], shell: '/usr/sbin/nologin'});
  try {
    const {sent} = await ask({asset: 'a', server, user: user.name}, {key: key.privateKey});
    t.like(sent, {ok: false, reason: 'unsupported', detail: 'the login shell did not run our script'});
  } finally {
    await user.remove();
  }
});
