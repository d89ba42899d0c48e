import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import type {Fact} from '../../src/model/fact.ts';
import {factsOf} from '../../src/facts.ts';
import {probes} from '../../src/probes/index.ts';
import {writeFakeWindows} from '../support/fake-windows.ts';
import {addUser, makeKey, startSshd, temporaryFolder, type TestServer} from '../support/sshd.ts';
import {fakeAnswers, recordedWindows, windowsHosts, windowsLines} from '../support/windows-host.ts';
import {readLines, Workshop} from './support.ts';

const shop = new Workshop();
const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
const users: Awaited<ReturnType<typeof addUser>>[] = [];
let server: TestServer;

/** Facts that rest on when the answers came. */
const timed = new Set(['clock', 'timeSync']);

test.before(async () => {
  server = await startSshd({address: '127.0.3.42'});
  const lines = windowsLines();
  const accounts = windowsHosts.map(async (host, index) => {
    const own = join(folder.path, host);
    mkdirSync(own, {mode: 0o755});
    const answers = fakeAnswers(lines, recordedWindows(host));
    const shell = writeFakeWindows(own, {shell: index % 2 === 0 ? 'cmd' : 'powershell', elevated: true, answers});
    const user = await addUser({authorizedKeys: [key.publicKey], shell});
    users.push(user);
    return {host, user: user.name};
  });
  const known = await Promise.all(accounts);
  shop.trust(server);
  shop.write('key', key.privateKey);
  shop.writeInventory({
    credentials: Object.fromEntries(known.map(({host, user}) => [host, {user, key: 'file:key', scope: 'local'}])),
    assets: known.map(({host}) => ({
      ...{id: host, kind: host.includes('control') ? 'control-pc' : host.includes('server') ? 'server' : 'terminal'},
      ...{zone: 'office', address: server.address, platform: 'windows'},
      access: [{via: 'ssh', port: server.port, credential: host}],
    })),
  });
});
test.after.always(async () => {
  await server.stop();
  for (const user of users) await user.remove();
  folder.remove();
  shop.remove();
});

test.serial('the plan shows every question before anything is asked', async (t) => {
  const {code, stdout} = await shop.run(['plan', shop.inventory, '--lang', 'en']);
  t.is(code, 0);
  t.true(stdout.includes('> echo %COMSPEC% $PSHOME'));
  for (const {ask} of windowsLines())
    if (ask.kind === 'registry') t.true(stdout.includes(`registry ${ask.key}`), ask.id);
});

test.serial('a live scan of recorded hosts gives the facts of their recordings', async (t) => {
  const {code, stderr} = await shop.run(['scan', shop.inventory, '--out', 'run', '--concurrency', '2']);
  t.true(code === 0 || code === 1, stderr);
  const scanned = new Map(
    (readLines(shop.path('run', 'facts.jsonl')) as {asset: string; facts: Record<string, Fact>}[]).map(
      ({asset, facts}) => [asset, facts],
    ),
  );
  for (const host of windowsHosts) t.true(scanned.has(host), host);
  const asked = new Set(windowsLines().map(({ask}) => ask.id));
  for (const host of windowsHosts) {
    const told = [...recordedWindows(host).values()].filter(({ask}) => asked.has(ask));
    const recorded = factsOf(probes, told, 'windows', null);
    for (const [name, fact] of Object.entries(recorded)) {
      if (timed.has(name) || fact.state !== 'known') continue;
      const live = scanned.get(host)?.[name];
      if (live?.state === 'known') t.deepEqual(live.value, fact.value, `${host} ${name}`);
      else t.fail(`${host} ${name}: ${JSON.stringify(live)}`);
    }
  }
  t.true(windowsHosts.length >= 5);
});

test.serial('judging the evidence again finds the same', async (t) => {
  const before = shop.findings('run');
  const {code} = await shop.run(['judge', 'run']);
  t.true(code === 0 || code === 1);
  t.deepEqual(shop.findings('run'), before);
});
