import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Fact} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, factsOfRecording, loadRecording} from '../../src/recording.ts';

const debian = 'linux/debian-12_software-default';
const legacy = 'linux/debian-12_software-legacy';
const clamav = 'linux/debian-12_software-clamav';
const systemd = 'linux/debian-12_software-systemd';
const rhel = 'linux/rhel-9_software-default';
const alpine = 'linux/alpine-3.20_software-default';

type Known = Extract<Fact, {state: 'known'}>;

function known(recording: string, fact: string): Known {
  const found = factsOfRecording(recording).facts[fact];
  if (found?.state !== 'known') throw new Error(`${fact}: ${JSON.stringify(found)}`);
  return found;
}

interface Case {
  readonly title: string;
  readonly recording: string;
  readonly fact: string;
  readonly complete: boolean;
  /** Fields that are looked at, and what they hold. */
  readonly holds: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = [
  {
    title: 'the clock lies between two bounds when it is read to the millisecond',
    ...{recording: debian, fact: 'clock', complete: true},
    holds: {offsetLowMs: -15, offsetHighMs: 41, utcOffset: '+0000', timezone: 'Etc/UTC'},
  },
  {
    title: 'a clock of whole seconds may be up to one second further on',
    ...{recording: alpine, fact: 'clock', complete: true},
    holds: {offsetLowMs: 4850, offsetHighMs: 5900, utcOffset: '+0900', timezone: null},
  },
  {title: 'uptime is in seconds', recording: rhel, fact: 'uptime', complete: true, holds: {upSeconds: 8_640_000}},
  {
    title: 'the kernel is told with its architecture',
    ...{recording: rhel, fact: 'kernel', complete: true},
    holds: {release: '5.14.0-503.11.1.el9_5.x86_64', architecture: 'x86_64'},
  },
  {
    title: 'on Red Hat a newer kernel and core packages newer than the start call for a restart',
    ...{recording: rhel, fact: 'reboot', complete: true},
    holds: {
      required: true,
      because: ['newer-kernel', 'core-packages'],
      packages: ['glibc', 'kernel-core'],
      newestKernel: '5.14.0-503.40.1.el9_5.x86_64',
    },
  },
  {
    title: 'on Alpine the kernel that was replaced under the running one calls for a restart',
    ...{recording: alpine, fact: 'reboot', complete: true},
    holds: {required: true, because: ['newer-kernel'], newestKernel: '6.6.58-0-lts'},
  },
  {
    title: 'on Debian a rebuild under the same release is a newer kernel',
    ...{recording: systemd, fact: 'reboot', complete: true},
    holds: {
      required: true,
      because: ['marker-file', 'newer-kernel'],
      packages: ['libc6', 'linux-image-6.1.0-32-amd64'],
    },
  },
  {
    title: 'without a kernel package nothing says whether a restart is needed',
    ...{recording: debian, fact: 'reboot', complete: false},
    holds: {required: null, because: [], newestKernel: null},
  },
  {
    title: 'packages half installed and held back are told, removed ones are not installed',
    ...{recording: systemd, fact: 'packages', complete: true},
    holds: {manager: 'dpkg', broken: ['postfix'], held: ['openssl']},
  },
  {
    title: 'version locks of dnf hold packages',
    recording: rhel,
    fact: 'packages',
    complete: true,
    holds: {held: ['bind-32:9.16.23-24.el9_5.*']},
  },
  {
    title: 'a version in the world file holds a package',
    recording: alpine,
    fact: 'packages',
    complete: true,
    holds: {held: ['nginx']},
  },
  {
    title: 'trusted=yes and AllowUnauthenticated are seen, and that no source brings security updates',
    ...{recording: legacy, fact: 'packageSources', complete: true},
    holds: {unauthenticatedAllowed: true, security: false, refreshedAt: '2026-06-01T00:00:00.000Z'},
  },
  {
    title: 'pending updates come with whether the security archive brings them',
    ...{recording: clamav, fact: 'updates', complete: true},
    holds: {pending: [], metadataAt: '2026-11-22T21:11:12.000Z'},
  },
  {
    title: 'package lists that are old, without the security archive, leave pending updates open',
    ...{recording: legacy, fact: 'updates', complete: false},
    holds: {pending: []},
  },
  {
    title: 'an update of Alpine is not known to be a security update',
    ...{recording: alpine, fact: 'updates', complete: true},
    holds: {
      pending: [
        {
          ...{name: 'busybox', installed: '1.36.1-r29', available: '1.36.1-r31', security: null},
          ...{releasedFrom: null, releasedUntil: '2026-11-20T18:40:00.000Z'},
        },
      ],
    },
  },
  {
    title: 'unattended-upgrades works when its settings and what starts it are there',
    ...{recording: clamav, fact: 'automaticUpdates', complete: true},
    holds: {mechanism: 'unattended-upgrades', refreshes: true, installs: true},
  },
  {
    title: 'unattended-upgrades that is switched off installs nothing',
    ...{recording: legacy, fact: 'automaticUpdates', complete: true},
    holds: {mechanism: 'unattended-upgrades', refreshes: false, installs: false},
  },
  {
    title: 'the install timer of dnf-automatic applies updates whatever its file says',
    ...{recording: rhel, fact: 'automaticUpdates', complete: true},
    holds: {mechanism: 'dnf-automatic', installs: true},
  },
  {
    title: 'no known product is a known absence',
    recording: debian,
    fact: 'antivirus',
    complete: true,
    holds: {products: []},
  },
  {
    title: 'ClamAV is told with its state and the time of its signatures',
    ...{recording: clamav, fact: 'antivirus', complete: true},
    holds: {
      products: [
        {
          ...{id: 'clamav', vendor: 'ClamAV', product: 'ClamAV', version: '1.4.6+dfsg-0+deb12u1'},
          ...{running: true, signatures: true, realTime: true},
          ...{signatureAt: '2026-11-22T08:26:00.000Z', autoUpdate: true, scheduledScan: true},
        },
      ],
    },
  },
  {
    title: 'Microsoft Defender tells its state, but not whether a scan is planned',
    ...{recording: systemd, fact: 'antivirus', complete: true},
    holds: {
      products: [
        {
          ...{
            id: 'microsoft-defender',
            vendor: 'Microsoft',
            product: 'Microsoft Defender for Endpoint',
            version: '101.24092.0002',
            running: true,
            signatures: true,
          },
          ...{realTime: false, signatureAt: '2026-11-08T12:00:00.000Z', autoUpdate: true, scheduledScan: null},
        },
      ],
    },
  },
  {
    title: 'services of xinetd run unless they are disabled',
    ...{recording: systemd, fact: 'services', complete: true},
    holds: {
      initSystem: 'systemd',
      inetd: [
        {name: 'daytime', file: '/etc/xinetd.d/daytime', enabled: true},
        {name: 'tftp', file: '/etc/xinetd.d/tftp', enabled: false},
      ],
    },
  },
  {
    title: 'kernel threads are no programs',
    ...{recording: rhel, fact: 'processes', complete: true},
    holds: {
      list: [
        {name: 'sshd', uid: 0, user: 'root'},
        {name: 'systemd', uid: 0, user: 'root'},
      ],
    },
  },
];

for (const {title, recording, fact, complete, holds} of cases) {
  test(`${fact}: ${title}`, (t) => {
    const found = known(recording, fact);
    const shown = found.value as Record<string, unknown>;
    t.deepEqual(Object.fromEntries(Object.keys(holds).map((key) => [key, shown[key]])), holds);
    t.is(found.complete, complete);
  });
}

interface Unit {
  readonly name: string;
  readonly enabled: boolean | null;
  readonly running: boolean | null;
}

const units = (recording: string): Map<string, Unit> =>
  new Map((known(recording, 'services').value as {units: Unit[]}).units.map((unit) => [unit.name, unit]));

test('services: a unit of systemd has a state of its own for the next start and for now', (t) => {
  const found = units(rhel);
  t.like(found.get('sshd.service'), {enabled: true, running: true});
  t.like(found.get('telnet.socket'), {state: 'masked', enabled: false, running: false});
  t.like(found.get('systemd-udevd.service'), {enabled: null, running: true});
  t.like(found.get('kdump.service'), {running: false});
  t.false(found.has('apparmor.service'), 'named by another unit, but not there');
});

test('services: OpenRC tells what starts and what runs, System V init only what starts', (t) => {
  t.like(units(alpine).get('nginx'), {enabled: true, running: true});
  t.like(units(alpine).get('telnetd'), {enabled: false, running: false});
  t.false(units(alpine).has('functions.sh'));
  t.like(units(legacy).get('vsftpd'), {enabled: true, running: null});
  t.false(known(legacy, 'services').complete);
});

interface Listening {
  readonly sockets: readonly {
    protocol: string;
    address: string;
    port: number;
    loopbackOnly: boolean;
    process: string | null;
  }[];
  readonly exposed: readonly {protocol: string; port: number; addresses: string[]}[];
}

test('listeners: what only the host itself can reach is told apart', (t) => {
  const {sockets, exposed} = known(rhel, 'listeners').value as Listening;
  t.deepEqual(
    sockets.filter(({loopbackOnly}) => loopbackOnly).map(({address, port}) => `${address} ${port}`),
    ['127.0.0.1 323', '::1 323', '127.0.0.53 53'],
  );
  t.deepEqual(
    exposed.map(({protocol, port}) => `${protocol}/${port}`),
    ['tcp/22', 'tcp/2049'],
  );
});

test('listeners: without ss the tables of the kernel tell the ports, and connections are none', (t) => {
  t.deepEqual(
    (known(alpine, 'listeners').value as Listening).sockets.map(
      ({protocol, address, port}) => `${protocol} ${address} ${port}`,
    ),
    [
      'tcp 0.0.0.0 80',
      'tcp 127.0.0.1 3306',
      'tcp ::1 25',
      'tcp :: 80',
      'tcp 2001:db8:0:0:0:0:0:1 443',
      'udp 0.0.0.0 68',
    ],
  );
  t.true(known(alpine, 'listeners').complete);
  t.like(factsOfRecording(alpine).facts['listenerOwners'], {state: 'gap', reason: 'permission-denied'});
});

test('listeners: without root every port is told, and of the owners only our own processes', (t) => {
  const name = 'linux/debian-12_listeners-unprivileged';
  const {value, complete} = known(name, 'listeners');
  const {sockets} = value as Listening;
  t.true(complete);
  t.deepEqual(
    sockets.map(({port, process}) => `${port} ${process ?? 'unknown'}`),
    ['123 unknown', '22 unknown', '19 unknown', '5432 unknown', '8080 busybox'],
  );
  t.like(factsOfRecording(name).facts['listenerOwners'], {state: 'gap', reason: 'permission-denied'});
});

test('listeners: root learns no owner where ss is missing', (t) => {
  const recording = {...loadRecording(alpine), privileged: true};
  const facts = factsOf(probes, exchangesOf(recording), 'linux', null);
  t.like(facts['listenerOwners'], {state: 'gap', reason: 'unsupported'});
});

test('updates: where advisories were not asked for, they are not tested', (t) => {
  t.like(factsOfRecording(rhel).facts['updates'], {state: 'gap', reason: 'not-collected'});
});

test('packages: epochs, sources and times of installation are read, keys are no packages', (t) => {
  const {list} = known(rhel, 'packages').value as {
    list: {name: string; version: string; source: string | null; installedAt: string | null}[];
  };
  t.like(
    list.find(({name}) => name === 'bind'),
    {version: '32:9.16.23-24.el9_5', source: 'bind', installedAt: '2026-05-28T20:26:40.000Z'},
  );
  t.false(list.some(({name}) => name === 'gpg-pubkey'));
});

test('packageSources: disabled repositories and those in the form of stanzas are told as such', (t) => {
  interface Source {
    readonly uri: string;
    readonly suite: string;
    readonly enabled: boolean;
    readonly signed: boolean;
    readonly encrypted: boolean;
  }
  const sources = (recording: string) => (known(recording, 'packageSources').value as {list: Source[]}).list;
  t.like(sources(rhel)[1], {suite: 'vendor', enabled: false, signed: false, encrypted: false});
  t.deepEqual(
    sources(systemd).map(({uri, suite}) => `${uri} ${suite}`),
    [
      'https://deb.debian.org/debian bookworm',
      'https://deb.debian.org/debian bookworm-updates',
      'https://deb.debian.org/debian-security bookworm-security',
    ],
  );
  t.true(
    sources(alpine).every(({encrypted}) => encrypted),
    'a folder crosses no network',
  );
});
