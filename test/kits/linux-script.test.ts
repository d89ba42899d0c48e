import {spawnSync} from 'node:child_process';
import test from 'ava';
import {linuxKit} from '../../src/kits/linux.ts';
import {questionsDigest, questionsOf} from '../../src/kits/questions.ts';
import {command, files, rootFiles} from '../../src/model/ask.ts';
import {linux} from '../../src/platforms/linux.ts';
import {readFiles, slotsOf} from '../../src/platforms/shell-script.ts';
import {kitFor, kitTool, shells, wholeKit} from '../support/kit.ts';

const all = ['cheap', 'disk', 'slow'] as const;
const text = wholeKit(all);
/** What the collector itself does, without what it says and what it asks. */
const frame = kitFor([command('one', 'true')])
  .split('\n')
  .filter((line) => !/^(?:#|say_|TITLES_|user 0 )/.test(line))
  .join('\n');

for (const [name, path] of Object.entries(shells)) {
  test(`${name} finds no fault with its syntax`, (t) => {
    const args = name === 'busybox' ? ['sh', '-n'] : ['-n'];
    const {status, stderr} = spawnSync(path, args, {input: text, encoding: 'utf8'});
    t.deepEqual([status, stderr], [0, '']);
  });
}

test('it opens one file to write to, its own, and no other', (t) => {
  const targets = [...frame.matchAll(/(?:^|[^-=<])[0-9]?>>?\s*(?<to>[^\s;|)]+)/gm)].map(
    ({groups}) => groups?.['to'] ?? '',
  );
  const written = targets.filter((to) => !/^(?:&[0-9-]|\/dev\/null)$/.test(to));
  t.deepEqual(written, ['"$O"']);
  t.true(targets.length > 5);
});

test('it runs nothing that writes, and hands no text over by files of the shell', (t) => {
  const writing =
    /(?:^|[\s;|&({])(?:rm|rmdir|mv|cp|ln|tee|touch|mkdir|mkfifo|mktemp|mknod|chmod|chown|chattr|dd|install|truncate|sed|perl|python3?|sync|mount|umount|systemctl|service|sysctl|kill -[^09]|curl|wget|nc|ssh|scp)(?:\s|$)/m;
  t.is(writing.exec(frame)?.[0], undefined);
  t.regex('user; tee x', writing);
  t.notRegex(frame, /<<|<\(|>\(/);
});

test('the same questions give the same text, and others another', (t) => {
  const write = (costs: readonly ('cheap' | 'disk' | 'slow')[]) =>
    linuxKit.write({platform: linux, costs, tool: kitTool});
  t.deepEqual(write(all), write(all));
  t.not(write(all).questions, write(['cheap']).questions);
  t.not(write(all).id, write(['cheap']).id);
  t.true(text.includes(write(all).id));
});

test('it asks every question of a scan, as a scan does', (t) => {
  const {asks} = linuxKit.write({platform: linux, costs: all, tool: kitTool});
  const lines = new Set(text.split('\n'));
  for (const {line} of slotsOf(asks)) t.true(lines.has(line), line.slice(0, 60));
});

test('a question is known by all that it is made of, and by the program that reads files', (t) => {
  const digest = (...asks: Parameters<typeof slotsOf>[0]): string =>
    questionsDigest(questionsOf(slotsOf(asks), readFiles));
  const one = digest(command('a', 'true'));
  t.not(digest(command('a', 'false')), one);
  t.not(digest(command('a', 'true', {limit: 5})), one);
  t.not(digest(...files('/etc/x')), digest(...rootFiles('/etc/x')));
  const slots = slotsOf(files('/etc/x'));
  t.not(questionsDigest(questionsOf(slots, 'other')), questionsDigest(questionsOf(slots, readFiles)));
});

test('every name of a question fits into a line of the answer file', (t) => {
  const {asks} = linuxKit.write({platform: linux, costs: all, tool: kitTool});
  const names = questionsOf(slotsOf(asks), readFiles).map(({id}) => id);
  t.deepEqual(
    names.filter((name) => !/^[!-~]{1,300}$/.test(name)),
    [],
  );
  t.is(new Set(names).size, names.length);
});
