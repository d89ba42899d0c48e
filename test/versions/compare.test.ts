import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {packageRoot} from '../../src/model/paths.ts';
import {comparators, compareVersions} from '../../src/versions/index.ts';

/** Rising order; versions within one element are equal. */
const ladders: Readonly<Record<string, readonly (readonly string[])[]>> = {
  fortios: [
    ['5.6.14'],
    ['6.0.0', '6.0'],
    ['6.4.9'],
    ['6.4.10', 'v6.4.10,build2000,220810 (GA)'],
    ['7.2.8', 'v7.2.8,build1639,240313 (GA.M)', 'v7.2.8,build1639', 'v7.2.8'],
    ['7.2.10'],
    ['7.4.0'],
  ],
  junos: [
    ['12.3R12-S21'],
    ['15.1R7-S13'],
    ['18.4R3'],
    ['21.4R1.12'],
    ['21.4R3', '21.4R3-S0'],
    ['21.4R3.15'],
    ['21.4R3-S1'],
    ['21.4R3-S5'],
    ['21.4R3-S5.4'],
    ['21.4R3-S10'],
    ['22.1R1.10'],
    ['23.2R1-S2-EVO', '23.2R1-S2-evo'],
    ['23.2R2-EVO'],
  ],
  panos: [
    ['9.1.3'],
    ['10.2.0-b4'],
    ['10.2.0-b10'],
    ['10.2.0'],
    ['10.2.9'],
    ['10.2.9-h1'],
    ['10.2.9-h14'],
    ['10.2.10'],
    ['11.0.0'],
  ],
  deb: [
    ['0~~'],
    ['0~~a'],
    ['0~'],
    ['0', '0-0', '00'],
    ['0a'],
    ['1.0~rc1-1'],
    ['1.0-1~bpo12+1'],
    ['1.0-1'],
    ['1.0-1+deb12u1'],
    ['1.0-1.1'],
    ['1.0a-1'],
    ['1.0+dfsg-1'],
    ['1.9'],
    ['1.10'],
    ['99999999999999999999.1'],
    ['100000000000000000000'],
    ['1:0.1', '1:0.1-0'],
  ],
  rpm: [
    ['1.0~rc1'],
    ['1.0~rc2'],
    ['1.0', '1_0', '1.00'],
    ['1.0-1'],
    ['1.0-1.el9'],
    ['1.0-1.el9_4.2'],
    ['1.0-2'],
    ['1.0^git1-1'],
    ['1.0a-1'],
    ['1.0.1-1'],
    ['1.9-1'],
    ['1.10-1'],
    ['1:0.1-1'],
  ],
  cisco: [
    ['7.0(3)I4(2)'],
    ['7.0(3)I7(1)'],
    ['7.0(3)I7(10)'],
    ['7.3(13)N1(1)'],
    ['9.3(9)'],
    ['9.3(15)'],
    ['9.12(4)'],
    ['9.12(4)7'],
    ['9.12(4)67'],
    ['9.16(1)'],
    ['10.3(3)F', '10.3(3)'],
    ['10.4(5)(M)', '10.4(5)', '10.4(5)M'],
    ['12.2(55)SE'],
    ['12.2(55)SE10'],
    ['12.4(24)T'],
    ['15.0(2)SE11'],
    ['15.2(4)E'],
    ['15.2(7)E3'],
    ['15.2(7)E3a'],
    ['15.2(7)E10'],
    ['15.3(3)M'],
    ['15.3(3)M10'],
    ['16.9.3', '16.09.03'],
    ['16.12.5'],
    ['16.12.5b', '16.12.05b'],
    ['17.03.04'],
    ['17.03.04a', '17.3.4a'],
    ['17.3.5'],
    ['17.12.1'],
  ],
  apk: [
    ['0.9'],
    ['1.0_alpha'],
    ['1.0_alpha2'],
    ['1.0_beta'],
    ['1.0_pre1'],
    ['1.0_rc1'],
    ['1.0', '01.0'],
    ['1.0-r1'],
    ['1.0-r10'],
    ['1.0_git20240101'],
    ['1.0_p1'],
    ['1.0_p1-r2'],
    ['1.0a'],
    ['1.0b'],
    ['1.0.1'],
    ['1.02'],
    ['1.1'],
    ['1.2'],
    ['1.10'],
    ['20240101'],
  ],
  semver: [
    ['1.0.0-alpha'],
    ['1.0.0-alpha.1'],
    ['1.0.0-beta.2'],
    ['1.0.0-beta.11'],
    ['1.0.0-rc.1'],
    ['1.0.0', '1.0.0+build', 'v1.0.0'],
    ['1.0.1'],
    ['1.10.0'],
    ['2.0.0'],
  ],
  openssh: [
    ['3.0.2p1'],
    ['6.6.1p1', 'OpenSSH_6.6.1p1 Ubuntu-2ubuntu2'],
    ['8.1p1', 'OpenSSH_for_Windows_8.1p1, LibreSSL 3.0.2'],
    ['9.2'],
    ['9.2p1', 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3'],
    ['9.2p2'],
    ['9.10p1'],
    ['10.0p2', 'OpenSSH_10.0p2 Debian-7, OpenSSL 3.5.1'],
  ],
  'yamaha-rt': [
    ['8.03.90', 'Rev.8.03.90'],
    ['Rev.10.01.78'],
    ['11.01.34'],
    ['Rev.14.01.09'],
    ['14.01.42', 'Rev.14.01.42'],
    ['Rev.15.02.31'],
    ['23.00.17'],
  ],
  'nec-ix': [['9.5.20'], ['10.2.42'], ['10.7.9'], ['10.7.18'], ['10.10.21'], ['10.11.6']],
  'fujitsu-sir': [
    ['V04.12', 'V4.12'],
    ['V04.12 NY0040'],
    ['V20.00 NY0001', '20.00 NY0001', 'V20.00NY1'],
    ['V20.00 NY0034'],
    ['V20.54'],
    ['V20.55 NY0034'],
    ['V21.04'],
  ],
  fitelnet: [
    ['01.00(00)', 'V01.00(00)', 'T01.00(00)[0]00.00.0', '01.00(00)[0]00.00.0'],
    ['01.00(00)[1]00.00.0'],
    ['01.00(01)'],
    ['01.12(00)'],
    ['02.01'],
    ['T10.02(00)[0]00.00.0'],
  ],
  'alaxala-ax': [['2.3.B'], ['2.10'], ['11.7.A'], ['11.14'], ['11.14.A'], ['11.14.Q'], ['11.14.AA'], ['12.1.A']],
  'allied-awplus': [
    ['5.4.9-0.1'],
    ['5.5.0', '5.5.0-0.0'],
    ['5.5.2-0.1'],
    ['5.5.2-1.3'],
    ['5.5.2-1.10'],
    ['5.5.2-2.1'],
    ['5.5.10-0.1'],
  ],
  'aruba-aoscx': [
    ['ML.10.07.0005'],
    ['FL.10.10.1030', 'PL.10.10.1030', '10.10.1030'],
    ['FL.10.13', 'FL.10.13.0000'],
    ['FL.10.13.1101'],
    ['LL.10.16.1006'],
  ],
  'hpe-procurve': [
    ['H.10.83'],
    ['K.15.18.0006', 'KA.15.18.0006'],
    ['K.15.18.0006m'],
    ['YA.16.11.0002'],
    ['YA.16.11.0012', '16.11.0012'],
  ],
  'hpe-comware': [
    ['5.20.99 Release 2222P08'],
    ['7.1.045, Release 2422P01', 'Version 7.1.045 Release 2422P01'],
    ['7.1.070 Release 2432'],
    ['7.1.070 Release 2432P06'],
    ['7.1.070 Release 2432P06H02'],
    ['7.1.070 Release 2432P10'],
    ['7.1.070 Feature 2702'],
  ],
  frr: [
    ['7.5.1', '7.5.1-1.1+deb11u2'],
    ['8.4.4', '8.4.4_git20230501'],
    ['10.0-dev'],
    ['10.0-rc1'],
    ['10.0-rc2'],
    ['10.0', '10.0.0'],
    ['10.0.1'],
  ],
  dotted: [['1', '1.0', '01.0.0'], ['1.0.1'], ['1.9'], ['1.10'], ['10.0.20348.2402'], ['99999999999999999999']],
};

const rejected: Readonly<Record<string, readonly string[]>> = {
  fortios: ['', '7', '7.2.8-1', 'FortiGate-60F v7.2.8', '7.2.8,build', '7.2.8 GA'],
  junos: ['', '21.4', '21.4R', '15.1X53', '21.4R3-5', '21.3I20210910', 'Junos: 21.4R3'],
  panos: ['', '10.2', '10.2.9-1', '10.2.9-h', '10.2.9.1', 'PAN-OS 10.2.9'],
  deb: ['', ' 1', '1 0', ':1', 'a:1', '1.0-', '1_0'],
  rpm: ['', '1 0', '1-2-3', 'a:1', '1.0-'],
  apk: ['', '1.0bc', '1.0_foo', 'a1', '1.', '1.0-1', '1.0-r'],
  semver: ['', '1.0', '1.0.0.0', '9.2p1'],
  openssh: ['', 'dropbear_2022.83', '9', '9.2x1', 'OpenSSH_'],
  cisco: ['', '15', '15.2(', '15.2(7)E3 RELEASE', 'Version 15.2', '9.3(9)-x', '17.03.04aaaaaaa', '15.2()E'],
  'yamaha-rt': ['', '14.01', 'Rev 14.01.42', 'Rev.14.01.42 (Fri Jul  5 11:17:45 2024)', '14.01.x'],
  'nec-ix': ['', '10', '10.7.18a', 'Version 10.7.18', '10.7.18.1'],
  'fujitsu-sir': ['', 'V20', 'V20.55NZ1', '20.55.1', 'E20.55'],
  fitelnet: ['', 'V1', '01.00[', '01.00(0', 'A01.00'],
  'alaxala-ax': ['', '11', '11.14.q', '11.14.1', '11.14.ABCD', 'OS-L3A 11.14'],
  'allied-awplus': ['', 'main-20191128-1', '5.5', '5.5.2-1', '5.5.2-1.3.1', 'x530-5.5.3-0.1'],
  'aruba-aoscx': ['', 'FL.10', 'F.10.13.1101', 'FL.10.13.1101a', 'Virtual.10.13', 'fl.10.13.1101'],
  'hpe-procurve': ['', 'KB', 'ABC.16.02', '16', 'KB.16.02.0003mm', 'InstantOn_1930_1.0.5.0'],
  'hpe-comware': [
    '',
    '7.1.070',
    'Release 2432P06',
    '7.1.070 Release',
    '7.1.070 Alpha 2432',
    '7.1.070 Release 2432P06X',
  ],
  frr: ['', '8', '8.4.4x', 'FRRouting 8.4.4', '8.4.4 (host)'],
  dotted: ['', '1.', '.1', '1.a', '1,2', '-1'],
};

for (const [scheme, ladder] of Object.entries(ladders)) {
  test(`${scheme} orders a known ladder, every pair both ways`, (t) => {
    const steps = ladder.flatMap((versions, step) => versions.map((version) => ({version, step})));
    for (const a of steps) {
      for (const b of steps) {
        const order: number = compareVersions(scheme, a.version, b.version);
        t.is(order, Math.sign(a.step - b.step), `${a.version} : ${b.version}`);
      }
    }
  });
}

for (const [scheme, versions] of Object.entries(rejected)) {
  test(`${scheme} throws on what is not of the scheme, on either side`, (t) => {
    const good = ladders[scheme]?.[0]?.[0] ?? '';
    for (const version of versions) {
      t.throws(() => compareVersions(scheme, version, good), {message: /^not an? /}, JSON.stringify(version));
      t.throws(() => compareVersions(scheme, good, version), {message: /^not an? /}, JSON.stringify(version));
    }
  });
}

test("trains of one of Cisco's releases have no order", (t) => {
  for (const other of ['15.2(7)M3', '15.2(7)', '15.2(1)SY']) {
    t.throws(() => compareVersions('cisco', '15.2(7)E3', other), {message: /^no order between trains/}, other);
  }
  t.is(compareVersions('cisco', '15.3(1)M', '15.2(7)E3'), 1);
});

test('releases of Junos that are not of one line are not ordered', (t) => {
  for (const [a, b] of [
    ['15.1X53-D59', '15.1R7'],
    ['15.1X49-D100', '15.1X53-D59'],
    ['20.2R3-S2-evo', '20.2R3-S2'],
  ] as const) {
    t.throws(() => compareVersions('junos', a, b), {message: /^not of one line/});
    t.throws(() => compareVersions('junos', b, a), {message: /^not of one line/});
  }
  t.is(compareVersions('junos', '15.1X53-D59', '15.1X53-D59.4'), -1);
  t.is(compareVersions('junos', '15.1X53-D590', '15.1X53-D59'), 1);
  t.is(compareVersions('junos', '15.1X53-D59', '17.1R1'), -1);
});

test('an unknown scheme throws, names of object members included', (t) => {
  for (const scheme of ['ios', '', 'constructor', '__proto__']) {
    t.throws(() => compareVersions(scheme, '1', '1'), {message: /unknown version scheme/}, scheme);
  }
});

test('a version longer than any real one throws in every scheme', (t) => {
  for (const scheme of Object.keys(comparators))
    t.throws(() => compareVersions(scheme, '1'.repeat(513), '1'), {message: /longer/}, scheme);
});

test('every comparator is one file of its name, and every file is registered', (t) => {
  const files = readdirSync(join(packageRoot, 'src/versions'))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => name !== 'index' && name !== 'order');
  t.deepEqual(Object.keys(comparators).sort(), files.sort());
  t.deepEqual(Object.keys(ladders).sort(), files.sort());
  t.deepEqual(Object.keys(rejected).sort(), files.sort());
});
