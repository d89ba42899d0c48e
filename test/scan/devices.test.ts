import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {simpleDevice, startSshDevice} from '../support/cli-device.ts';
import type {SshDevice} from '../support/ssh-device.ts';
import type {Finding} from '../../src/model/finding.ts';
import {recordedDevice} from '../support/recorded-device.ts';
import {factsOfRecording} from '../../src/recording.ts';
import {requireAgents, startSnmpd, type Agent} from '../support/snmp-agents.ts';
import {readLines, Workshop} from './support.ts';

const shop = new Workshop();
const enable = 'Enable-4711';
const community = 'mizu-9876';
const typed: string[] = [];
const devices: SshDevice[] = [];
let agent: Agent;

async function device(make: Parameters<typeof startSshDevice>[0]): Promise<SshDevice> {
  const started = await startSshDevice(make);
  devices.push(started);
  return started;
}

const asset = (id: string, {address, port}: SshDevice, more: object = {}): object => ({
  id,
  kind: 'network-device',
  zone: 'office',
  address,
  access: [{via: 'ssh', port, credential: 'net', enable: 'env:ENABLE'}],
  ...more,
});

/** A check of the platform alone. */
const check = `
id: platform-known
title: {en: It is an Allied Telesis, ja: Allied Telesisの機器である}
why: {en: The test asks, ja: テスト用}
expect: {en: It is one, ja: そうであること}
severity: 1
pass: asset.platform == "allied-awplus"
remediation: {effort: low, when: now, restarts: none, text: {en: None, ja: なし}}
examples:
  - {outcome: pass, constructed: true, facts: {}, asset: {platform: allied-awplus}}
  - {outcome: fail, constructed: true, facts: {}}
`;

test.before(async () => {
  requireAgents();
  mkdirSync(join(shop.checks, 'network'));
  writeFileSync(join(shop.checks, 'network/platform-known.yaml'), check);
  agent = await startSnmpd([`rocommunity ${community}`, 'sysName agent-1']);
  const awplus = {name: 'awplus', enable, unknown: "% Invalid input detected at '^' marker.", finish: 'exit', page: 10};
  const known = await device(recordedDevice('allied-awplus/weak', awplus, typed));
  const found = await device(
    recordedDevice('allied-awplus/hardened', {
      ...awplus,
      name: 'sw-joui',
      more: {'show version': 'AlliedWare Plus (TM) 5.5.2 03/15/22'},
    }),
  );
  const strange = await device(simpleDevice('box> ', {exit: null}));
  shop.trust(known, found, strange);
  shop.writeInventory({
    credentials: {
      net: {user: 'scan', password: 'env:PASSWORD', scope: 'local'},
      mon: {snmp: {version: '2c', community: 'env:COMMUNITY'}},
    },
    assets: [
      asset('sw-known', known, {platform: 'allied-awplus'}),
      asset('sw-found', found),
      asset('sw-strange', strange),
      {
        id: 'agent',
        kind: 'network-device',
        zone: 'office',
        address: agent.address,
        access: [{via: 'snmp', port: agent.port, credential: 'mon'}],
      },
    ],
  });
});
test.after.always(async () => {
  await Promise.all(devices.map((each) => each.stop()));
  await agent.stop();
  shop.remove();
});

const secrets = {PASSWORD: 'login-3141', ENABLE: enable, COMMUNITY: community};

interface Told {
  readonly asset: string;
  readonly facts: Readonly<
    Record<string, {readonly state: string; readonly value?: unknown; readonly reason?: string}>
  >;
}

test.serial('a plan names every command that may be typed, and every object that may be read', async (t) => {
  const {code, stdout} = await shop.run(['plan', shop.inventory, '--lang', 'en']);
  t.is(code, 0);
  const asked = ['> show running-config', '> terminal length 0', '> enable', '= get .1.3.6.1.2.1.1.1.0'];
  for (const line of [...asked, '> (space, for the next page)', '> (Enter or space, where the device wants a key'])
    t.true(stdout.includes(line), line);
  t.notRegex(stdout, /\b(?:configure|copy|write|reload)\b/);
});

test.serial('devices are asked, recognised, and judged; what is strange stays unknown', async (t) => {
  const {code, stderr} = await shop.run(
    ['scan', shop.inventory, '--out', 'run', '--format', 'html', '--json'],
    secrets,
  );
  t.true(code === 0 || code === 1 || code === 3, stderr);
  const facts = new Map(
    (readLines(shop.path('run', 'facts.jsonl')) as Told[]).map(({asset: id, facts: told}) => [id, told]),
  );
  const valueOf = (id: string, fact: string): unknown => facts.get(id)?.[fact]?.value;
  t.like(valueOf('sw-known', 'device'), {os: 'allied-awplus', model: 'x230-28GT', version: '5.4.5-0.1'});
  t.like(valueOf('sw-found', 'device'), {os: 'allied-awplus'});
  // Marks of secrets depend on the site's key.
  const marked = new Set(['deviceBanner', 'deviceConfig', 'deviceSnmp']);
  const {facts: recorded} = factsOfRecording('allied-awplus/weak');
  for (const [name, fact] of Object.entries(recorded)) {
    if (fact.state !== 'known' || name === 'clock') continue;
    const {complete, value} = fact;
    t.like(facts.get('sw-known')?.[name], {state: 'known', complete}, name);
    if (!marked.has(name)) t.deepEqual(valueOf('sw-known', name), value, name);
  }
  t.like(valueOf('agent', 'device'), {hostname: 'agent-1'});
  t.is(facts.get('sw-strange')?.['deviceUsers']?.reason, 'unsupported');
  const platforms = new Map(shop.readRun('run').assets.map(({id, platform}) => [id, platform]));
  t.deepEqual(
    [...platforms],
    [
      ['agent', 'linux'],
      ['sw-found', 'allied-awplus'],
      ['sw-known', undefined],
      ['sw-strange', undefined],
    ],
  );
});

