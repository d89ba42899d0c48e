import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import test from 'ava';
import {Workshop} from './support.ts';

const shop = new Workshop();
const asset = {
  ...{id: 'here', kind: 'server', zone: 'office', address: '127.0.0.1', platform: 'linux', access: [{via: 'local'}]},
  name: '台帳サーバ',
  ordered: {document: '購入仕様書', delivered: '2026-03-25'},
};

function profile(id: string, more: string): void {
  const text = `id: ${id}\ntitle: {en: ${id}, ja: 納入}\nfloor: 50\n${more}\n`;
  writeFileSync(`${shop.checks}/profiles/${id}.yaml`, text);
}

test.before(() => {
  shop.writeInventory({assets: [asset]});
  profile('delivery', 'formats: [acceptance, clauses]\nrequired: [system-other]');
});
test.after.always(() => shop.remove());

const reports = ['acceptance.ja.html', 'acceptance.en.html', 'clauses.ja.csv', 'clauses.en.csv', 'report.json'];
const written = (...at: string[]) => reports.filter((name) => existsSync(shop.path(...at, name)));

test.serial('a profile says which reports a scan writes, where the command line does not', async (t) => {
  const ended = await shop.run(['scan', shop.inventory, '--profile', 'delivery', '--out', 'run', '--quiet']);
  t.is(ended.code, 1, ended.stderr);
  t.deepEqual(written('run'), reports.slice(0, 4));
  const page = readFileSync(shop.path('run/acceptance.ja.html'), 'utf8');
  for (const part of ['購入仕様書', '2026-03-25', '台帳サーバ', '不合格', '発注者 検査員'])
    t.true(page.includes(part), part);
});

test.serial('so do judging and rendering anew; what is asked for comes first', async (t) => {
  await shop.run(['judge', 'run', '--id', 'same', '--quiet']);
  t.deepEqual(written('run', 'judgements', 'same'), reports.slice(0, 4));
  await shop.run(['judge', 'run', '--id', 'other', '--profile', 'scheduled', '--quiet']);
  t.deepEqual(written('run', 'judgements', 'other'), ['report.json']);
  await shop.run(['judge', 'run', '--id', 'asked', '--format', 'json', '--quiet']);
  t.deepEqual(written('run', 'judgements', 'asked'), ['report.json']);
  const rendered = await shop.run(['report', 'run/judgements/asked', '--lang', 'en']);
  t.is(rendered.code, 0, rendered.stderr);
  t.deepEqual(written('run', 'judgements', 'asked').sort(), ['acceptance.en.html', 'clauses.en.csv', 'report.json']);
});

const wrong = {
  'a format that there is not': 'formats: [pdf]',
  'a required check that there is not': 'required: [nobody]',
  'a required check that is not selected': 'exclude: [system-other]\nrequired: [system-other]',
};
for (const [title, more] of Object.entries(wrong)) {
  test.serial(`a profile with ${title} is refused before anything is asked`, async (t) => {
    profile('wrong', more);
    const ended = await shop.run(['scan', shop.inventory, '--profile', 'wrong', '--out', 'none', '--quiet']);
    t.is(ended.code, 2);
    t.regex(ended.stderr, /profiles\/wrong\.yaml: .*(pdf|nobody|system-other)/);
    t.false(existsSync(shop.path('none')));
  });
}
