import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {packageRoot} from '../../src/model/paths.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {recordedAnswers, sessionLog} from '../support/terminal-log.ts';
import {Workshop} from './support.ts';

const shop = new Workshop();
test.after.always(() => shop.remove());

const hostname = execFileSync('/usr/bin/uname', ['-n'], {encoding: 'utf8'}).trim();
const byKit = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{id, kind: 'server', zone: 'office', address: '198.51.100.9', platform: 'linux', access: [{via: 'kit'}], ...more},
});
const switchOf = byKit('sw-1', {kind: 'network-device', platform: 'auto', address: '192.0.2.11'});

const log = (): string =>
  shop.write(
    'switch.log',
    sessionLog(recordedAnswers(ciscoIos, 'cisco-ios/catalyst-9200_hardened'), {prompt: 'sw-1#'}),
  );

/** Writes the kit of the inventory into a folder and runs it there. */
async function answerFile(name: string): Promise<string> {
  const folder = shop.path(name);
  mkdirSync(folder);
  const made = await shop.run(['kit', 'linux', shop.inventory, '--out', join(folder, 'kit.sh')]);
  if (made.code !== 0) throw new Error(made.stderr);
  const {status, stderr} = spawnSync('/bin/sh', [join(folder, 'kit.sh'), '--yes'], {encoding: 'utf8'});
  if (status !== 0) throw new Error(stderr);
  return join(folder, readdirSync(folder).find((each) => each.endsWith('.answers')) ?? '');
}

function inventory(...assets: readonly Readonly<Record<string, unknown>>[]): void {
  shop.writeInventory({assets});
}

let answers = '';
test.before(async () => {
  inventory(byKit('here', {address: hostname}));
  answers = await answerFile('stick');
});

const imported = (files: readonly string[], out: string, ...more: readonly string[]) =>
  shop.run(['import', ...files, '--inventory', shop.inventory, '--out', out, '--format', 'json', ...more]);

test.serial('a kit is written for an inventory, and says what it asks', async (t) => {
  inventory(byKit('here'));
  const {code, stdout} = await shop.run(['kit', 'linux', shop.inventory, '--out', shop.path('k.sh'), '--json']);
  t.is(code, 0);
  const told = JSON.parse(stdout) as {kit: string; questions: string; asks: string[]};
  const text = readFileSync(shop.path('k.sh'), 'utf8');
  t.true(text.includes(told.kit) && text.includes(told.questions) && told.asks.length > 100);
  t.is(statSync(shop.path('k.sh')).mode & 0o777, 0o755);
  t.is((await shop.run(['kit', 'linux', '--out', shop.path('k.sh')])).code, 2);
  t.is((await shop.run(['kit', 'linux', '--out', shop.path('k.sh'), '--force'])).code, 0);
});

test.serial('a kit for zones of which one forbids walks over disks does not walk', async (t) => {
  const real = ['--checks', join(packageRoot, 'checks')];
  const digest = async (...args: string[]): Promise<string> => {
    const {stdout} = await shop.run([
      'kit',
      'linux',
      ...args,
      '--out',
      shop.path('z.sh'),
      '--force',
      '--json',
      ...real,
    ]);
    return (JSON.parse(stdout) as {questions: string}).questions;
  };
  const zones = [
    {id: 'office', policy: 'office'},
    {id: 'control', policy: 'control'},
  ];
  shop.writeInventory({zones, assets: [byKit('a'), byKit('b', {zone: 'control', kind: 'control-pc'})]});
  const [both, office] = [await digest(shop.inventory), await digest(shop.inventory, '--only', 'a')];
  t.is(both, await digest());
  t.is(office, await digest('--policy', 'office'));
  t.not(both, office);
});

