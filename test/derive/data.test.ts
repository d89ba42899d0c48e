import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {loadReferenceData} from '../../src/derive/data.ts';
import {systemKinds} from '../../src/model/asset.ts';
import {cryptoKinds} from '../../src/model/data.ts';
import {InputError} from '../../src/model/input-error.ts';
import {packageRoot} from '../../src/model/paths.ts';

const folder = join(packageRoot, 'checks', 'data');
const data = loadReferenceData();

/** A copy of the data in which one text of one file is replaced. */
function changed(file: string, from: string, to: string): {folder: string; remove(): void} {
  const copy = mkdtempSync(join(tmpdir(), 'data-'));
  cpSync(folder, copy, {recursive: true});
  const path = join(copy, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  return {folder: copy, remove: () => rmSync(copy, {recursive: true})};
}

const broken: readonly {name: string; file: string; from: string; to: string; line: boolean; message: RegExp}[] = [
  {
    name: 'a date that is none',
    file: 'lifecycle.yaml',
    from: 'standard: 2028-08-09',
    to: 'standard: 2028-02-30',
    line: true,
    message: /products\.0\.cycles\.0\.standard/,
  },
  {
    name: 'extended support that ends first',
    file: 'lifecycle.yaml',
    from: 'until: 2030-06-30',
    to: 'until: 2020-06-30',
    line: true,
    message: /must end after/,
  },
  {
    name: 'a release listed twice',
    file: 'lifecycle.yaml',
    from: 'cycle: "12"',
    to: 'cycle: "13"',
    line: true,
    message: /13 is listed twice/,
  },
  {
    name: 'an unknown source',
    file: 'lifecycle.yaml',
    from: 'source: eol-2026-08',
    to: 'source: hearsay',
    line: true,
    message: /no source hearsay/,
  },
  {
    name: 'a family of Windows with a name of another',
    file: 'windows.yaml',
    from: 'names: [windows vista]',
    to: 'names: [windows 7]',
    line: true,
    message: /windows 7 is listed twice/,
  },
  {
    name: 'paid updates that end before what they follow',
    file: 'windows.yaml',
    from: 'paid: 2023-01-10',
    to: 'paid: 2019-01-10',
    line: true,
    message: /must end after the support before them/,
  },
  {
    name: 'an unknown class',
    file: 'crypto.yaml',
    from: 'class: forbidden',
    to: 'class: bad',
    line: true,
    message: /class/,
  },
  {
    name: 'an unknown reason',
    file: 'crypto.yaml',
    from: 'why: hybrid',
    to: 'why: because',
    line: true,
    message: /no reason because/,
  },
  {
    name: 'a password in both lists',
    file: 'default-passwords.yaml',
    from: 'weak:\n  ["0000"',
    to: 'weak:\n  ["ADMIN"',
    line: true,
    message: /admin is listed twice/,
  },
  {
    name: 'systems out of order',
    file: 'systems.yaml',
    from: 'kind: monitoring-control',
    to: 'kind: pump-operation',
    line: true,
    message: /order of table 3-3|listed twice/,
  },
  {
    name: 'a misspelt key',
    file: 'zone-policies.yaml',
    from: 'sweeps: false',
    to: 'sweep: false',
    line: true,
    message: /sweep/,
  },
  {
    name: 'a port beyond the range',
    file: 'ports.yaml',
    from: '{port: 21,',
    to: '{port: 70000,',
    line: true,
    message: /port/,
  },
  {
    name: 'YAML that does not parse',
    file: 'antivirus.yaml',
    from: 'products:',
    to: 'products: [',
    line: true,
    message: /./,
  },
];

for (const {name, file, from, to, line, message} of broken) {
  test(`${name} is told with its place`, (t) => {
    const copy = changed(file, from, to);
    t.teardown(() => copy.remove());
    const error = t.throws(() => loadReferenceData(copy.folder), {instanceOf: InputError});
    t.true(error.problems.length > 0);
    for (const problem of error.problems) {
      t.true(problem.file.endsWith(file));
      t.is(problem.line !== null && problem.line > 1, line);
      t.not(problem.message.ja, '');
    }
    t.regex(error.message, message);
  });
}

test('a folder without the files is told', (t) => {
  t.throws(() => loadReferenceData(join(folder, 'nowhere')), {instanceOf: InputError, message: /cannot be read/});
});

test('the digest is of the contents of all files', (t) => {
  t.is(loadReferenceData().digest, data.digest);
  const copy = changed('systems.yaml', '# The 14 kinds', '# The fourteen kinds');
  t.teardown(() => copy.remove());
  t.not(loadReferenceData(copy.folder).digest, data.digest);
});

test('every file of the folder is read', (t) => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  t.deepEqual(
    files.sort(),
    [
      'antivirus',
      'crypto',
      'default-passwords',
      'lifecycle',
      'ports',
      'systems',
      'vendors',
      'windows-builds',
      'windows-software',
      'windows',
      'zone-policies',
    ].map((name) => `${name}.yaml`),
  );
});

