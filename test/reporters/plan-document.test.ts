import test from 'ava';
import {loadReferenceData} from '../../src/derive/data.ts';
import {askText} from '../../src/model/ask.ts';
import type {Asset, Inventory, Zone} from '../../src/model/asset.ts';
import {entryAsks} from '../../src/model/plan.ts';
import type {Language} from '../../src/model/text.ts';
import {buildPlan} from '../../src/plan/index.ts';
import {platforms} from '../../src/platforms/index.ts';
import {probes} from '../../src/probes/index.ts';
import {loadReportDeps, planDocument, type PlanDocumentInput} from '../../src/reporters/index.ts';
import {assetOf} from '../support/asset.ts';

const {zonePolicies} = loadReferenceData();
const zones: readonly Zone[] = [
  {
    id: 'office',
    policy: 'office',
    window: null,
    manager: null,
    trials: {by: '課長', until: '2027-03-31', document: null},
  },
  {id: 'control', policy: 'control', window: '01:00-04:00', manager: null},
];
const ssh = {via: 'ssh', port: 22, credential: 'ops', jump: [], legacy: [], enable: null} as const;
const outside = {via: 'nmap', ports: '22,8025', tool: 'connect', services: ['smtp/8025']} as const;
const assets: readonly Asset[] = [
  assetOf('plc', {kind: 'controller', zone: 'control', address: '127.0.0.9'}),
  assetOf('srv-01', {name: '<b>料金</b>\u202e', platform: 'linux', access: [ssh, outside]}),
  assetOf('srv-02', {platform: 'linux', access: [ssh]}),
];

function inputOf(site = '見本市水道局'): PlanDocumentInput {
  const credential = {name: 'ops', user: 'scan', password: 'env:P', key: null, passphrase: null, agent: false} as const;
  const inventory: Inventory = {
    site: {name: site, timezone: 'Asia/Tokyo'},
    zones,
    credentials: [{...credential, sudo: 'none', scope: 'domain', snmp: null}],
    jumpHosts: [],
    assets,
    digest: 'inventory',
  };
  const plan = buildPlan({
    inventory,
    probes,
    platforms,
    policies: zonePolicies,
    forbiddenPorts: new Set([502]),
    only: null,
    approved: true,
    today: '2026-11-26',
  });
  const policyTitles = Object.fromEntries(zonePolicies.map(({id, title}) => [id, title]));
  return {plan, site, zones, assets, policyTitles, madeAt: '2026-11-26T00:00:00.000Z'};
}

const page = (language: Language, input = inputOf()): string => planDocument(input, language, loadReportDeps());
const escaped = (text: string): string =>
  text.replace(/[&<>"'`=]/g, (sign) => {
    const names: Record<string, string> = {
      '&': '&amp;',
      '<': '&lt;',
      '>': '&gt;',
      '"': '&quot;',
      "'": '&#x27;',
      '`': '&#x60;',
      '=': '&#x3D;',
    };
    return names[sign] ?? sign;
  });

for (const language of ['ja', 'en'] as const) {
  test(`the page in ${language} tells every request of the plan, its digest, and what is not connected to`, (t) => {
    const input = inputOf();
    const html = page(language, input);
    t.true(html.includes(input.plan.digest));
    for (const ask of input.plan.entries.flatMap(entryAsks)) t.true(html.includes(escaped(askText(ask))), askText(ask));
    for (const {asset} of [...input.plan.entries, ...input.plan.refusals]) t.true(html.includes(`>${asset}`), asset);
  });
}

test('a text that is sent to several devices stands there once', (t) => {
  const html = page('ja');
  t.is(html.split('id="annex-').length - 1, 2);
  t.is(html.split('href="#annex-').length - 1, 3);
});

test('names of the inventory are shown, not obeyed', (t) => {
  const html = page('ja', inputOf('<script>alert(1)</script>'));
  t.false(html.includes('<script'));
  t.false(html.includes('<b>'));
  t.true(html.includes('[U+202E]'));
});

test('the same plan makes the same page, and a page loads nothing', (t) => {
  t.is(page('ja'), page('ja'));
  t.true(page('ja').includes(escaped(`default-src 'none'`)));
});
