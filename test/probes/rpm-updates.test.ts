import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {updates} from '../../src/probes/updates.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';

type Recording = ReturnType<typeof loadRecording>;

function factOf(name: string, change: (recording: Recording) => Recording = (recording) => recording) {
  return factsOf([updates], exchangesOf(change(loadRecording(`linux/${name}`))), 'linux', null)['updates'];
}

/** Another text in the answer of a command. */
function replaced(
  id: 'packages' | 'rpm-updates',
  from: string | RegExp,
  to: string,
): (recording: Recording) => Recording {
  return (recording) => {
    const text = recording.commands[id];
    if (typeof text !== 'string') throw new Error('not recorded');
    const other = text.replace(from, to);
    if (other === text) throw new Error('nothing replaced');
    return {...recording, commands: {...recording.commands, [id]: other}};
  };
}

function filed(path: string, text: string | null): (recording: Recording) => Recording {
  return (recording) => ({...recording, files: {...recording.files, [path]: text}});
}

/** A repository by another name, wherever it is named. */
function renamed(from: string, to: string): (recording: Recording) => Recording {
  return (recording) => JSON.parse(JSON.stringify(recording).replaceAll(from, to)) as Recording;
}

const pending = 'rhel-9_updates-pending';
const current = 'rhel-9_updates-current';

test('advisories of enabled repositories and streams count, against the newest of several kernels', (t) => {
  t.like(factOf(pending), {
    state: 'known',
    complete: true,
    value: {
      pending: [
        {name: 'glibc', installed: '2.34-125.el9_5.8', available: '2.34-125.el9_5.10', security: true},
        {
          name: 'nodejs',
          installed: '1:20.16.0-1.module+el9.4.0+1+cccccccc',
          available: '1:20.18.0-1.module+el9.5.0+1+aaaaaaaa',
          security: true,
        },
        {name: 'tzdata', installed: '2026a-1.el9', available: '2026b-1.el9', security: false},
      ],
      advisoriesOnly: true,
      metadataAt: '2026-11-20T18:40:00.000Z',
    },
  });
});

test('an update that mends a bug alone is no security update', (t) => {
  t.like(factOf(current), {
    complete: true,
    value: {
      pending: [
        {name: 'glibc', security: false},
        {name: 'tzdata', security: false},
      ],
    },
  });
});

test('zypper: the pool that never changes needs no advisories, nor does its age count', (t) => {
  t.like(factOf('sles-15_updates-pending'), {
    complete: true,
    value: {pending: [{name: 'libopenssl3', security: true}], metadataAt: '2026-11-21T22:26:40.000Z'},
  });
});

for (const tool of ['dnf-4.14', 'zypper-1.14']) {
  test(`${tool}: between which times the first update of each package came out is told by its advisories`, (t) => {
    const fact = factOf(`${tool}_updates-dated`);
    t.like(fact, {state: 'known', complete: true});
    t.deepEqual(updates.schema.parse(fact?.state === 'known' ? fact.value : null).pending, [
      {
        ...{name: 'mizu-core', installed: '1.0-1.el9', available: '1.0-3.el9', security: true},
        // Issued, and changed two days later.
        ...{releasedFrom: '2026-09-01T02:30:21.000Z', releasedUntil: '2026-09-03T04:05:06.000Z'},
      },
      // No advisory of what is installed is kept: an earlier update may have been dropped.
      {
        ...{name: 'mizu-data', installed: '2026a-1.el9', available: '2026b-1.el9', security: false},
        ...{releasedFrom: null, releasedUntil: '2026-10-21T00:00:00.000Z'},
      },
      {
        ...{name: 'mizu-web', installed: '2.0-1.el9', available: '2.1-1.el9', security: true},
        ...{releasedFrom: null, releasedUntil: '2026-11-06T21:20:00.000Z'},
      },
    ]);
  });
}

for (const [name, change, releasedFrom, releasedUntil] of [
  [
    'the first has no date',
    replaced('rpm-updates', '2026-09-01 02:30:21\t2026-09-03 04:05:06', '\t'),
    null,
    '2026-11-11',
  ],
  ['its dates are words', replaced('rpm-updates', '2026-09-01 02:30:21', 'yesterday'), null, '2026-11-11'],
  ['it was changed in the future', replaced('rpm-updates', '2026-09-03', '2030-09-03'), '2026-09-01', '2026-11-11'],
  ['it was issued in the future', replaced('rpm-updates', '2026-09-01', '2030-09-01'), null, '2026-11-11'],
  ['none was changed', replaced('rpm-updates', '2026-09-03 04:05:06', ''), '2026-09-01', '2026-09-01'],
  [
    'it mends a bug alone',
    replaced('rpm-updates', 'MZSA-2026:0002\tsecurity', 'MZBA-2026:0002\tbugfix'),
    '2026-11-10',
    '2026-11-11',
  ],
  [
    'that of what is installed is gone',
    replaced('rpm-updates', 'p\tmizu-core\t0:1.0-1.el9', 'p\tmizu-core\t0:1.0-2.el9'),
    null,
    '2026-05-02',
  ],
  [
    'that of what is installed is of another module',
    replaced('rpm-updates', 'mizu-core\t0:1.0-1.el9\tx86_64\t', 'mizu-core\t0:1.0-1.el9\tx86_64\tother:1'),
    null,
    '2026-09-03',
  ],
] as const) {
  test(`since when the first of several updates is out, where ${name}`, (t) => {
    const fact = factOf('dnf-4.14_updates-dated', change);
    const {pending: found} = updates.schema.parse(fact?.state === 'known' ? fact.value : null);
    const day = (time: string | null | undefined): string | null | undefined => time?.slice(0, 10) ?? time;
    const core = found.find((one) => one.name === 'mizu-core');
    t.deepEqual([day(core?.releasedFrom), day(core?.releasedUntil)], [releasedFrom, releasedUntil]);
  });
}

