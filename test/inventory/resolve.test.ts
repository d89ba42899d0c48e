import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parseInventory} from '../../src/inventory/load.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {exampleChecks, soundYaml} from './cases.ts';

const known = {
  platforms: ['linux', 'windows', 'yamaha-rt'],
  policies: ['office', 'control'],
  antivirus: ['clamav', 'eset'],
  services: ['smtp'],
  checks: exampleChecks,
};
const read = (text: string) => parseInventory([{path: 'i.yaml', bytes: Buffer.from(text)}], known);

const layered = `site: {name: 局}
credentials: {ops: {user: scan, key: "agent:"}}
zones:
  - {id: office, policy: office, manager: 区画, vendor: 区画, users: [区画]}
defaults: {manager: 既定, vendor: 既定, model: 既定, location: 既定, zone: office, consent: {status: pending, by: 既定}}
groups:
  first: {users: [一], model: 一, services: {allow: [tcp/1]}, software: {allow: [A*]}}
  second: {users: [二], model: 二, vendor: 二, access: [{via: ssh, credential: ops}]}
assets:
  - id: a
    kind: server
    address: 192.0.2.1
    group: [first, second]
    users: [自, 分]
    software: {deny: [B*]}
    consent: {status: granted}
  - {id: b, kind: server, address: 192.0.2.2, group: second, vendor: }
`;

test('an asset wins over its groups in their order, these over the zone, this over the defaults', (t) => {
  const [a, b] = read(layered).inventory.assets;
  t.like(a, {users: ['自', '分'], model: '一', vendor: '二', manager: '区画', location: '既定', zone: 'office'});
  t.like(b, {users: ['二'], model: '二', vendor: '二'});
});

test('maps are joined field by field, an answer of a vendor is taken whole', (t) => {
  const [a, b] = read(layered).inventory.assets;
  t.deepEqual(a?.software, {allow: ['A*'], deny: ['B*']});
  t.deepEqual(a?.consent, {status: 'granted', by: null, until: null, document: null});
  t.deepEqual(b?.consent, {status: 'pending', by: '既定', until: null, document: null});
});

test('a declaration is taken whole from the nearest level: its day is that of its values', (t) => {
  const text = layered
    .replace('groups:\n', 'groups:\n  contract: {installed: {os: Windows 7, asOf: 2020-01-01}}\n')
    .replace('group: second, vendor: }', 'group: [second, contract], installed: {firmware: 2.10}}');
  const [a, b] = read(text).inventory.assets;
  t.is(a?.installed, undefined);
  t.deepEqual(b?.installed, {os: null, firmware: '2.10', endOfSupport: null, asOf: null});
  t.like(read(text).origins.get('b')?.get('installed'), {from: 'asset'});
});

test('an order is joined part by part: a contract says what, the asset when; versions are sorted', (t) => {
  const text = layered
    .replace(
      'groups:\n',
      'groups:\n  contract: {ordered: {document: 仕様書, os: debian 12*, versions: {b: "> 1", a: = 2}}}\n',
    )
    .replace('group: second, vendor: }', 'group: [second, contract], ordered: {delivered: 2026-03-25}}');
  const [a, b] = read(text).inventory.assets;
  t.is(a?.ordered, null);
  t.deepEqual(b?.ordered, {
    document: '仕様書',
    delivered: '2026-03-25',
    os: ['debian 12*'],
    versions: [
      {package: 'a', constraint: '= 2'},
      {package: 'b', constraint: '> 1'},
    ],
    accounts: null,
    timeSources: null,
    antivirus: null,
  });
  const origins = read(text).origins.get('b');
  t.like(origins?.get('ordered.document'), {from: 'group:contract'});
  t.like(origins?.get('ordered.delivered'), {from: 'asset', value: '2026-03-25'});
});

for (const good of ['>= 1:9.2p1', '>=1,<2', '= 2.4.57-2+deb12u1 , > 1', '<= 1~rc1']) {
  test(`versions are ordered as ${good}`, (t) => {
    const text = soundYaml.replace('    kind', `    ordered: {versions: {p: "${good}"}}\n    kind`);
    t.is(read(text).inventory.assets[0]?.ordered?.versions?.[0]?.constraint, good);
  });
}

for (const bad of ['1.2', '>= ', '=> 1', '>= 1,', '>= 1 < 2', '>= 1;2 x', `= ${'1'.repeat(300)}`]) {
  test(`versions are not ordered as ${bad.slice(0, 20)}`, (t) => {
    const text = soundYaml.replace('    kind', `    ordered: {versions: {p: "${bad}"}}\n    kind`);
    t.throws(() => read(text), {message: /says no versions/});
  });
}