test.serial('a kit for the command line of a device holds what a plan would type', async (t) => {
  const path = shop.path('sheet.txt');
  t.is((await shop.run(['kit', 'network', '--platform', 'cisco-ios', '--out', path])).code, 0);
  const [, block = ''] = readFileSync(path, 'utf8').split(/={72}\r\n/);
  const lines = block.trimEnd().split('\r\n');
  t.true(lines.every((line) => ciscoIos.cli?.allow.some((pattern) => pattern.test(line))));
  t.deepEqual([lines[0], lines.at(-1)], ['terminal length 0', 'exit']);
  t.true(lines.includes('show running-config'));
});

test.serial('what a kit cannot be made for is told', async (t) => {
  inventory(switchOf);
  for (const args of [
    ['vms'],
    ['network'],
    ['network', '--platform', 'linux'],
    ['linux', '--policy', 'none'],
    ['linux', shop.inventory, '--only', 'nobody'],
  ])
    t.is((await shop.run(['kit', ...args, '--out', shop.path('none')])).code, 2, args.join(' '));
  inventory(byKit('win', {platform: 'windows'}));
  const {code, stderr} = await shop.run(['kit', 'linux', shop.inventory, '--out', shop.path('none')]);
  t.deepEqual([code, /has no asset of the platform linux/.test(stderr)], [2, true]);
  t.false(existsSync(shop.path('none')));
});

test.serial('a delivery is inspected by the answers of the vendor, and the record says so', async (t) => {
  const ordered = {document: '購入仕様書', delivered: '2026-03-25'};
  inventory(byKit('here', {address: hostname, name: '台帳サーバ', ordered}));
  const args = ['--profile', 'acceptance', '--checks', join(packageRoot, 'checks')];
  const {code, stderr} = await shop.run([
    'import',
    answers,
    '--inventory',
    shop.inventory,
    '--out',
    'delivery',
    ...args,
  ]);
  t.true([1, 3].includes(code ?? -1), stderr);
  const sha256 = createHash('sha256').update(readFileSync(answers)).digest('hex');
  t.true(stderr.includes(sha256) && stderr.includes('here (by name)'));
  const run = shop.readRun('delivery');
  t.is(run.assets[0]?.trouble, null);
  const [record] = shop.answers('delivery', 'here');
  t.like(record, {ask: 'kit', via: 'kit'});
  for (const line of [`sha256 ${sha256}`, 'whole yes', 'platform linux', 'matched-by name'])
    t.true(record?.body?.split('\n').includes(line), line);
  const findings = shop.findings('delivery').filter(({asset}) => asset === 'here');
  t.true(findings.filter(({outcome}) => ['pass', 'fail'].includes(outcome.status)).length > 100);
  t.true(readFileSync(shop.path('delivery/acceptance.ja.html'), 'utf8').includes('台帳サーバ'));
  t.is((await shop.run(['verify', 'delivery'])).code, 0);
});

test.serial('kits, logs and reports of nmap make one run; what is not told of stays not collected', async (t) => {
  const report = shop.write(
    'report.xml',
    `<?xml version="1.0"?><nmaprun scanner="nmap" args="nmap -sT -p 22" start="1790000000" version="7.94"><scaninfo type="connect" protocol="tcp" numservices="1" services="22"/><host><status state="up" reason="syn-ack"/><address addr="198.51.100.9" addrtype="ipv4"/><ports><port protocol="tcp" portid="22"><state state="open" reason="x"/></port></ports></host><runstats><finished time="1790000100" exit="success"/></runstats></nmaprun>`,
  );
  inventory(byKit('here', {name: hostname, platform: 'auto'}), byKit('silent', {address: '198.51.100.30'}), switchOf);
  const {code, stderr} = await imported([report, log(), answers], 'mixed', '--quiet');
  t.is(code, 3, stderr);
  const {assets} = shop.readRun('mixed');
  const trouble = (id: string) => assets.find((each) => each.id === id)?.trouble?.reason ?? null;
  t.deepEqual([trouble('here'), trouble('sw-1'), trouble('silent')], [null, null, 'not-collected']);
  t.is(assets.find(({id}) => id === 'here')?.platform, 'linux');
  t.is(assets.find(({id}) => id === 'sw-1')?.platform, 'cisco-ios');
  t.true(shop.answers('mixed', 'here').some(({ask}) => ask === 'tcp-ports'));
  t.true(shop.answers('mixed', 'sw-1').some(({ask}) => ask === 'show running-config'));
});

