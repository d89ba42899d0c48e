import {execFileSync} from 'node:child_process';
import {appendFileSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {addUser, makeKey, startSshd, temporaryFolder, type TestServer, type TestUser} from '../support/sshd.ts';
import {filesBelow, journalSize, sshAsset, until, Workshop, type Ended} from './support.ts';

const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
const hosts = ['a', 'b', 'c', 'd', 'e', 'f'];
const shop = new Workshop();
let server: TestServer;
let user: TestUser;
/** An account that is told when to go on: its login file waits as long as a file is there. */
let slow: TestUser;
let brake = '';

function homeOf({name}: TestUser): string {
  return execFileSync('/usr/bin/getent', ['passwd', name], {encoding: 'utf8'}).split(':')[5] ?? '';
}

/** Whether a file of this machine changed under the scan: other tests make accounts here, and it is told as it should be. */
const isDisturbed = (run: string): boolean =>
  hosts.some((id) =>
    readFileSync(shop.path(run, 'evidence', `${id}.jsonl`), 'utf8').includes('changed while it was read'),
  );

test.before(async () => {
  server = await startSshd({address: '127.0.23.1'});
  user = await addUser({authorizedKeys: [key.publicKey]});
  slow = await addUser({authorizedKeys: [key.publicKey], shell: '/bin/bash'});
  brake = join(folder.path, 'brake');
  writeFileSync(join(homeOf(slow), '.bashrc'), `while [ -e ${brake} ]; do sleep 0.1; done\n`, {mode: 0o644});
  shop.trust(server);
  const fast = {user: user.name, key: `file:${key.file}`};
  shop.writeInventory({
    credentials: {fast, slow: {...fast, user: slow.name}},
    assets: [
      ...hosts.map((id) => sshAsset(id, {server, credential: 'fast'})),
      sshAsset('z-slow', {server, credential: 'slow'}),
    ],
  });
});
test.after.always(async () => {
  await server.stop();
  await user.remove();
  await slow.remove();
  shop.remove();
  folder.remove();
});

const scan = ['scan', shop.inventory, '--format', 'json', '--concurrency', '2', '--json'];
const resume = (run: string): Promise<Ended> => shop.run([...scan, '--resume', run]);

/** Processes of the test users, without the servers' own and without those that have ended. */
function ours(): string {
  const names = [user.name, slow.name].join(',');
  const listed = execFileSync('/bin/sh', ['-c', `ps -o stat=,args= -u ${names} || true`], {encoding: 'utf8'});
  return listed
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('Z') && !/sshd: /.test(line))
    .join('\n');
}

async function nothingOfOurs(): Promise<boolean> {
  for (let waited = 0; waited < 5000; waited += 100) {
    if (ours() === '') return true;
    await sleep(100);
  }
  return false;
}

const bodies = (run: string): string[] =>
  hosts.flatMap((id) => shop.answers(run, id).map(({seq, ask}) => `${id} ${seq} ${ask}`));

function findings(run: string): string {
  return readFileSync(shop.path(run, 'findings.jsonl'), 'utf8');
}

let whole: Ended;

test.serial('a run that nobody disturbs: the yardstick', async (t) => {
  whole = await shop.run([...scan, '--out', 'whole']);
  for (let again = 1; again < 4 && isDisturbed('whole'); again++) {
    rmSync(shop.path('whole'), {recursive: true});
    whole = await shop.run([...scan, '--out', 'whole']);
  }
  t.is(whole.code, 1, whole.stderr);
  t.is(shop.readRun('whole').assets.length, 7);
});

/** Kills a scan when its journals have grown so far, and resumes it. */
async function killed(t: ExecutionContext, run: string, bytes: number): Promise<void> {
  const scanning = shop.start([...scan, '--out', run]);
  const journaled = (): number => hosts.reduce((sum, id) => sum + journalSize(shop.path(run), id), 0);
  await until(() => scanning.child.exitCode !== null || (journaled() >= bytes && journaled() > 0), 'evidence');
  scanning.child.kill('SIGKILL');
  t.is((await scanning.ended).code, null, 'it was killed before its end');
  t.true(await nothingOfOurs(), ours());
  const before = new Map(
    readdirSync(shop.path(run, 'evidence')).map((name) => [name, readFileSync(shop.path(run, 'evidence', name))]),
  );
  const resumed = await resume(run);
  t.is(resumed.code, 1, resumed.stderr);
  for (const [name, written] of before) {
    const kept = written.subarray(0, written.lastIndexOf('\n') + 1);
    t.deepEqual(readFileSync(shop.path(run, 'evidence', name)).subarray(0, kept.length), kept, 'whole lines stay');
  }
}

