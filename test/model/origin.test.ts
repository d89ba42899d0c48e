import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {exampleOrigin} from '../../src/check/examples.ts';
import type {Example} from '../../src/model/check.ts';
import {originOf, origins} from '../../src/model/origin.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {loadRecording} from '../../src/recording.ts';

const folder = join(packageRoot, 'test/fixtures/recordings');
const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -5));

test('every recording says how its answers came about, and some of each kind are there', (t) => {
  const found = names.map((name) => originOf(loadRecording(name).origin));
  t.deepEqual(
    names.filter((_, index) => found[index] === null),
    [],
  );
  t.deepEqual(
    origins.filter((origin) => !found.includes(origin)),
    [],
  );
});

const told = [
  ['Debian 12 made with debootstrap, recorded as root', 'recorded'],
  ['nginx 1.22 on loopback, scanned with mizumori', 'recorded'],
  ['constructed after JUNIPER-MIB; a switch that is asked by SNMP alone', 'constructed'],
  ['written by the specification of IPMI 2.0', 'constructed'],
  ['Debian 12 chroot, audit-state as the formats of auditctl(8) have it', 'partly'],
  ['a switch of a filter building', null],
] as const;

for (const [text, expected] of told) {
  test(`origin: ${text}`, (t) => {
    t.is(originOf(text), expected);
  });
}

test('an example is as honest as its recording, and less so with facts of its own', (t) => {
  const example: Example = {
    outcome: 'pass',
    recording: 'a',
    constructed: null,
    facts: {},
    asset: {},
    parameters: {},
    at: null,
    subject: null,
  };
  t.is(
    exampleOrigin(example, () => 'recorded'),
    'recorded',
  );
  t.is(
    exampleOrigin(example, () => 'constructed'),
    'constructed',
  );
  t.is(
    exampleOrigin({...example, facts: {sshd: {}}}, () => 'recorded'),
    'partly',
  );
  t.is(
    exampleOrigin({...example, facts: {sshd: {}}}, () => 'constructed'),
    'constructed',
  );
  t.is(
    exampleOrigin({...example, constructed: true}, () => 'recorded'),
    'constructed',
  );
  t.is(
    exampleOrigin({...example, recording: null, constructed: true}, () => 'recorded'),
    'constructed',
  );
});