test.serial('a scan takes answers of kits in beside what it asks itself', async (t) => {
  inventory(byKit('here', {address: hostname}), byKit('live', {address: '127.0.0.1', access: [{via: 'local'}]}));
  const ended = await shop.run([
    'scan',
    shop.inventory,
    '--kit',
    answers,
    '--out',
    'beside',
    '--format',
    'json',
    '--quiet',
  ]);
  t.is(ended.code, 1, ended.stderr);
  t.true(shop.answers('beside', 'live').every(({via}) => via === 'local'));
  t.true(shop.answers('beside', 'here').every(({via}) => via === 'kit'));
});

test.serial('an asset that could be asked is not, where it is told of by a kit; nothing is sent', async (t) => {
  inventory(byKit('here', {address: hostname, access: [{via: 'local'}, {via: 'kit'}]}));
  t.is((await imported([answers], 'unasked', '--quiet')).code, 1);
  t.is(shop.readRun('unasked').assets[0]?.trouble, null);
  t.true(shop.answers('unasked', 'here').every(({via}) => via === 'kit'));
});

test.serial('a file that is not whole is taken as far as it is, and that is said', async (t) => {
  inventory(byKit('here', {address: hostname}));
  const bytes = readFileSync(answers);
  const half = shop.path('half.answers');
  writeFileSync(half, bytes.subarray(0, bytes.length / 2));
  const {stderr} = await imported([half], 'half');
  t.regex(stderr, /half\.answers: is not whole: \d+ answers are missing/);
  t.true(shop.answers('half', 'here').some(({reason}) => reason === 'cut'));
  t.true(shop.answers('half', 'here')[0]?.body?.includes('whole no'));
});

test.serial('what cannot be taken is refused by name, and no run is made', async (t) => {
  const refused = async (pattern: RegExp, ...args: readonly string[]): Promise<void> => {
    const {code, stderr} = await shop.run(['import', ...args, '--out', 'none', '--quiet']);
    t.is(code, 2, stderr);
    t.regex(stderr, pattern);
  };
  const at = ['--inventory', shop.inventory];
  inventory(byKit('here', {address: hostname, identity: {machineId: 'f'.repeat(32), macs: ['02:00:00:00:00:99']}}));
  await refused(/stick\/.*another machine than here: .*mac/, answers, ...at);
  await refused(/another machine/, answers, ...at, '--asset', 'here');
  inventory(byKit('other'));
  await refused(/is of no asset of the inventory.*it could be: other/, answers, ...at);
  inventory(byKit('here', {address: hostname, platform: 'windows'}));
  await refused(/declared as server, windows/, answers, ...at);
  inventory(byKit('here', {address: hostname}), switchOf);
  const copy = shop.write('copy.answers', readFileSync(answers, 'latin1'));
  await refused(/copy\.answers: is of here, and so is/, answers, copy, ...at);
  await refused(/--asset.*one file/, answers, log(), ...at, '--asset', 'here');
  await refused(/--inventory FILE/, answers);
  const packed = shop.path('b.answers');
  writeFileSync(packed, gzipSync(readFileSync(answers)));
  await refused(/unpack it/, packed, ...at);
  writeFileSync(packed, Buffer.alloc(600));
  await refused(/neither a table/, packed, ...at);
  await refused(/no command of a kit/, shop.write('note.txt', 'hello'), ...at);
  await refused(/cannot be read \(ENOENT\)/, shop.path('missing.answers'), ...at);
  await refused(/by itself/, answers, shop.write('waivers.csv', 'a,b\n'), ...at);
  t.false(existsSync(shop.path('none')));
});
