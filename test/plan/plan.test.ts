import test from 'ava';
import fc from 'fast-check';
import {command, files} from '../../src/model/ask.ts';
import type {Access, Asset, Credential, Inventory} from '../../src/model/asset.ts';
import {entryAsks, type Plan} from '../../src/model/plan.ts';
import {packPlan, planDigest as digestOfPlan, unpackPlan} from '../../src/model/plan-file.ts';
import {buildPlan} from '../../src/plan/index.ts';
import {isInWindow} from '../../src/plan/window.ts';
import {linux} from '../../src/platforms/linux.ts';
import {windows} from '../../src/platforms/windows.ts';
import {probes as allProbes} from '../../src/probes/index.ts';
import {assetOf} from '../support/asset.ts';
import {officePolicy} from '../support/sender.ts';

const credential: Credential = {
  name: 'ops',
  user: 'scan',
  password: null,
  key: 'env:KEY',
  passphrase: null,
  agent: false,
  sudo: 'none',
  scope: 'domain',
  snmp: null,
};
const ssh: Extract<Access, {via: 'ssh'}> = {
  via: 'ssh',
  port: 22,
  credential: 'ops',
  jump: [],
  legacy: [],
  enable: null,
};

function asset(id: string, more: Partial<Asset> = {}): Asset {
  return assetOf(id, {address: '127.0.0.1', access: [ssh], ...more});
}

const probes = [
  {
    cost: 'cheap' as const,
    asks: [command('who', 'id'), command('walk', 'find /', {cost: 'disk'}), ...files('/etc/hosts')],
  },
  {cost: 'disk' as const, asks: [command('deep', 'find / -xdev', {cost: 'disk'})]},
].map(({cost, asks}) => ({cost, ask: {linux: asks}}) as never);

function planOf(
  assets: readonly Asset[],
  more: {sudo?: Credential['sudo']; only?: string[]; approved?: boolean} = {},
): Plan {
  const inventory: Inventory = {
    site: {name: 'test', timezone: 'Asia/Tokyo'},
    zones: [
      {id: 'office', policy: 'office', window: null, manager: null},
      {id: 'control', policy: 'control', window: '01:00-04:00', manager: null},
    ],
    credentials: [{...credential, sudo: more.sudo ?? 'none'}],
    jumpHosts: [],
    assets,
    digest: 'inventory',
  };
  const control = {
    ...officePolicy,
    id: 'control',
    via: ['ssh' as const],
    autoPlatform: false,
    costs: ['cheap' as const],
    requireApprovedPlan: true,
  };
  return buildPlan({
    inventory,
    probes,
    platforms: [linux],
    policies: [officePolicy, control],
    forbiddenPorts: new Set([502, 44818]),
    only: more.only === undefined ? null : new Set(more.only),
    approved: more.approved ?? true,
    today: '2026-11-22',
  });
}

const asked = (plan: Plan): string[] =>
  plan.entries.flatMap((entry) => entryAsks(entry).map((ask) => ('id' in ask ? ask.id : ask.pattern)));
const declined = {by: null, document: 'letter', status: 'declined' as const};

const refused: Readonly<Record<string, readonly [Asset, string]>> = {
  'a controller': [asset('a', {kind: 'controller'}), 'forbidden-by-zone'],
  'a port of a control protocol': [asset('a', {access: [{...ssh, port: 502}]}), 'forbidden-by-zone'],
  'a way that the zone does not allow': [
    asset('a', {zone: 'control', access: [{via: 'local', credential: null}]}),
    'forbidden-by-zone',
  ],
  'a guess of the platform in a control zone': [asset('a', {zone: 'control', platform: 'auto'}), 'forbidden-by-zone'],
  'what the vendor declined': [asset('a', {consent: {...declined, until: '2026-11-22'}}), 'vendor-declined'],
  'what the vendor declined for good': [asset('a', {consent: {...declined, until: null}}), 'vendor-declined'],
  'what comes by kit': [asset('a', {access: [{via: 'kit'}]}), 'not-collected'],
  'an asset without access': [asset('a', {access: []}), 'not-collected'],
  SNMP: [asset('a', {access: [{via: 'snmp', port: 161, credential: 'ops'}]}), 'forbidden-by-zone'],
};
for (const [what, [one, reason]] of Object.entries(refused)) {
  test(`never asked: ${what}`, (t) => {
    const plan = planOf([one]);
    t.deepEqual(plan.entries, []);
    t.deepEqual(
      plan.refusals.map((refusal) => refusal.reason),
      [reason as never],
    );
  });
}

test('a refusal of the vendor ends with its last day', (t) => {
  t.is(planOf([asset('a', {consent: {...declined, until: '2026-11-21'}})]).entries.length, 1);
});

test('a zone narrows what is asked to the costs that it allows', (t) => {
  t.deepEqual(asked(planOf([asset('a')])), ['who', 'walk', 'deep', '/etc/hosts']);
  t.deepEqual(asked(planOf([asset('a', {zone: 'control'})])), ['who', '/etc/hosts']);
});