/** Moments at which the scanner is killed: as soon as so many bytes of evidence are there. */
const moments = {'before the first answer': 0, 'in the first host': 3000, 'in a later host': 250_000};
for (const [when, bytes] of Object.entries(moments)) {
  test.serial(
    `kill -9 ${when}: --resume finishes, nothing is lost, the findings are those of an undisturbed run`,
    async (t) => {
      let run = `killed-${bytes}`;
      await killed(t, run, bytes);
      for (let again = 1; again < 4 && isDisturbed(run); again++) {
        run = `killed-${bytes}-${again}`;
        await killed(t, run, bytes);
      }
      t.deepEqual(bodies(run), bodies('whole'), 'each ask has one answer, in its place');
      t.is(findings(run), findings('whole'));
      t.true(shop.readRun(run).assets.every(({trouble}) => trouble === null));
      const verified = await shop.run(['verify', run]);
      t.is(verified.code, 0, verified.stdout);
    },
  );
}

test.serial('a torn last line is dropped, told in the journal, and asked for again', async (t) => {
  cpSync(shop.path('whole'), shop.path('torn'), {recursive: true});
  const path = shop.path('torn', 'evidence', 'b.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, `${lines.slice(0, 9).join('\n')}\n${(lines[9] ?? '').slice(0, 70)}`);
  const unfinished = await shop.run(['verify', 'torn', '--lang', 'ja']);
  t.is(unfinished.code, 2);
  t.regex(unfinished.stdout, /b: 最後の行が途中で切れています/);
  t.is((await resume('torn')).code, 1);
  t.true(shop.journal('torn', 'b').some((line) => line['kind'] === 'resumed' && line['droppedBytes'] === 70));
  t.is(findings('torn'), findings('whole'));
  t.is((await shop.run(['verify', 'torn'])).code, 0);
});

for (const [signal, run] of [
  ['SIGINT', 'interrupted'],
  ['SIGHUP', 'hung-up'],
] as const) {
  test.serial(
    `${signal}: the scan stops in order, leaves nothing running on the host, and can be resumed`,
    async (t) => {
      writeFileSync(brake, '');
      const scanning = shop.start([...scan, '--out', run]);
      await until(
        () => ours().includes('bash') && hosts.every((id) => journalSize(shop.path(run), id) > 0),
        'the slow login',
      );
      await until(() => /e ok/.test(scanning.stderr()) && /f ok/.test(scanning.stderr()), 'all others');
      scanning.child.kill(signal);
      const ended = await scanning.ended;
      rmSync(brake);
      t.is(ended.code, 3, ended.stderr);
      t.regex(ended.stderr, /Stopping[^]*z-slow Stopped: the run was stopped[^]*--resume/);
      const told = JSON.parse(ended.stdout) as {exitCode: number; codes: number[]};
      t.deepEqual([told.exitCode, told.codes], [3, [3, 1]]);
      t.true(await nothingOfOurs(), ours());
      const resumed = await resume(run);
      t.is(resumed.code, 1, resumed.stderr);
      t.is(findings(run), findings('whole'));
      t.is((await shop.run(['verify', run])).code, 0);
    },
  );
}

test.serial('a STOP file in the folder of the runs stops a scan', async (t) => {
  writeFileSync(brake, '');
  const scanning = shop.start([...scan, '--out', 'stopped']);
  await until(() => ours().includes('bash') && /f ok/.test(scanning.stderr()), 'the slow login');
  writeFileSync(shop.path('STOP'), '');
  const ended = await scanning.ended;
  for (const path of [brake, shop.path('STOP')]) rmSync(path);
  t.is(ended.code, 3);
  t.regex(ended.stderr, /z-slow Stopped: the kill switch is set/);
  t.true(await nothingOfOurs(), ours());
});

test.serial('two scans cannot write to one run', async (t) => {
  writeFileSync(brake, '');
  const scanning = shop.start([...scan, '--out', 'busy']);
  await until(() => ours().includes('bash'), 'the slow login');
  const second = await shop.run([...scan, '--resume', 'busy', '--lang', 'ja']);
  t.is(second.code, 2);
  t.regex(second.stderr, /busy: は別のスキャンが書き込み中です/);
  rmSync(brake);
  t.is((await scanning.ended).code, 1);
  t.is((await shop.run(['verify', 'busy'])).code, 0);
});

test.serial('what may be sent after a resume is what the run was started with', async (t) => {
  const checks = shop.path('other-checks');
  cpSync(shop.checks, checks, {recursive: true});
  const policies = join(checks, 'data/zone-policies.yaml');
  writeFileSync(policies, readFileSync(policies, 'utf8').replaceAll('costs: [cheap]', 'costs: [cheap, disk]'));
  const other = await shop.run([...scan, '--resume', 'whole', '--checks', checks]);
  t.is(other.code, 2);
  t.regex(other.stderr, /is not the plan that this run was started with: nothing is sent/);
  cpSync(shop.inventory, shop.path('other.yaml'));
  writeFileSync(shop.path('other.yaml'), readFileSync(shop.inventory, 'utf8').replace('"id": "a"', '"id": "aa"'));
  const inventory = await shop.run(['scan', shop.path('other.yaml'), '--resume', 'whole', '--lang', 'ja']);
  t.is(inventory.code, 2);
  t.regex(inventory.stderr, /インベントリが変更されています/);
});

test.serial('a finished run that is resumed asks nobody anything', async (t) => {
  const before = server.log().length;
  t.is((await resume('whole')).code, 1);
  t.is(server.log().slice(before), '');
});

test.serial('verify finds evidence that is missing, strange, from another run or edited', async (t) => {
  const cases: Readonly<Record<string, readonly [(run: string) => void, RegExp]>> = {
    missing: [(run) => rmSync(shop.path(run, 'evidence', 'a.jsonl')), /a: its evidence is missing/],
    strange: [
      (run) => cpSync(shop.path(run, 'evidence', 'a.jsonl'), shop.path(run, 'evidence', 'x.jsonl')),
      /x: this is not/,
    ],
    swapped: [
      (run) => cpSync(shop.path(run, 'evidence', 'a.jsonl'), shop.path(run, 'evidence', 'b.jsonl')),
      /b: the evidence is of another asset/,
    ],
    other: [
      (run) => cpSync(shop.path('torn', 'evidence', 'b.jsonl'), shop.path(run, 'evidence', 'b.jsonl')),
      /b: this is not the evidence that was judged/,
    ],
    longer: [(run) => appendFileSync(shop.path(run, 'evidence', 'a.jsonl'), '{"body":'), /a: the last line is torn/],
    edited: [
      (run) => {
        const path = shop.path(run, 'evidence', 'c.jsonl');
        writeFileSync(path, readFileSync(path, 'utf8').replace('debian', 'ubuntu'));
      },
      /c: evidence does not hold together/,
    ],
  };
  for (const [name, [edit, expected]] of Object.entries(cases)) {
    const run = `verify-${name}`;
    cpSync(shop.path('whole'), shop.path(run), {recursive: true});
    edit(run);
    const verified = await shop.run(['verify', run]);
    t.is(verified.code, 2, name);
    t.regex(verified.stdout, expected);
  }
});

test.serial('a run folder that was killed before it was judged is verified as far as it goes', async (t) => {
  cpSync(shop.path('whole'), shop.path('unjudged'), {recursive: true});
  const run = {...shop.readRun('whole'), finishedAt: null, assets: []};
  writeFileSync(shop.path('unjudged', 'run.json'), JSON.stringify(run));
  t.is((await shop.run(['verify', 'unjudged'])).code, 0);
  const path = shop.path('unjudged', 'evidence', 'd.jsonl');
  writeFileSync(path, readFileSync(path, 'utf8').replace('debian', 'ubuntu'));
  t.is((await shop.run(['verify', 'unjudged'])).code, 2);
  t.true(filesBelow(shop.path('unjudged')).size > 0);
});