const repository = '/etc/yum.repos.d/vendor.repo';
const vendor = '[vendor]\nname=Vendor\nbaseurl=https://vendor.example.jp/\nenabled=1\n';
const second = '/var/cache/dnf/rhel-9-baseos-fedcba9876543210/repodata/repomd.xml';
const cases: readonly (readonly [string, (recording: Recording) => Recording])[] = [
  ['a repository of a vendor has no cache', filed(repository, vendor)],
  ['a repository has no address', filed(repository, '[vendor]\nenabled=1\n')],
  ['the stream of a module is not told', filed('/etc/dnf/modules.d/nodejs.module', '[nodejs]\nstate=\nstream=\n')],
  ['advisories broke off', replaced('rpm-updates', '2026b-1.el9\tnoarch\t\ne\n', '2026b-1.el9\tnoarch\t\n')],
  ['the answer broke off', replaced('rpm-updates', /e\n\.\n$/, 'e\n')],
  ['advisories could not be read', replaced('rpm-updates', '2026b-1.el9\tnoarch\t\ne\n', '2026b-1.el9\tnoarch\t\nx\n')],
  ['a line is not understood', replaced('rpm-updates', '0:2026b-1.el9', '0:2026b')],
  ['a repository has none', replaced('rpm-updates', /(?<=appstream\S*\n)a[\s\S]*?\ne\n/, 'n\n')],
  ['an installed version is not understood', replaced('packages', '0:8.7p1-43.el9\t', '0:8.7p1 43.el9\t')],
  [
    'the distribution has no repository',
    filed('/etc/yum.repos.d/redhat.repo', '[rhel-9-appstream]\nbaseurl=https://mirror.example.jp/appstream\n'),
  ],
  ['the base has a name that is not known', renamed('rhel-9-baseos', 'site-baseos')],
  ['only the sources of the base are there', renamed('rhel-9-baseos', 'rhel-9-for-x86_64-baseos-source-rpms')],
  [
    'a second cache of a repository could not be read',
    (recording) =>
      replaced(
        'packages',
        '1795200000 ',
        `1795300000 ${second}\n1795200000 `,
      )(replaced('rpm-updates', /e\n\.\n$/, `e\nr ${second}\nx\n.\n`)(recording)),
  ],
  ['dnf turns repositories on elsewhere', filed('/etc/dnf/repos.override.d/99-site.repo', '[testing]\nenabled=1\n')],
  [
    'dnf turns repositories off in files of the system',
    filed('/usr/share/dnf5/repos.override.d/50-vendor.repo', '[rhel-9-*]\nenabled = 0\n'),
  ],
  ['one list is old', replaced('packages', '1795200000', '1790000000')],
  ['one list has no time', replaced('packages', /1795200000 \S*\n/, '')],
];
for (const [name, change] of cases) {
  test(`what waits is known in part when ${name}`, (t) => {
    t.like(factOf(current, change), {state: 'known', complete: false});
  });
}

for (const name of ['rhel-9-for-x86_64-NAME-rpms', 'rhel-9-for-x86_64-NAME-eus-rpms', 'NAME']) {
  test(`the distribution's own repositories are known by ${name}`, (t) => {
    const named = (part: string): ((recording: Recording) => Recording) =>
      renamed(`rhel-9-${part}`, name.replace('NAME', part));
    t.like(
      factOf(current, (recording) => named('baseos')(named('appstream')(recording))),
      {state: 'known', complete: true},
    );
  });
}

test('without a cache of an enabled repository nothing is known', (t) => {
  const nothing = {state: 'gap', reason: 'not-collected'};
  t.like(factOf(pending, replaced('rpm-updates', /^[\s\S]*$/, '.')), nothing);
  t.like(factOf(pending, filed('/etc/yum.repos.d/redhat.repo', '')), nothing);
  t.like(factOf(pending, replaced('rpm-updates', /^[\s\S]*$/, 'none')), {state: 'gap', reason: 'unsupported'});
});

const glibc = '0:2.34-125.el9_5.9\tx86_64';
for (const [name, change, expected] of [
  ['another architecture', replaced('rpm-updates', glibc, '0:2.99-1\ti686'), ['tzdata']],
  ['an older epoch', replaced('packages', '0:2.34-125', '1:2.34-125'), ['tzdata']],
  [
    'a package that was of any architecture',
    replaced('rpm-updates', '0:2026b-1.el9\tnoarch', '0:2026b-1.el9\tx86_64'),
    ['glibc', 'tzdata'],
  ],
  [
    'a module, for a package outside of modules',
    replaced('packages', '1:20.18.0-1.module+el9.5.0+1+aaaaaaaa', '1:16.0.0-1.el9'),
    ['glibc', 'tzdata'],
  ],
] as const) {
  test(`advisories are compared well: ${name}`, (t) => {
    const fact = factOf(current, (recording) =>
      change(
        name === 'another architecture'
          ? replaced('rpm-updates', '0:2.34-125.el9_5.10\tx86_64', '0:2.99-1\ti686')(recording)
          : recording,
      ),
    );
    t.like(fact, {state: 'known', complete: true});
    const {pending: found} = updates.schema.parse(fact?.state === 'known' ? fact.value : null);
    t.deepEqual(
      found.map((one) => one.name),
      [...expected],
    );
  });
}