test('every entry has a key of its own, also where an asset has two ways of one kind', (t) => {
  const two = asset('a', {access: [ssh, {...ssh, port: 2222}]});
  const keys = planOf([two, asset('b')], {sudo: 'password'}).entries.map(({key}) => key);
  t.is(new Set(keys).size, keys.length);
  t.is(keys.length, 3);
});

test('the digest names the requests and the policy, not their order, the time or what is not sent', (t) => {
  const [one, two] = [asset('a'), asset('b')];
  const {digest, ...content} = planOf([one, two]);
  t.is(digest, planOf([two, one]).digest);
  t.is(digest, planOf([{...one, manager: 'someone'}, two]).digest);
  t.is(digest, digestOfPlan(JSON.parse(JSON.stringify(content)) as Plan), 'also after it was stored');
  t.not(digest, planOf([one, {...two, address: '127.0.0.2'}]).digest);
  t.not(digest, planOf([one, two], {sudo: 'nopasswd'}).digest);
  t.not(digest, planOf([one, two], {only: ['a']}).digest);
});

test('a zone that requires an approved plan is refused without one', (t) => {
  const one = asset('a', {zone: 'control'});
  t.is(planOf([one]).entries.length, 1);
  const without = planOf([one], {approved: false});
  t.deepEqual(without.entries, []);
  t.deepEqual(
    without.refusals.map(({reason, detail}) => [reason, detail]),
    [['forbidden-by-zone', 'no approved plan: give one with --plan']],
  );
});

test('a plan is stored with each text once, and read back as it was', (t) => {
  const plan = planOf(
    Array.from({length: 300}, (_, index) => asset(`a-${index}`)),
    {sudo: 'nopasswd'},
  );
  const stored = JSON.stringify(packPlan(plan));
  t.deepEqual(unpackPlan(JSON.parse(stored) as ReturnType<typeof packPlan>), plan);
  t.true(stored.length < JSON.stringify(plan).length / 5);
});

/** null where what was stored has no longer the shape of a plan. */
function digestOrNull(plan: Plan): string | null {
  try {
    return digestOfPlan(plan);
  } catch {
    return null;
  }
}

test('any change of a stored plan changes its digest', (t) => {
  const {digest, ...content} = planOf([asset('a'), asset('b', {zone: 'control'})], {sudo: 'nopasswd'});
  const text = JSON.stringify(content);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('x', '1', ' ', ';'), (at, letter) => {
      const changed = text.slice(0, at) + letter + text.slice(at + 1);
      let parsed: Plan;
      try {
        parsed = JSON.parse(changed) as Plan;
      } catch {
        return;
      }
      fc.pre(JSON.stringify(parsed) !== text);
      t.not(digestOrNull(parsed), digest);
    }),
    {numRuns: 300},
  );
});

test('windows: the end is outside, midnight is crossed, the zone of the site counts', (t) => {
  const at = (time: string): boolean => isInWindow('22:00-05:00', new Date(time), 'Asia/Tokyo');
  t.false(at('2026-11-22T12:59:59.999Z'));
  t.true(at('2026-11-22T13:00:00Z'));
  t.true(at('2026-11-22T15:00:00Z'), 'midnight');
  t.true(at('2026-11-22T19:59:59Z'));
  t.false(at('2026-11-22T20:00:00Z'));
  t.true(isInWindow('01:00-04:00', new Date('2026-03-29T00:30:00Z'), 'Europe/Berlin'), 'summer time begins');
});

test('Windows is asked for its clock first, and a host of which nothing is known is asked as one of both', (t) => {
  const wanted = ['accounts', 'clock', 'windowsServices'];
  const chosen = allProbes.filter(({fact}) => wanted.includes(fact));
  const inventory: Inventory = {
    site: {name: 'test', timezone: 'Asia/Tokyo'},
    zones: [{id: 'office', policy: 'office', window: null, manager: null}],
    ...{credentials: [credential], jumpHosts: [], digest: 'inventory'},
    assets: [asset('a', {platform: 'auto'}), asset('w', {platform: 'windows'})],
  };
  const {entries} = buildPlan({
    ...{inventory, probes: chosen, platforms: [linux, windows], policies: [officePolicy]},
    ...{forbiddenPorts: new Set<number>(), only: null, approved: true, today: '2026-11-22'},
  });
  t.deepEqual(
    entries.map(({key, platform, candidate}) => [key, platform, candidate]),
    [
      ['a/ssh/user', 'linux', true],
      ['a/ssh/windows', 'windows', true],
      ['w/ssh/user', 'windows', undefined],
    ],
  );
  for (const entry of entries.filter(({talk}) => talk === 'powershell')) {
    t.is(entryAsks(entry).map((ask) => 'id' in ask && ask.id)[0], 'Win32_OperatingSystem');
  }
});
