import test from 'ava';
import {loadReferenceData} from '../../src/derive/data.ts';
import {askId, askText} from '../../src/model/ask.ts';
import type {Asset, Inventory, Site} from '../../src/model/asset.ts';
import {lookupOf} from '../../src/model/outside.ts';
import type {ZonePolicy} from '../../src/model/plan.ts';
import {planLookups} from '../../src/plan/lookups.ts';
import {assetOf} from '../support/asset.ts';

const all = loadReferenceData().zonePolicies;
const mailDomains = [{domain: 'suido.city.lg.jp', selectors: ['s1']}];

interface More {
  readonly site?: Partial<Site>;
  readonly resolver?: string | null;
  readonly assets?: readonly Asset[];
}

function steps(zones: readonly string[], {site = {}, resolver = '192.0.2.53', assets = []}: More = {}) {
  const inventory: Inventory = {
    site: {name: 's', timezone: 'Asia/Tokyo', mailDomains, ...site},
    zones: zones.map((policy) => ({id: policy, policy, window: null, manager: null})),
    ...{credentials: [], jumpHosts: [], digest: ''},
    assets,
  };
  const policies = Object.fromEntries(all.map((policy) => [policy.id, policy as ZonePolicy]));
  return planLookups(inventory, policies, {approved: true, ...(resolver === null ? {} : {resolver})});
}

test('each domain is asked for its mail servers, its policies and its keys', (t) => {
  const [step, ...more] = steps(['control', 'office']);
  if (step === undefined || !('entry' in step)) throw new Error('nothing is planned');
  t.deepEqual(more, []);
  t.like(step.entry, {key: 'site/nmap/dns', zone: 'office', endpoint: {via: 'nmap', address: '192.0.2.53'}});
  t.deepEqual(step.entry.asks.map(askText), [
    'MX suido.city.lg.jp',
    'TXT suido.city.lg.jp',
    'TXT _dmarc.suido.city.lg.jp',
    'TXT _dmarc.city.lg.jp',
    'TXT _dmarc.lg.jp',
    'TXT s1._domainkey.suido.city.lg.jp',
  ]);
  for (const ask of step.entry.asks) t.is(lookupOf(askId(ask))?.domain, 'suido.city.lg.jp');
});

test('the DNS server that the inventory names comes first', (t) => {
  t.like(steps(['office'], {site: {resolver: '192.0.2.1'}}), [{entry: {endpoint: {address: '192.0.2.1'}}}]);
});

test('nothing is asked by the rules of control zones, of nobody, or about nothing', (t) => {
  t.like(steps(['control']), [{refusal: {asset: 'site', code: 'no-lookup', reason: 'forbidden-by-zone'}}]);
  t.like(steps(['office'], {resolver: null}), [{refusal: {code: 'no-resolver', reason: 'unsupported'}}]);
  t.deepEqual(steps(['office'], {site: {mailDomains: []}}), []);
});

test('a DNS server that is a controller, or stands in a control zone, is not asked', (t) => {
  const at = {address: '::ffff:192.0.2.53'};
  const inZone = (kind: Asset['kind'], zone: string) =>
    steps(['control', 'office'], {assets: [assetOf('a', {...at, kind, zone})]});
  t.like(inZone('controller', 'office'), [{refusal: {code: 'controller-address'}}]);
  t.like(inZone('server', 'control'), [{refusal: {code: 'no-lookup', detail: 'a'}}]);
  t.like(inZone('server', 'office'), [{entry: {key: 'site/nmap/dns'}}]);
});

test('ids of other asks are no lookups', (t) => {
  for (const id of ['smtp@tcp/25', 'hosts@192.0.2.0/24', 'file:/etc/passwd', 'mx/a.example', 'ns/a/b']) {
    t.is(lookupOf(id), null);
  }
});
