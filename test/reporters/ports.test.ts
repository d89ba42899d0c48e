import test from 'ava';
import {labels} from '../../src/labels.ts';
import {known, type Facts} from '../../src/model/fact.ts';
import {loadReportDeps} from '../../src/reporters/index.ts';
import type {Context} from '../../src/reporters/view/common.ts';
import {portTable} from '../../src/reporters/view/ports.ts';
import {assetOf} from '../support/asset.ts';

const texts = loadReportDeps().catalogues.ja;
const context: Context = {language: 'ja', texts, timezone: 'Asia/Tokyo', detailed: null, labelOf: labels()};
const from = {transport: 'derived', privilege: null, seq: [], observedAt: null} as const;

const row = (port: number) => ({port, service: null, inside: 'none', outside: 'open', process: 'x\u202ey'});
const facts = (ports: readonly object[]): Facts => ({portView: known({ports}, from)});

test('a port is shown with what both sides and the inventory say of it', (t) => {
  const asset = assetOf('a', {services: {allow: ['udp/22', 'tcp/22', 'tcp/8000-8010']}});
  const table = portTable(facts([row(22), row(8005), row(8011)]), asset, context);
  t.deepEqual(
    table?.rows.map(({allowed}) => allowed),
    ['許可', '許可', '許可なし'],
  );
  t.like(table?.rows[0], {inside: '待ち受けなし', outside: '接続可', process: 'x[U+202E]y'});
  t.is(table?.more, null);
});

test('an inventory that says nothing of services is not one that forbids', (t) => {
  t.is(portTable(facts([row(22)]), assetOf('a', {services: null}), context)?.rows[0]?.allowed, '記載なし');
});

test('a table has an end, and no look from outside has no table', (t) => {
  const many = Array.from({length: 250}, (_, index) => row(index + 1));
  const table = portTable(facts(many), null, context);
  t.is(table?.rows.length, 200);
  t.is(table?.more, 50);
  t.is(portTable({portView: {state: 'gap', reason: 'not-collected', detail: '', from}}, null, context), null);
});
