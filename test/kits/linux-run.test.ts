import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {readAnswerFile, type AnswerFile} from '../../src/kits/answer-file/read.ts';
import {command, files, type Ask} from '../../src/model/ask.ts';
import {readFiles, slotsOf} from '../../src/platforms/shell-script.ts';
import {kitFor, placeKit, shells, wholeKit} from '../support/kit.ts';
import {temporaryFolder} from '../support/sshd.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

let places = 0;
function place(text: string, shell: string) {
  const below = join(folder.path, String(places++));
  mkdirSync(below);
  return placeKit(below, text, shell);
}

function read(path: string, asks: readonly Ask[]): AnswerFile {
  const questions = {slots: () => slotsOf(asks), filesProgram: readFiles};
  return readAnswerFile(
    path,
    () => questions,
    () => (text) => ({text, count: 0}),
    10_000_000,
  );
}

function told({exchanges}: AnswerFile): Record<string, string> {
  return Object.fromEntries(
    exchanges.map(({ask, answer}) => [
      ask,
      answer.ok ? `${answer.exitCode ?? '-'} ${answer.body}` : `<${answer.reason}>`,
    ]),
  );
}

function running(marker: string): boolean {
  const listed = execFileSync('/usr/bin/ps', ['-eo', 'stat=,args=', '-ww'], {encoding: 'utf8'}).split('\n');
  return listed.some((line) => !line.startsWith('Z') && line.includes(marker));
}

async function comesTrue(condition: () => boolean, longestMs = 10_000): Promise<boolean> {
  for (let waited = 0; !condition(); waited += 50) {
    if (waited > longestMs) return false;
    await sleep(50);
  }
  return true;
}

const nobody = {uid: 65_534, gid: 65_534};
const marker = (name: string): string => `sleep 7${process.pid}.${name.length}`;

for (const shell of Object.keys(shells)) {
  const slow = marker(shell);
  const asks = [
    command('who', 'id -u'),
    command('odd', `printf '%s' 'a\\b "$x" %s'; echo bad >&2; (exit 3)`, {status: 'any'}),
    command('rooted', 'id -u', {privilege: 'root'}),
    command('either', 'id -u', {privilege: 'prefer-root'}),
    command('hangs', `${slow} & echo begun; ${slow}`, {seconds: 1}),
    command('long', 'head -c 3000 /dev/zero | tr "\\0" x', {limit: 1000}),
    ...files('/etc/hostname', '/etc/none'),
  ];

  test(`${shell}, as root: answers come whole, slow and long ones are ended`, async (t) => {
    const kit = place(kitFor(asks), shell);
    const before = readdirSync(kit.folder);
    const {code, stdout} = await kit.start(['--yes']).ended;
    t.is(code, 0);
    const [path = ''] = kit.answers();
    t.deepEqual(readdirSync(kit.folder).length, before.length + 1);
    t.is(statSync(path).mode & 0o777, 0o600);
    t.true(stdout.includes(execFileSync('/usr/bin/sha256sum', [path], {encoding: 'utf8'}).split(' ')[0] ?? '?'));
    const found = read(path, asks);
    t.like(told(found), {
      who: '0 0',
      odd: '3 a\\b "$x" %sbad',
      rooted: '0 0',
      either: '0 0',
      hangs: '<timeout>',
      long: `- ${'x'.repeat(1000)}`,
      'file:/etc/hostname': `- ${readFileSync('/etc/hostname', 'utf8').trimEnd()}`,
      'file:/etc/none': '- ',
    });
    t.true(found.whole);
    t.true(found.exchanges.every(({privilege, via}) => privilege === 'root' && via === 'kit'));
    // The same runs as another user beside this test.
    t.true(await comesTrue(() => !running(slow)));
  });

  test(`${shell}, as an ordinary user: what only root may read is denied`, async (t) => {
    const kit = place(kitFor(asks), shell);
    const {code, stdout} = await kit.start(['--yes'], nobody).ended;
    t.is(code, 0);
    t.regex(stdout, /Not run as root/);
    const found = read(kit.answers()[0] ?? '', asks);
    t.like(told(found), {who: '0 65534', rooted: '<permission-denied>', either: '0 65534', hangs: '<timeout>'});
    t.true(found.whole);
  });

  test(`${shell}: without anybody to ask, nothing is read; what is read can be shown before`, async (t) => {
    const kit = place(kitFor(asks), shell);
    const {code, stderr} = await kit.start([]).ended;
    t.is(code, 2);
    t.regex(stderr, /--yes/);
    t.is((await kit.start(['--nonsense']).ended).code, 2);
    const shown = await kit.start(['--show']).ended;
    t.is(shown.code, 0);
    t.true(shown.stdout.includes(slow) && shown.stdout.includes("F '/etc/hostname'"));
    t.regex((await kit.start(['--lang', 'ja']).ended).stdout, /試験/);
    t.deepEqual(kit.answers(), []);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const) {
    test(`${shell}: nothing of it runs on after ${signal}, and the file is not taken for a whole one`, async (t) => {
      const own = `${slow}${signal.length}${signal.charCodeAt(3)}`;
      const endless = [command('first', 'echo 1'), command('endless', `${own} & ${own}`, {seconds: 60})];
      const kit = place(kitFor(endless), shell);
      const {child, ended} = kit.start(['--yes']);
      t.true(await comesTrue(() => running(own)));
      child.kill(signal);
      t.is((await ended).code, signal === 'SIGKILL' ? null : 130);
      t.true(await comesTrue(() => !running(own), 5_000));
      const found = read(kit.answers()[0] ?? '', endless);
      t.false(found.whole);
      t.deepEqual(told(found), {first: '0 1', endless: '<cut>'});
    });
  }
}

test('the whole of it: every question stands in the file, and the file is closed', async (t) => {
  const kit = place(wholeKit(), 'dash');
  t.is((await kit.start(['--yes']).ended).code, 0);
  const [path = ''] = kit.answers();
  const text = readFileSync(path, 'latin1');
  t.is([...text.matchAll(/^ask /gm)].length, [...wholeKit().matchAll(/^(?:SLOTS=.* ASKS='ask|ask) /gm)].length);
  t.regex(text, /\nhostname \S+\n/);
  t.regex(text, / end \S+Z \d+ \d+ \d+\n$/);
});

const many = Array.from({length: 4}, (_, index) => command(`n${index}`, 'echo 12345678901234567890'));

test('when its time is up it asks no more, and when enough was said it writes no more: both are told', async (t) => {
  for (const [limit, answered] of [
    [(text: string) => text.replace(/END=\$\(\(up \+ \d+\)\)/, 'END=$up'), 0],
    [(text: string) => text.replaceAll('33554432', '150'), 3],
  ] as const) {
    const kit = place(limit(kitFor(many)), 'dash');
    t.is((await kit.start(['--yes']).ended).code, 0);
    const found = read(kit.answers()[0] ?? '', many);
    t.deepEqual([found.whole, found.lost], [false, many.length - answered]);
    t.is(Object.values(told(found)).filter((text) => text === '<cut>').length, many.length - answered);
  }
});

test('where the folder cannot be written to, nothing is read', async (t) => {
  const kit = place(kitFor([command('a', 'true')]), 'dash');
  execFileSync('/usr/bin/chmod', ['0555', kit.folder]);
  const {code, stderr} = await kit.start(['--yes'], nobody).ended;
  t.is(code, 2);
  t.regex(stderr, /Cannot write here/);
});
