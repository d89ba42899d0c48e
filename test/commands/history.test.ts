import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import test from 'ava';
import {Workshop} from '../scan/support.ts';

const shop = new Workshop();
const here = {kind: 'server', zone: 'office', address: '127.0.0.1', platform: 'linux', access: [{via: 'local'}]};
const runs = shop.path('runs');
const index = shop.path('runs', 'history.db');
const rubbish = 'no database\n'.repeat(100);
const history = (...words: string[]) => shop.run(['history', ...words, '--out', runs]);

test.before(() => {
  shop.writeInventory({assets: [{id: 'here', ...here}]});
  mkdirSync(runs);
});
test.after.always(() => shop.remove());

test.serial('where the index is damaged, a scan ends as ever, with a summary, and warns', async (t) => {
  writeFileSync(index, rubbish);
  const scan = ['scan', shop.inventory, '--format', 'json', '--out', shop.path('runs', 'r1')];
  const {code, stdout, stderr} = await shop.run(scan);
  t.is(code, 1, stderr);
  t.regex(stderr, /The run is not in the list of mizumori history: \S*history\.db: is damaged.*history rebuild/);
  t.notRegex(stderr, /fault of mizumori/);
  t.regex(stdout, /report\.json/);
  t.is(readFileSync(index, 'utf8'), rubbish);
});

test.serial('a damaged index is told in both languages', async (t) => {
  const [english, japanese] = await Promise.all([history(), history('--lang', 'ja')]);
  t.is(english.code, 2);
  t.regex(english.stderr, /^\S*history\.db: is damaged, or no index of runs: mizumori history rebuild makes it anew/);
  t.regex(japanese.stderr, /history\.db: は壊れているか、実行の索引ではありません。mizumori history rebuildで/);
});

test.serial('it is made anew from the run folders; one that is damaged is named and left out', async (t) => {
  mkdirSync(shop.path('runs', 'r0', 'evidence'), {recursive: true});
  writeFileSync(shop.path('runs', 'r0', 'run.json'), '{"schema":1,');
  const {code, stdout, stderr} = await history('rebuild');
  t.is(code, 2);
  t.is(stdout, '1 run indexed\n');
  t.regex(stderr, /r0\/run\.json: is damaged/);
});

test.serial('runs are listed with times of their site, also where nothing may be written', async (t) => {
  const readOnly = `mount --bind ${runs} ${runs} && mount -o remount,bind,ro ${runs} && exec "$@"`;
  const words = ['history', '--out', runs];
  const {code, stdout, stderr} = await shop.runInside(`exec unshare -m sh -c '${readOnly}' sh "$@"`, words);
  t.is(code, 0, stderr);
  const started = Date.parse(shop.readRun('runs/r1').startedAt) + 9 * 3_600_000;
  const shown = new Date(started).toISOString().slice(0, 16).replace('T', ' ');
  t.true(stdout.includes(` ${shown} Asia/Tokyo `), stdout);
  t.is(stdout.split('\n').length, 3);
});

test.serial('a folder that is not there is named, and not made', async (t) => {
  for (const command of [['history'], ['history', 'rebuild']]) {
    const words = [...command, '--out', shop.path('nosuch')];
    const {code, stdout, stderr} = await shop.run(words);
    t.is(code, 2);
    t.is(stdout, '');
    t.regex(stderr, /nosuch: is no folder: name the one that holds the run folders/);
    t.regex((await shop.run([...words, '--lang', 'ja'])).stderr, /nosuch: というフォルダーはありません/);
    t.false(existsSync(shop.path('nosuch')));
  }
});
