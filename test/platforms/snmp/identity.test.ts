import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {packageRoot} from '../../../src/model/paths.ts';
import {enterprises} from '../../../src/platforms/snmp/identities/family.ts';
import {families} from '../../../src/platforms/snmp/identities/index.ts';
import {makers} from '../../../src/platforms/snmp/identities/makers.ts';
import {identityOf} from '../../../src/platforms/snmp/identity.ts';

const nowhere = {model: null, version: null};

function identify(objectId: string | null, descr: string, told: Readonly<Record<string, string>> = {}) {
  const id = objectId === null ? null : `${enterprises}.${objectId}`;
  const {os, vendor, model, version, serial} = identityOf({objectId: id, descr}, (oid) => told[oid] ?? null, nowhere);
  return [os, vendor, model, version, serial];
}

const xr = 'Cisco IOS XR Software (NCS-5500), Version 7.3.2 Copyright (c) 2013-2021 by Cisco Systems, Inc.';
const xe =
  'Cisco IOS Software [Cupertino], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 17.9.4a, RELEASE SOFTWARE (fc3)';

test('the text tells the products of one maker apart', (t) => {
  t.deepEqual(identify('9.1.2494', xe), ['cisco-ios-xe', 'Cisco', null, '17.9.4a', null]);
  t.deepEqual(identify('9.1.2658', xr), ['cisco-ios-xr', 'Cisco', null, '7.3.2', null]);
  t.deepEqual(
    identify(
      '9.1.1208',
      'Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E3, RELEASE SOFTWARE',
    ),
    ['cisco-ios', 'Cisco', null, '15.2(7)E3', null],
  );
  t.deepEqual(identify('9.1.99999', 'Cisco something new'), [null, 'Cisco', null, null, null]);
});

test('the longest prefix wins, and a prefix ends at a dot', (t) => {
  t.is(identify('2011.6.174', 'SNMP Card')[0], 'huawei-ups');
  t.is(identify('2011.61.174', 'SNMP Card')[0], null);
  t.deepEqual(identify('20119', 'x'), [null, null, null, null, null]);
});

test('behind an agent that many makers build in, the text or the maker’s instances tell', (t) => {
  t.deepEqual(identify('8072.3.2.8', 'pfSense fw 2.7.2-RELEASE pfSense FreeBSD 14.0-CURRENT amd64'), [
    ...['pfsense', 'Netgate', null, '2.7.2-RELEASE', null],
  ]);
  const synology = {[`${enterprises}.6574.1.5.1.0`]: 'DS224+', [`${enterprises}.6574.1.5.2.0`]: '2340000000000'};
  t.deepEqual(identify('8072.3.2.10', 'Linux nas 4.4.302+ #64570 SMP x86_64', synology), [
    ...['dsm', 'Synology', 'DS224+', null, '2340000000000'],
  ]);
  t.deepEqual(identify('8072.3.2.10', 'Linux nas 4.4.302+ #64570 SMP x86_64'), [
    ...['linux', null, null, '4.4.302+', null],
  ]);
  t.deepEqual(identify('4413', 'FASTPATH of an OEM'), [null, null, null, null, null]);
});

test('a maker’s object identifier is not overruled by the words of another', (t) => {
  t.deepEqual(identify('1182.3.1', 'pfSense fw 2.7.2-RELEASE'), [null, 'Yamaha', null, null, null]);
});

test('Japanese makers', (t) => {
  t.deepEqual(identify('1182.2.60', 'RTX1300 Rev.23.00.12 (Thu Aug  1 10:00:00 2024)'), [
    ...['yamaha-rt', 'Yamaha', 'RTX1300', '23.00.12', null],
  ]);
  t.deepEqual(
    identify('21839.1.2.11', 'ALAXALA AX3640S AX-3640-24TE-A [AX3640S-24T] Switching software Ver. 11.7.A [OS-L3A]'),
    ['alaxala-ax', 'ALAXALA', 'AX3640S-24T', '11.7.A', null],
  );
  t.deepEqual(
    identify(
      '119.1.84.19',
      'NEC Portable Internetwork Core Operating System Software, IX Series IX2235 (magellan-sec) Software, Version 10.6.21, RELEASE SOFTWARE',
    ),
    ['nec-ix', 'NEC', 'IX2235', '10.6.21', null],
  );
});

