import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {importDates, type DatedFeed, type Told} from '../../src/lifecycle/import.ts';
import {readFeed} from '../../src/lifecycle/feed.ts';
import {packageRoot} from '../../src/model/paths.ts';

const lifecycle = readFileSync(join(packageRoot, 'checks/data/lifecycle.yaml'), 'utf8');
const feedOf = (file: string, value: unknown): DatedFeed => ({
  file,
  feed: readFeed(file, JSON.stringify(value)),
  date: '2026-11-25',
});
const imported = (...feeds: DatedFeed[]): {yaml: string; told: readonly Told[]} =>
  importDates('lifecycle.yaml', lifecycle, feeds);

/** Lines that only one of two texts has. */
function differing(before: string, after: string): {gone: string[]; come: string[]} {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return {gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line))};
}

test('only the lines of new and other dates change; comments and all else stay to the byte', (t) => {
  const {yaml, told} = imported(
    feedOf('/stick/debian.json', [
      {cycle: '14', eol: '2030-08-01', extendedSupport: '2032-06-30', lts: false, latest: '14.0'},
      {cycle: '13', eol: '2028-08-09', extendedSupport: '2030-06-30'},
      {cycle: '12', eol: '2026-06-10', extendedSupport: '2028-06-30'},
    ]),
  );
  t.deepEqual(
    told.map(({product, cycle, what, before}) => [product, cycle, what, before?.standard ?? null]),
    [
      ['debian', '14', 'added', null],
      ['debian', '13', 'same', '2028-08-09'],
      ['debian', '12', 'changed', '2026-07-11'],
    ],
  );
  const {gone, come} = differing(lifecycle, yaml);
  t.deepEqual(gone, [
    '      - {cycle: "12", standard: 2026-07-11, extended: {until: 2028-06-30, paid: false}, source: eol-2026-08}',
  ]);
  const source = 'endoflife-debian-2026-11-25';
  t.deepEqual(come, [
    `  ${source}: {title: endoflife.date (debian), url: https://endoflife.date/debian, date: 2026-11-25}`,
    `      - {cycle: "14", standard: 2030-08-01, extended: {until: 2032-06-30, paid: false}, source: ${source}}`,
    `      - {cycle: "12", standard: 2026-06-10, extended: {until: 2028-06-30, paid: false}, source: ${source}}`,
  ]);
  t.true(yaml.indexOf('cycle: "14"') < yaml.indexOf('cycle: "13"'));
});

test('what is the same already changes nothing', (t) => {
  const {yaml, told} = imported(feedOf('ubuntu.json', [{cycle: '24.10', eol: '2025-07-10'}]));
  t.deepEqual(
    told.map(({what}) => what),
    ['same'],
  );
  t.is(yaml, lifecycle);
});

test('v1, of one product and of many; extended support is paid where the product says so, and else not taken', (t) => {
  const ubuntu = {
    name: 'ubuntu',
    releases: [{name: '28.04', isEol: false, eolFrom: '2033-04-30', eoesFrom: '2038-04-30'}],
  };
  const alma = {name: 'almalinux', releases: [{name: '11', eolFrom: '2038-05-31', eoesFrom: '2040-05-31'}]};
  const nodejs = {name: 'nodejs', releases: [{name: '20', eolFrom: '2026-04-30'}]};
  const one = imported(feedOf('any-name.json', {generated_at: '2026-11-20T00:00:00+00:00', result: ubuntu}));
  t.deepEqual(one.told[0]?.after, {standard: '2033-04-30', extended: '2038-04-30'});
  t.regex(one.yaml, /cycle: "28\.04", standard: 2033-04-30, extended: \{until: 2038-04-30, paid: true\}/);
  const many = imported(feedOf('full.json', {result: [alma, ubuntu, nodejs]}));
  t.deepEqual(
    many.told.map(({product, after}) => [product, after?.extended]),
    [
      ['almalinux', null],
      ['ubuntu', '2038-04-30'],
    ],
  );
});

test('the page of a product, as the repository of endoflife.date has it', (t) => {
  const release = '  - releaseCycle: "13.0"\n    eol: 2031-07-30\n    eoas: 2030-07-30\n';
  const text = `---\ntitle: PAN-OS\npermalink: /panos\nreleases:\n${release}---\n\n> prose: [with --- in it\n`;
  const {told} = imported({file: 'pan-os.md', feed: readFeed('pan-os.md', text), date: '2026-11-25'});
  t.deepEqual(told, [
    {product: 'panos', cycle: '13.0', what: 'added', before: null, after: {standard: '2031-07-30', extended: null}},
  ]);
});

test('the day on which endoflife.date made a file is read from v1, and no day from what is none', (t) => {
  const madeOf = (generated_at: string): string | null =>
    readFeed('x.json', JSON.stringify({generated_at, result: []})).made;
  t.is(madeOf('2026-11-20T01:02:03+00:00'), '2026-11-20');
  t.is(madeOf('yesterday'), null);
});

test('a yes, a no, nothing, and a name that no release has here make no date', (t) => {
  const {yaml, told} = imported(
    feedOf('debian.json', [
      {cycle: '15', eol: false},
      {cycle: '13', eol: true},
      {cycle: '12'},
      {cycle: 'sid', eol: '2030-01-01'},
      {cycle: '12.1', eol: '2030-01-01'},
    ]),
  );
  t.deepEqual(
    told.map(({cycle, what}) => [cycle, what]),
    [
      ['15', 'no-day'],
      ['13', 'no-day'],
      ['12', 'no-day'],
      ['sid', 'other-name'],
      ['12.1', 'other-name'],
    ],
  );
  t.is(yaml, lifecycle);
});

test('extended support without a day, or one before the end of the standard one, is none', (t) => {
  for (const extendedSupport of [true, false, null, '2028-01-01']) {
    const {told} = imported(feedOf('debian.json', [{cycle: '13', eol: '2028-08-09', extendedSupport}]));
    t.deepEqual(told[0]?.after, {standard: '2028-08-09', extended: null});
  }
});

test('a product that two entries of the data share is told apart by its releases', (t) => {
  const {told} = imported(
    feedOf('opensuse.json', [
      {cycle: '16.1', eol: '2028-10-31'},
      {cycle: '42.3', eol: '2019-07-02'},
    ]),
  );
  t.deepEqual(
    told.map(({product, what}) => [product, what]),
    [
      ['opensuse-leap', 'added'],
      ['opensuse-leap-42', 'changed'],
    ],
  );
});

const refused: readonly {name: string; file: string; text: string; message: RegExp}[] = [
  {name: 'no JSON', file: 'debian.json', text: '[{"cycle": "13"', message: /no JSON/},
  {name: 'another JSON', file: 'debian.json', text: '{"packages": []}', message: /not what endoflife\.date/},
  {name: 'a day that is none', file: 'debian.json', text: '[{"cycle": "13", "eol": "2028-02-30"}]', message: /0\.eol/},
  {
    name: 'a release as a number',
    file: 'alpine.json',
    text: '[{"cycle": 3.20, "eol": "2026-04-01"}]',
    message: /0\.cycle/,
  },
  {name: 'a page without dates', file: 'debian.md', text: '# Debian', message: /not what endoflife\.date/},
  {name: 'an unknown product', file: 'debain.json', text: '[]', message: /did you mean “debian”.*Known: .*rocky-linux/},
];

for (const {name, file, text, message} of refused) {
  test(`${name} is refused`, (t) => {
    t.throws(() => imported({file, feed: readFeed(file, text), date: '2026-11-25'}), {message});
  });
}
