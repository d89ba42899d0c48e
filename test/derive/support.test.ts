import test from 'ava';
import {plainAsset} from '../../src/check/examples.ts';
import type {Asset, Installed} from '../../src/model/asset.ts';
import {loadReferenceData} from '../../src/derive/data.ts';
import {support} from '../../src/derive/support.ts';
import {Gap, known, type Fact, type Facts, type Provenance} from '../../src/model/fact.ts';

const data = loadReferenceData();
const from: Provenance = {transport: 'ssh', privilege: 'user', seq: [1], observedAt: '2026-11-22T00:00:00.000Z'};

const os = (id: string, versionId: string | null, prettyName = id): Fact =>
  known({id, idLike: [], versionId, codename: null, prettyName}, from);

/** As the os-release of each says: ID, VERSION_ID, PRETTY_NAME, and what is known of it. */
const cases: readonly [string, string, string, string, string, string | null, boolean | null][] = [
  ['debian', '12', 'Debian GNU/Linux 12 (bookworm)', '12', '2026-07-11', '2028-06-30', false],
  ['ubuntu', '22.04', 'Ubuntu 22.04.5 LTS', '22.04', '2027-04-01', '2032-04-09', true],
  ['ubuntu', '25.10', 'Ubuntu 25.10', '25.10', '2026-07-01', null, null],
  ['rhel', '9.6', 'Red Hat Enterprise Linux 9.6 (Plow)', '9', '2032-05-31', '2036-05-31', true],
  ['centos', '7', 'CentOS Linux 7 (Core)', '7', '2024-06-30', null, null],
  ['centos', '8', 'CentOS Linux 8', '8', '2021-12-31', null, null],
  ['centos', '8', 'CentOS Stream 8', '8', '2024-05-31', null, null],
  ['centos', '9', 'CentOS Stream 9', '9', '2027-05-31', null, null],
  ['almalinux', '9.6', 'AlmaLinux 9.6', '9', '2032-05-31', null, null],
  ['rocky', '9.3', 'Rocky Linux 9.3 (Blue Onyx)', '9', '2032-05-31', null, null],
  ['ol', '8.7', 'Oracle Linux Server 8.7', '8', '2029-07-31', '2032-07-31', true],
  ['amzn', '2', 'Amazon Linux 2', '2', '2026-06-30', null, null],
  ['amzn', '2023', 'Amazon Linux 2023', '2023', '2029-06-30', null, null],
  ['amzn', '2018.03', 'Amazon Linux AMI 2018.03', '2018', '2023-12-31', null, null],
  ['sles', '15.7', 'SUSE Linux Enterprise Server 15 SP7', '15.7', '2031-07-31', '2034-07-31', true],
  ['sles', '15', 'SUSE Linux Enterprise Server 15', '15', '2019-12-31', '2022-12-31', true],
  ['opensuse-leap', '15.6', 'openSUSE Leap 15.6', '15.6', '2026-04-30', null, null],
  ['alpine', '3.20.7', 'Alpine Linux v3.20', '3.20', '2026-04-01', null, null],
  ['fedora', '43', 'Fedora Linux 43', '43', '2026-12-02', null, null],
];

for (const [id, version, pretty, cycle, standard, extended, paid] of cases) {
  test(`${pretty} is supported until ${standard}`, (t) => {
    const {value, complete} = support.derive({os: os(id, version, pretty)}, data, plainAsset);
    t.true(complete);
    t.is(value.cycle, cycle);
    t.is(value.endOfStandardSupport, `${standard}T23:59:59.999Z`);
    t.is(value.endOfExtendedSupport, extended === null ? null : `${extended}T23:59:59.999Z`);
    t.is(value.extendedPaid, paid);
    t.regex(value.source, /^https:\/\/.+\d{4}-\d{2}-\d{2}\)$/);
    t.deepEqual(support.schema.parse(value), value);
  });
}

const unknown: readonly [string, string | null, string][] = [
  ['debian', '99', 'Debian GNU/Linux 99'],
  ['debian', null, 'Debian GNU/Linux forky/sid'],
  ['debian', '1', 'Debian GNU/Linux 1'],
  ['sles', '15.9', 'SUSE Linux Enterprise Server 15 SP9'],
  ['opensuse-tumbleweed', '20240823', 'openSUSE Tumbleweed'],
  ['centos', '9', 'CentOS Something 9'],
  ['plan9', '4', 'Plan 9'],
];