test.serial('checks see the platform that an asset turned out to be', (t) => {
  const findings = readLines(shop.path('run', 'findings.jsonl')) as Finding[];
  const told = findings.filter((finding) => finding.check === 'platform-known');
  t.deepEqual(
    told.map(({asset: id, outcome}) => [id, outcome.status]),
    [
      ['agent', 'fail'],
      ['sw-found', 'pass'],
      ['sw-known', 'pass'],
      ['sw-strange', 'fail'],
    ],
  );
});

test.serial('no password reaches the run folder, and nothing was typed beside the plan', (t) => {
  const planned = JSON.parse(readFileSync(shop.path('run', 'plan.json'), 'utf8')) as {
    texts: Record<string, {start?: string[]; finish?: string[]; enable?: string; asks?: {run?: string}[]}>;
  };
  const allowed = Object.values(planned.texts).flatMap(({start = [], finish = [], enable: mode, asks = []}) => [
    ...start,
    ...finish,
    ...(typeof mode === 'string' ? [mode] : []),
    ...asks.flatMap(({run}) => run ?? []),
  ]);
  t.true(typed.length > 5);
  t.deepEqual(
    typed.filter((line) => !allowed.includes(line)),
    [],
  );
  const names = ['facts.jsonl', 'findings.jsonl', 'plan.json', 'run.json', 'report.ja.html'];
  const files = [
    ...names,
    ...['agent', 'sw-known', 'sw-found', 'sw-strange'].map((id) => join('evidence', `${id}.jsonl`)),
  ];
  for (const file of files) {
    const text = readFileSync(shop.path('run', file), 'utf8');
    for (const secret of [...Object.values(secrets), 'friend', '$1$bJoVec4D$Q1w2E3r4T5y6U7i8O9p0A.'])
      t.false(text.includes(secret), `${secret} in ${file}`);
  }
});

test.serial('judging the stored evidence gives the findings of the scan again', async (t) => {
  const {code, stderr} = await shop.run(['judge', 'run', '--id', 'again', '--format', 'json', '--json']);
  t.true(code === 0 || code === 1 || code === 3, stderr);
  for (const file of ['facts.jsonl', 'findings.jsonl'])
    t.is(
      readFileSync(shop.path('run', 'judgements', 'again', file), 'utf8'),
      readFileSync(shop.path('run', file), 'utf8'),
    );
});

test.serial('a wrong password of privileged mode is tried once, and stops everywhere', async (t) => {
  typed.length = 0;
  const args = ['scan', shop.inventory, '--only', 'sw-known', '--out', 'wrong', '--format', 'json', '--json'];
  await shop.run(args, {...secrets, ENABLE: 'wrong-1'});
  t.is(typed.filter((line) => line === 'enable').length, 1);
  t.true(
    shop.answers('wrong', 'sw-known').some(({ask, ok}: {ask: string; ok?: boolean}) => ask === 'show system' && ok),
  );
  t.regex(readFileSync(shop.path('wrong', 'stopped-credentials.txt'), 'utf8'), /^enable env:ENABLE/);
});

test.serial('a stored walk is judged like an agent, and nothing is sent', async (t) => {
  const walk = execFileSync(
    '/usr/bin/snmpwalk',
    ['-v2c', '-c', community, '-On', `${agent.address}:${agent.port}`, '.1.3.6.1'],
    {encoding: 'utf8', maxBuffer: 64 << 20},
  );
  mkdirSync(shop.path('walks'));
  shop.write('walks/agent.walk', walk);
  const args = ['scan', shop.inventory, '--walks', shop.path('walks'), '--out', 'stored', '--format', 'json', '--json'];
  typed.length = 0;
  const {code, stderr} = await shop.run(args);
  t.true(code === 0 || code === 1 || code === 3, stderr);
  t.deepEqual(typed, []);
  const of = (run: string): Told['facts'] =>
    (readLines(shop.path(run, 'facts.jsonl')) as Told[]).find((one) => one.asset === 'agent')?.facts ?? {};
  t.like(of('stored')['device']?.value, {hostname: 'agent-1'});
  t.deepEqual(of('stored')['deviceRoutes']?.value, of('run')['deviceRoutes']?.value);
  t.is(of('stored')['clock']?.reason, 'not-collected');
  t.is(shop.readRun('stored').assets.find(({id}) => id === 'sw-known')?.trouble?.reason, 'not-collected');
  t.is((await shop.run([...args.slice(0, 3), shop.path('none'), '--out', 'never'])).code, 2);
});
