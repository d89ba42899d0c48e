import {readFileSync, statSync, utimesSync} from 'node:fs';
import test from 'ava';
import {loadReferenceData} from '../../src/derive/data.ts';
import {Workshop, type Ended} from '../scan/support.ts';

const shop = new Workshop();
test.after.always(() => shop.remove());

const run = (...args: readonly string[]): Promise<Ended> =>
  shop.run(['checks', 'lifecycle', ...args, '--checks', shop.checks]);
const path = (): string => shop.path('checks', 'data', 'lifecycle.yaml');

test.serial(
  'dates of a file come into the data that assets are judged by, with where and when they are from',
  async (t) => {
    const file = shop.write('debian.json', JSON.stringify([{cycle: '14', eol: '2030-08-01', extendedSupport: false}]));
    utimesSync(file, 0, Date.parse('2026-10-05T12:00:00Z') / 1000);
    const {mode} = statSync(path());
    const ended = await run(file, '--lang', 'ja');
    t.is(ended.code, 0, ended.stderr);
    t.regex(ended.stdout, /debian 14: 2030-08-01 \(追加\)\n/);
    t.is(statSync(path()).mode, mode);
    const data = loadReferenceData(shop.path('checks', 'data'));
    const cycle = data.lifecycle.find(({id}) => id === 'debian')?.cycles[0];
    t.deepEqual(cycle, {cycle: '14', standard: '2030-08-01', extended: null, source: 'endoflife-debian-2026-10-05'});
    t.is(data.sources['endoflife-debian-2026-10-05']?.date, '2026-10-05');
  },
);

test.serial('a release with other dates is told with both, and --date says when the file was fetched', async (t) => {
  const file = shop.write('debian.json', JSON.stringify([{cycle: '14', eol: '2030-09-01'}]));
  const ended = await run(file, '--date', '2026-11-01', '--lang', 'en');
  t.regex(ended.stdout, /debian 14: 2030-08-01 → 2030-09-01 \(replaced\)\n/);
  t.regex(readFileSync(path(), 'utf8'), /endoflife-debian-2026-11-01: .*date: 2026-11-01/);
});

test.serial('of several files none is written where one is wrong', async (t) => {
  const before = readFileSync(path(), 'utf8');
  const good = shop.write('debian.json', JSON.stringify([{cycle: '15', eol: '2032-09-01'}]));
  const bad = shop.write('toaster.json', '[]');
  for (const args of [
    [good, bad],
    [good, shop.path('missing.json')],
    [good, '--date', '2026-02-30'],
  ])
    t.is((await run(...args)).code, 2);
  t.is(readFileSync(path(), 'utf8'), before);
});