const hardware = 'Hardware: x86 Family 6 Model 23 Stepping 6 AT/AT COMPATIBLE - Software: Windows Version';
const windows: readonly (readonly [string, string, string, string | null])[] = [
  ['2', '6.3 (Build 20348 Multiprocessor Free)', 'Windows Server 2022', '10.0.20348'],
  ['3', '6.3 (Build 9600 Multiprocessor Free)', 'Windows Server 2012 R2', '6.3.9600'],
  ['1', '6.3 (Build 19045 Multiprocessor Free)', 'Windows 10', '10.0.19045'],
  ['1', '6.3 (Build 22631 Multiprocessor Free)', 'Windows 11', '10.0.22631'],
  ['2', '6.3 (Build 22631 Multiprocessor Free)', 'Windows', '10.0.22631'],
  ['1', '5.1 (Build 2600 Uniprocessor Free)', 'Windows XP', '5.1.2600'],
];
for (const [role, rest, name, version] of windows) {
  test(`the build of Windows tells its release: ${rest}, role ${role}`, (t) => {
    const signs = {objectId: `${enterprises}.311.1.1.3.1.${role}`, descr: `${hardware} ${rest}`};
    const found = identityOf(signs, () => null, nowhere);
    t.deepEqual([found.osName, found.version], [name, version]);
  });
}

test('nonsense in the place of a serial number or version is none', (t) => {
  for (const serial of ['', ' ', 'N/A', '0000000000', 'Not Specified', 'unknown']) {
    t.is(identify('12356.101.1.1000', 'fw', {[`${enterprises}.12356.100.1.1.1.0`]: serial})[4], null);
  }
  t.is(identify('11.2.3.7.8.5.2', 'HP Stack, revision KA.00.00.0000')[3], null);
});

test('product ids are written alike, and a family without a place has a text', (t) => {
  for (const {os, at, says} of families) {
    t.regex(os, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    t.true(at.length > 0 || says !== null, os);
  }
});

test('prefixes and instances are object identifiers below a known tree', (t) => {
  for (const {at, gets, os} of families) {
    const oids = [...at, ...gets.model, ...gets.version, ...gets.serial];
    for (const oid of oids) t.regex(oid, /^1\.3\.6\.1\.(?:4\.1|2\.1)(?:\.\d+)+$/, os);
  }
});

test('a maker is called alike in both tables, where all of its number is one family', (t) => {
  const whole = families.filter(({says, at}) => says === null && at.some((prefix) => prefix.split('.').length === 7));
  for (const {vendor, at, os} of whole) {
    for (const prefix of at.filter((one) => one.split('.').length === 7)) {
      const maker = makers[Number(prefix.split('.')[6])];
      t.true(maker === undefined || maker === vendor, `${os}: ${maker ?? ''} is ${vendor ?? ''}`);
    }
  }
});

test('a device has one product id, whether its command line or its agent is asked', (t) => {
  const folder = join(packageRoot, 'test/fixtures/device-facts');
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.json'));
  t.true(files.length > 0);
  const known = new Set(families.map(({os}) => os));
  for (const name of files) {
    const {device} = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {device?: {value?: {os: string | null}}};
    const os = device?.value?.os ?? null;
    // An FRR router answers as the Linux that it runs on.
    t.true(
      os === null || os === 'frr' || known.has(os),
      `${name}: ${os ?? ''} is no family of src/platforms/snmp/identities`,
    );
  }
});

test('no text takes long, or breaks anything', (t) => {
  const ids = families.flatMap(({at}) => at);
  const started = performance.now();
  const piece = fc.oneof(fc.constantFrom('Linux ', 'Version ', ', ', '(', 'a', '1', '.', '-', ' ', 'あ'), fc.string());
  fc.assert(
    fc.property(
      fc.constantFrom(...ids, null),
      fc.array(piece, {maxLength: 60}),
      fc.nat(200),
      (objectId, parts, times) => {
        const descr = parts.join('').repeat(times).slice(0, 512);
        t.notThrows(() => identityOf({objectId, descr}, () => descr, nowhere));
      },
    ),
    {numRuns: 300},
  );
  t.true(performance.now() - started < 20_000);
});