for (const [id, version, pretty] of unknown) {
  test(`of ${pretty} nothing is known`, (t) => {
    const gap = t.throws(() => support.derive({os: os(id, version, pretty)}, data, plainAsset), {instanceOf: Gap});
    t.is(gap.reason, 'unsupported');
    t.true(gap.message.includes(pretty));
  });
}

test('a gap of the operating system is passed on with its reason', (t) => {
  const facts: Facts = {os: {state: 'gap', reason: 'unreachable', detail: 'no route', from}};
  t.is(t.throws(() => support.derive(facts, data, plainAsset), {instanceOf: Gap}).reason, 'unreachable');
  t.is(t.throws(() => support.derive({}, data, plainAsset), {instanceOf: Gap}).reason, 'not-collected');
});

test('a fault, or a fact of another shape, is an error and no gap', (t) => {
  const fault: Facts = {os: {state: 'fault', message: 'boom', from}};
  t.false(t.throws(() => support.derive(fault, data, plainAsset)) instanceof Gap);
  t.false(t.throws(() => support.derive({os: known({id: 1}, from)}, data, plainAsset)) instanceof Gap);
});

test('an incomplete fact gives an incomplete one', (t) => {
  const value = {id: 'debian', versionId: '12', prettyName: 'Debian GNU/Linux 12'};
  t.false(support.derive({os: known(value, from, false)}, data, plainAsset).complete);
});

const firmware: readonly [string, string, string][] = [
  ['cisco-ios-xe', '17.03.04a', '17.3'],
  ['cisco-ios-xe', '16.12.5b', '16.12'],
  ['fortios', '7.2.8', '7.2'],
  ['panos', '10.2.9-h1', '10.2'],
];

for (const [id, version, cycle] of firmware) {
  test(`${id} ${version} is of release ${cycle}`, (t) => {
    const device = {
      vendor: null,
      os: id,
      osName: null,
      version,
      model: null,
      serials: [],
      hostname: null,
      uptimeSeconds: null,
    };
    t.is(support.derive({device: known(device, from)}, data, plainAsset).value.cycle, cycle);
    const unnamed = {device: known({...device, os: null}, from)};
    t.is(t.throws(() => support.derive(unnamed, data, plainAsset), {instanceOf: Gap}).reason, 'unsupported');
  });
}

const spoken: readonly [string, string, string, string, string][] = [
  ['Windows XP Professional SP3', 'Windows XP', 'SP3', '2014-04-08', '2014-04-08'],
  ['Microsoft® Windows XP Embedded Service Pack 3', 'Windows XP Embedded', 'SP3', '2016-01-12', '2016-01-12'],
  ['POSReady 2009', 'Windows Embedded POSReady 2009', '5.1.2600', '2019-04-09', '2019-04-09'],
  ['Windows 7 Professional SP1', 'Windows 7', 'SP1', '2020-01-14', '2020-01-14'],
  ['Windows Embedded Standard 7 SP1', 'Windows Embedded Standard 7', 'SP1', '2020-10-13', '2020-10-13'],
  ['Ｗｉｎｄｏｗｓ　１０ Pro 22H2', 'Windows 10', '22H2', '2025-10-14', '2025-10-14'],
  ['Windows 10 IoT Enterprise LTSC 2021', 'Windows 10', 'LTSC 2021', '2032-01-13', '2032-01-13'],
  ['Windows 10 IoT Enterprise 2016 LTSB', 'Windows 10', 'LTSB 2016', '2026-10-13', '2026-10-13'],
  ['Windows 10 Enterprise LTSC (バージョン 1809)', 'Windows 10', 'LTSC 2019', '2029-01-09', '2029-01-09'],
  ['Windows 10 Pro 10.0.19044.1288', 'Windows 10', '21H2', '2023-06-13', '2023-06-13'],
  ['Windows 10 Enterprise 21H2', 'Windows 10', '21H2 / LTSC 2021', '2024-06-11', '2027-01-12'],
  ['Windows 11 IoT Enterprise 24H2', 'Windows 11', 'LTSC 2024 / 24H2', '2027-10-12', '2034-10-10'],
  ['Windows Server 2012 R2 Standard', 'Windows Server 2012 R2', '6.3.9600', '2023-10-10', '2023-10-10'],
  ['Windows Server 2016 Datacenter (1607)', 'Windows Server 2016', '1607', '2027-01-12', '2027-01-12'],
  ['RHEL 7.9', 'Red Hat Enterprise Linux', '7', '2024-06-30', '2024-06-30'],
  ['Red Hat Enterprise Linux Server 8.6', 'Red Hat Enterprise Linux', '8', '2029-05-31', '2029-05-31'],
  ['Ubuntu 20.04 LTS', 'Ubuntu', '20.04', '2025-05-31', '2025-05-31'],
  ['Debian GNU/Linux 12', 'Debian GNU/Linux', '12', '2028-06-30', '2028-06-30'],
  ['CentOS 8', 'CentOS Linux / CentOS Stream', '8', '2021-12-31', '2024-05-31'],
];

