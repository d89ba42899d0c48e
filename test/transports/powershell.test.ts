import test from 'ava';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {cim, members, program, registry, type WindowsAsk} from '../../src/model/ask.ts';
import type {PowerShellEntry} from '../../src/model/plan.ts';
import {windowsCommands} from '../../src/platforms/windows/login-shell.ts';
import {powershellLine, powershellProgram} from '../../src/platforms/windows/program.ts';
import {writeFakeWindows, type FakeWindows} from '../support/fake-windows.ts';
import {collectFrom, planOf, senderFor} from '../support/sender.ts';
import {addUser, makeKey, startSshd, temporaryFolder, type TestServer} from '../support/sshd.ts';

const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
let server: TestServer;
test.before(async () => {
  server = await startSshd({address: '127.0.3.41'});
});
test.after.always(async () => {
  await server.stop();
  folder.remove();
});

const lsa = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa');
const os = cim('Win32_OperatingSystem', ['Caption', 'Version']);
const admins = members('S-1-5-32-544');
const netstat = program('netstat.exe -ano');
const asks: readonly WindowsAsk[] = [lsa, os, admins, netstat];

const lsaText =
  '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa]\n"LmCompatibilityLevel"=dword:5\n"Note"="水道 ^ \\\\"';
const osText = 'Caption=Microsoft Windows 11 Pro\nVersion=10.0.26100\n';
const answers = {
  0: {text: lsaText},
  1: {text: osText},
  2: {text: 'Group=PC\\Administrators\n\nClass=Win32_UserAccount\nDomain=PC\nName=山田\n'},
  3: {
    text: `\nアクティブな接続\n${'  TCP    0.0.0.0:135    0.0.0.0:0    LISTENING    1000\n'.repeat(40)}`,
    exitCode: 0,
  },
};

let made = 0;

async function ask(t: {teardown: (done: () => Promise<void>) => void}, windows: FakeWindows, seconds = 20) {
  const own = join(folder.path, `windows-${made++}`);
  mkdirSync(own, {mode: 0o755});
  const user = await addUser({authorizedKeys: [key.publicKey], shell: writeFakeWindows(own, windows)});
  t.teardown(user.remove);
  const target = {asset: 'pc', server, user: user.name};
  const entry: PowerShellEntry = {
    ...{key: 'pc/ssh/user', asset: 'pc', zone: 'office', loadGroup: null, platform: 'windows'},
    endpoint: {via: 'ssh', address: server.address, port: server.port, credential: 'pc', jump: [], legacy: []},
    ...{talk: 'powershell', commands: windowsCommands, program: powershellProgram},
    lines: asks.map((each, index) => ({index, ask: {...each, seconds}, line: powershellLine(each, index)})),
  };
  const sender = senderFor({targets: [target], plan: planOf([entry]), secrets: {pc: {key: key.privateKey}}});
  const {sent, byAsk} = await collectFrom(sender, [entry.key]);
  const told = Object.fromEntries(
    [...byAsk].map(([id, {answer}]) => [id, answer.ok ? (answer.absent ? null : answer.body) : answer.reason]),
  );
  return {sent, told, byAsk};
}

const whole = {
  [lsa.id]: lsaText,
  [os.id]: osText,
  [admins.id]: answers[2].text,
  [netstat.id]: answers[3].text,
};

for (const shell of ['cmd', 'powershell'] as const) {
  test.serial(`${shell}: every answer comes as it is there`, async (t) => {
    const {sent, told, byAsk} = await ask(t, {shell, elevated: true, answers});
    t.deepEqual(sent, {ok: true});
    t.deepEqual(told, whole);
    t.is(byAsk.get(os.id)?.privilege, 'root');
    t.is(byAsk.get(lsa.id)?.request, 'registry HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa [*]');
  });
}

test.serial('the code page does not matter, nor what else is printed', async (t) => {
  // "ようこそ" in cp932 with a line end, and lines that look like pieces and like ends of answers.
  const banner = '82e682a482b182bb0d0a2e6e6f7420612070696563650d0a';
  for (const encoding of ['ascii', 'utf16'] as const) {
    const noise = Buffer.from('WARNING: profile\r\n0123 answer 1 ok 0 3\r\n\r\n').toString('hex');
    const {sent, told, byAsk} = await ask(t, {shell: 'cmd', encoding, banner, noise, answers});
    t.deepEqual(sent, {ok: true});
    t.deepEqual(told, whole);
    t.is(byAsk.get(os.id)?.privilege, 'user');
  }
});

test.serial('noise within an answer costs that answer alone', async (t) => {
  const noise = Buffer.from('.stray\r\n').toString('hex');
  const {sent, told} = await ask(t, {shell: 'cmd', noise, answers: {...answers, 1: {state: 'absent'}}});
  t.deepEqual(sent, {ok: true});
  t.deepEqual(Object.values(told), ['cut', 'cut', 'cut', 'cut']);
});

test.serial('what Windows does not have, and what it denies, is told apart', async (t) => {
  const {told, byAsk} = await ask(t, {
    shell: 'cmd',
    answers: {
      0: {text: '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa] absent'},
      1: {state: 'denied'},
      2: {state: 'absent'},
      3: {state: 'cut', text: 'half'},
    },
  });
  t.deepEqual(told, {[lsa.id]: null, [os.id]: 'permission-denied', [admins.id]: null, [netstat.id]: 'half'});
  const cut = byAsk.get(netstat.id)?.answer;
  t.true(cut?.ok === true && cut.cut);
});

test.serial('a question that hangs costs its own answer; the rest is asked by another program', async (t) => {
  const {sent, told} = await ask(t, {shell: 'cmd', answers: {...answers, 1: {hangs: true}}}, 0);
  t.deepEqual(sent, {ok: true});
  t.deepEqual(told, {...whole, [os.id]: 'timeout'});
});

test.serial('a program that ends in the middle leaves what came before', async (t) => {
  const {sent, told} = await ask(t, {shell: 'cmd', answers, endsIn: 2});
  t.like(sent, {ok: false, reason: 'cut'});
  t.deepEqual(told, {[lsa.id]: lsaText, [os.id]: osText});
});

test.serial('answers that never come are told as such', async (t) => {
  const {sent, told} = await ask(t, {shell: 'cmd', answers: {0: answers[0], 2: answers[2]}});
  t.deepEqual(sent, {ok: true});
  t.deepEqual(told, {...whole, [os.id]: 'cut', [netstat.id]: 'cut'});
});

test.serial('a shell that is none of Windows is asked nothing', async (t) => {
  const {sent, told} = await ask(t, {shell: 'sh', answers});
  t.like(sent, {ok: false, reason: 'unsupported'});
  t.deepEqual(told, {});
});