test('the distributions of the contract are there', (t) => {
  const ids = new Set(data.lifecycle.map(({osId}) => osId));
  for (const id of [
    'debian',
    'ubuntu',
    'rhel',
    'centos',
    'almalinux',
    'rocky',
    'ol',
    'amzn',
    'sles',
    'opensuse-leap',
    'alpine',
    'fedora',
  ])
    t.true(ids.has(id), id);
});

test('sources are dated in the past of the data, and every one is used', (t) => {
  const used = new Set([
    ...data.lifecycle.flatMap(({cycles}) => cycles.map(({source}) => source)),
    ...data.windows.flatMap(({releases}) => releases.map(({source}) => source)),
    ...data.windowsBuilds.flatMap(({revisions}) => revisions.map(({source}) => source)),
    ...data.windowsProducts.map(({source}) => source),
    ...data.frameworks.map(({source}) => source),
    ...data.vendors.map(({source}) => source),
    ...cryptoKinds.flatMap((kind) => data.crypto[kind].flatMap(({sources}) => sources)),
    ...data.antivirus.flatMap(({sources}) => sources),
    ...data.controlPorts.map(({source}) => source),
    'ncsc-top',
    'cirt-defaults',
    'ipa-password',
    'water-4',
    'safety-contract',
  ]);
  t.deepEqual(
    Object.keys(data.sources).filter((id) => !used.has(id)),
    [],
  );
  for (const {date} of Object.values(data.sources)) t.true(date <= '2026-11-27', date);
});

test('algorithms that OpenSSH 10 offers by default have a class that is not forbidden', (t) => {
  const offered = {
    kex: 'mlkem768x25519-sha256,sntrup761x25519-sha512,curve25519-sha256,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521',
    cipher:
      'chacha20-poly1305@openssh.com,aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr',
    mac: 'umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512,hmac-sha1',
  } as const;
  for (const kind of ['kex', 'cipher', 'mac'] as const) {
    for (const name of offered[kind].split(',')) {
      const found = data.crypto[kind].find((entry) => entry.name === name);
      t.truthy(found, name);
      t.not(found?.class, 'forbidden', name);
    }
  }
});

test('what is broken is forbidden', (t) => {
  const forbidden = cryptoKinds.flatMap((kind) =>
    data.crypto[kind].filter((entry) => entry.class === 'forbidden').map(({name}) => name),
  );
  for (const name of ['arcfour', 'hmac-md5', 'ssh-dss', 'diffie-hellman-group1-sha1', 'md5crypt', 'descrypt'])
    t.true(forbidden.includes(name), name);
});

test('prefixes of password hashes are told apart', (t) => {
  const prefixes = data.crypto.passwordHash.flatMap(({prefix}) => prefix ?? []);
  t.is(new Set(prefixes).size, prefixes.length);
});

test('every zone refuses the ports of the safety contract', (t) => {
  const refused = (port: number): boolean => data.controlPorts.some(({from, to}) => from <= port && port <= to);
  for (const port of [
    102, 502, 1089, 1090, 1091, 2222, 2404, 2455, 4840, 5000, 5010, 9100, 9600, 11740, 18245, 20000, 44818, 47808,
    55000, 55003, 61450,
  ])
    t.true(refused(port), String(port));
  for (const port of [22, 80, 161, 443, 2201]) t.false(refused(port), String(port));
  t.true(data.controlPorts.every(({from, to}) => from <= to && to <= 65_535));
});

test('the control policy is default-deny', (t) => {
  const control = data.zonePolicies.find(({id}) => id === 'control');
  if (control === undefined) return t.fail('no policy control');
  t.deepEqual(control.costs, ['cheap']);
  t.false(control.autoPlatform || control.sweeps || control.activeTrials);
  t.true(control.requireApprovedPlan && control.declaredPortsOnly);
  // From outside it is connected to ports that the asset's own access names, and there are no others.
  t.is(control.ports, '');
  t.deepEqual(data.zonePolicies.map(({id}) => id).sort(), ['control', 'office']);
});

test('the dictionary holds about 150 words or more, in lower case', (t) => {
  const {default: defaults, weak} = data.passwords;
  t.true(defaults.size + weak.size >= 150);
  for (const word of ['admin', 'public', 'private', 'cisco', 'password']) t.true(defaults.has(word), word);
  t.true(weak.has('0000'));
  for (const word of [...defaults, ...weak]) t.is(word, word.toLowerCase());
});

test('systems are those of table 3-3, control systems weigh most', (t) => {
  t.deepEqual(Object.keys(data.systems), [...systemKinds]);
  for (const entry of Object.values(data.systems)) if (entry.group === 'control') t.is(entry.weight, 3, entry.kind);
});

test('no two products of different vendors share a sign', (t) => {
  const vendors = new Map<string, string>();
  for (const {vendor, packages, processes, paths, units} of data.antivirus) {
    for (const sign of [
      ...packages.map((name) => `package ${name}`),
      ...processes.map((name) => `process ${name}`),
      ...paths,
      ...units.map((name) => `unit ${name}`),
    ]) {
      t.is(vendors.get(sign) ?? vendor, vendor, sign);
      vendors.set(sign, vendor);
    }
  }
});