const declaring = (installed: Partial<Installed>): Asset => ({
  ...plainAsset,
  installed: {os: null, firmware: null, endOfSupport: null, asOf: '2026-04-01', ...installed},
});

for (const [written, product, cycle, earliest, latest] of spoken) {
  test(`declared as ${written} it is mended until ${earliest}${latest === earliest ? '' : `, or ${latest}`}`, (t) => {
    const {value, complete, declared} = support.derive({}, data, declaring({os: written}));
    t.is(value.product, product);
    t.is(value.cycle, cycle);
    t.is(value.freeUntil, `${earliest}T23:59:59.999Z`);
    t.is(value.freeUntilAtMost, `${latest}T23:59:59.999Z`);
    t.is(complete, earliest === latest);
    t.deepEqual(declared, {asOf: '2026-04-01'});
  });
}

const unheard = [
  'Windows 13',
  'Windows 11 29H2',
  'Windows 10 Pro 10.0.99999',
  'Windows XP Professional SP9',
  'Windows',
  'Windows 70',
  'DOS 6.22',
  'Debian 99',
  'x'.repeat(100_000),
  'windows '.repeat(20_000),
];

for (const written of unheard) {
  test(`declared as ${written.slice(0, 30)} nothing is known, unless the inventory tells until when`, (t) => {
    t.throws(() => support.derive({}, data, declaring({os: written})), {instanceOf: Gap});
    const told = support.derive({}, data, declaring({os: written, endOfSupport: '2029-03-31'}));
    t.is(told.value.freeUntil, '2029-03-31T23:59:59.999Z');
    t.is(told.value.source, 'inventory');
  });
}

test('an end of support that is declared goes no further than the longest edition', (t) => {
  const open = {os: 'Windows 10 Enterprise 21H2'};
  const until = (endOfSupport: string) => support.derive({}, data, declaring({...open, endOfSupport})).value.freeUntil;
  t.is(until('2026-12-31'), '2026-12-31T23:59:59.999Z');
  t.is(until('2040-01-01'), '2027-01-12T23:59:59.999Z');
  const sure = support.derive({}, data, declaring({os: 'Windows 7 SP1', endOfSupport: '2040-01-01'}));
  t.is(sure.value.freeUntil, '2020-01-14T23:59:59.999Z');
});

const pc = (osName: string, version: string): Facts => ({
  device: known(
    {
      vendor: 'Microsoft',
      os: 'windows',
      osName,
      version,
      model: null,
      serials: [],
      hostname: null,
      uptimeSeconds: null,
    },
    from,
  ),
});

test('what was observed beats what is declared; what is declared may tell the edition', (t) => {
  const seen = support.derive(pc('Windows 7', '6.1.7600'), data, declaring({os: 'Windows 11 Pro 25H2'}));
  t.is(seen.value.freeUntilAtMost, '2013-04-09T23:59:59.999Z');
  const narrowed = support.derive(
    pc('Windows 10', '10.0.19044'),
    data,
    declaring({os: 'Windows 10 IoT Enterprise LTSC 2021'}),
  );
  t.is(narrowed.value.freeUntil, '2032-01-13T23:59:59.999Z');
  t.deepEqual(narrowed.declared, {asOf: '2026-04-01'});
  const debian = support.derive({os: os('debian', '12', 'Debian GNU/Linux 12')}, data, declaring({os: 'Debian 13'}));
  t.is(debian.value.cycle, '12');
  t.is(debian.declared, undefined);
});

test('builds that editions share leave the end of support open', (t) => {
  const {value, complete} = support.derive(pc('Windows 10', '10.0.19044'), data, plainAsset);
  t.false(complete);
  t.is(value.endOfStandardSupport, null);
  t.deepEqual([value.freeUntil, value.freeUntilAtMost], ['2023-06-13T23:59:59.999Z', '2032-01-13T23:59:59.999Z']);
  const unnamed = support.derive(pc('Windows', '10.0.14393'), data, plainAsset);
  t.regex(unnamed.value.product, /Windows 10 \/ Windows Server 2016/);
  t.throws(() => support.derive(pc('Windows 10', '10.0.1'), data, plainAsset), {instanceOf: Gap});
});
