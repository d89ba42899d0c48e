import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {readAnswerFile} from '../../src/kits/answer-file/read.ts';
import {linuxKit} from '../../src/kits/linux.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {probes} from '../../src/probes/index.ts';
import {askInside, runInside} from '../support/chrooted.ts';
import {debianRoot} from '../support/debian-root.ts';
import {wholeKit} from '../support/kit.ts';
import {difference, snapshot} from '../support/snapshot.ts';
import {temporaryFolder} from '../support/sshd.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

let root = '';
test.before(async () => {
  root = await debianRoot('trixie', folder.path);
  for (const name of ['root', 'user']) mkdirSync(join(root, 'srv', name));
  execFileSync('/usr/bin/chown', ['65534:65534', join(root, 'srv/user')]);
  chmodSync(join(root, 'srv/user'), 0o755);
  for (const name of ['root', 'user'])
    writeFileSync(join(root, 'srv', name, 'kit.sh'), wholeKit(['cheap', 'disk', 'slow']), {mode: 0o644});
});

function answersOf(path: string): Exchange[] {
  const {answers} = linuxKit;
  if (answers?.form !== 'shell') throw new Error('the kit writes no answer file of a shell');
  const {exchanges, whole} = readAnswerFile(
    path,
    () => answers,
    () => (text) => ({text, count: 0}),
    9_000_000,
  );
  if (!whole) throw new Error('the answer file is not whole');
  return exchanges.map((exchange, index) => ({...exchange, seq: index + 1}));
}

/** Shells and what waits in them: the one who asks is among the programs that run. */
const own = new Set(['sh', 'sleep', 'head', 'grep']);

/** Facts as text, without what is of the moment of asking: the clock, the free space, who asks, and by which way. */
function comparable(exchanges: readonly Exchange[]): Record<string, string> {
  const {clock: _clock, uptime: _uptime, ...facts} = factsOf(probes, exchanges, 'linux', null);
  return Object.fromEntries(
    Object.entries(facts).map(([name, {from, ...fact}]) => {
      const told = {...fact, privilege: from.privilege};
      if (name !== 'processes' || fact.state !== 'known') return [name, JSON.stringify(told)];
      const {list} = fact.value as {list: {name: string}[]};
      return [name, JSON.stringify(list.filter((each) => !own.has(each.name)))];
    }),
  );
}

for (const [name, user] of Object.entries({root: '0:0', user: '65534:65534'})) {
  test.serial(`as ${name}: the kit tells what a scan tells, and leaves nothing but its file`, async (t) => {
    const live = comparable(await askInside(root, user));
    const before = snapshot(root);
    const {code, said} = await runInside(root, user, `sh /srv/${name}/kit.sh --yes`);
    t.is(code, 0, said);
    const [file = ''] = readdirSync(join(root, 'srv', name)).filter((each) => each.endsWith('.answers'));
    t.deepEqual(difference(before, snapshot(root)), [`/srv/${name}`, `/srv/${name}/${file}`]);
    const kit = comparable(answersOf(join(root, 'srv', name, file)));
    t.deepEqual(kit, live);
    t.true(Object.keys(kit).length > 50);
  });
}