test('every field tells who wrote it, and where', (t) => {
  const origins = read(layered).origins.get('a');
  const from = (path: string) => {
    const {value, from: level, line, column} = origins?.get(path) ?? {};
    return [value, level, line, column];
  };
  t.deepEqual(from('users'), [['自', '分'], 'asset', 14, 12]);
  t.deepEqual(from('model'), ['一', 'group:first', 7, 30]);
  t.deepEqual(from('vendor'), ['二', 'group:second', 8, 42]);
  t.deepEqual(from('manager'), ['区画', 'zone:office', 4, 43]);
  t.deepEqual(from('location'), ['既定', 'defaults', 5, 58]);
  t.deepEqual(from('services.allow'), [['tcp/1'], 'group:first', 7, 51]);
  t.deepEqual(from('software.allow'), [['A*'], 'group:first', 7, 79]);
  t.deepEqual(from('software.deny'), [['B*'], 'asset', 15, 22]);
  t.deepEqual(from('access[0].credential'), ['ops', 'group:second', 8, 77]);
  t.deepEqual(from('access[0].port'), [22, 'built-in', null, null]);
  t.deepEqual(from('platform'), ['auto', 'built-in', null, null]);
  t.deepEqual(from('serial'), [null, 'built-in', null, null]);
});

test('every field of an asset has an origin with the value of the asset', (t) => {
  const {inventory, origins} = read(layered);
  for (const asset of inventory.assets) {
    for (const [key, value] of Object.entries(asset)) {
      const paths = [...(origins.get(asset.id)?.keys() ?? [])];
      const own = paths.filter((path) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`));
      t.true(own.length > 0, `${asset.id}: ${key}`);
      if (typeof value === 'string') t.is(origins.get(asset.id)?.get(key)?.value, value);
    }
  }
});

test('ports are 22 for ssh and 161 for snmp when not written', (t) => {
  const text = soundYaml.replace('credential: ops}]', 'credential: ops}, {via: snmp, credential: mon}]');
  t.deepEqual(
    read(text).inventory.assets[0]?.access.map((way) => ('port' in way ? way.port : null)),
    [22, 161],
  );
});

test('text that looks like a number keeps its zeros, and an empty value is as if it were not written', (t) => {
  const [asset] = read(soundYaml.replace('    kind', '    assetNo: 0012\n    serial: 1e3\n    vendor: ~\n    kind'))
    .inventory.assets;
  t.like(asset, {assetNo: '0012', serial: '1e3', vendor: null});
});

test('text is NFC', (t) => {
  t.is(read(soundYaml.replace('見本市水道局', 'か\u3099')).inventory.site.name, 'が');
});

test('jump hosts, SNMP credentials and agent keys arrive in the model', (t) => {
  const {inventory} = parseInventory(
    [{path: 'example.yaml', bytes: readFileSync(join(packageRoot, 'inventories/example.yaml'))}],
    known,
  );
  const mon = inventory.credentials.find(({name}) => name === 'mon');
  t.deepEqual(mon?.snmp, {
    version: '3',
    user: 'mon',
    auth: {protocol: 'sha256', key: 'env:MON_AUTH'},
    priv: {protocol: 'aes128', key: 'env:MON_PRIV'},
  });
  t.like(
    inventory.credentials.find(({name}) => name === 'gate'),
    {agent: true, key: null, scope: 'domain', sudo: 'none'},
  );
  t.deepEqual(inventory.jumpHosts, [{name: 'gate-01', address: '192.0.2.2', port: 22, credential: 'gate', legacy: []}]);
  t.deepEqual(inventory.assets.find(({id}) => id === 'plc-01')?.access, []);
  const control = inventory.zones.find(({id}) => id === 'control');
  t.is(control?.window, '22:00-05:00');
  t.like(control?.parameters?.['uptime-limit']?.['maxDays'], {value: 800, approvedBy: '浄水課長'});
});

test('the demo inventory scans this machine without a network', (t) => {
  const bytes = readFileSync(join(packageRoot, 'inventories/demo.yaml'));
  const {assets} = parseInventory([{path: 'demo.yaml', bytes}], known).inventory;
  t.is(assets.length, 1);
  t.like(assets[0], {
    id: 'this-machine',
    kind: 'server',
    address: '127.0.0.1',
    access: [{via: 'local', credential: null}],
  });
});

test('the digest does not change with the order of assets and zones, and changes with a value', (t) => {
  const lines = layered.trimEnd().split('\n');
  const turned = [...lines.slice(0, -8), ...lines.slice(-1), ...lines.slice(-8, -1), ''].join('\n');
  t.not(turned, layered);
  t.is(read(turned).inventory.digest, read(layered).inventory.digest);
  t.not(read(layered.replace('192.0.2.2', '192.0.2.3')).inventory.digest, read(layered).inventory.digest);
  t.regex(read(layered).inventory.digest, /^[0-9a-f]{64}$/);
});

test('anchors may be used, with moderation', (t) => {
  const text = soundYaml.replace('192.0.2.10', '&a 192.0.2.10').replace('    kind', '    location: 1\n    kind');
  t.is(
    read(`${text}  - {id: other, kind: server, zone: office, address: *a, access: [{via: kit}]}\n`).inventory.assets[0]
      ?.address,
    '192.0.2.10',
  );
});

for (const [title, line] of [
  ['IPv6', 'address: 2001:db8::10'],
  ['a host name', 'address: srv-01.example.jp'],
  ['a short host name', 'address: srv01'],
] as const) {
  test(`${title} is an address`, (t) => {
    t.is(`address: ${read(soundYaml.replace('address: 192.0.2.10', line)).inventory.assets[0]?.address ?? ''}`, line);
  });
}
