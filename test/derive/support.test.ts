import test from 'ava';
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
    const {value, complete} = support.derive({os: os(id, version, pretty)}, data);
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
    const gap = t.throws(() => support.derive({os: os(id, version, pretty)}, data), {instanceOf: Gap});
    t.is(gap.reason, 'unsupported');
    t.true(gap.message.includes(pretty));
  });
}

test('a gap of the operating system is passed on with its reason', (t) => {
  const facts: Facts = {os: {state: 'gap', reason: 'unreachable', detail: 'no route', from}};
  t.is(t.throws(() => support.derive(facts, data), {instanceOf: Gap}).reason, 'unreachable');
  t.is(t.throws(() => support.derive({}, data), {instanceOf: Gap}).reason, 'not-collected');
});

test('a fault, or a fact of another shape, is an error and no gap', (t) => {
  const fault: Facts = {os: {state: 'fault', message: 'boom', from}};
  t.false(t.throws(() => support.derive(fault, data)) instanceof Gap);
  t.false(t.throws(() => support.derive({os: known({id: 1}, from)}, data)) instanceof Gap);
});

test('an incomplete fact gives an incomplete one', (t) => {
  const value = {id: 'debian', versionId: '12', prettyName: 'Debian GNU/Linux 12'};
  t.false(support.derive({os: known(value, from, false)}, data).complete);
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
    t.is(support.derive({device: known(device, from)}, data).value.cycle, cycle);
    const unnamed = {device: known({...device, os: null}, from)};
    t.is(t.throws(() => support.derive(unnamed, data), {instanceOf: Gap}).reason, 'unsupported');
  });
}
