import test from 'ava';
import {factsOf} from '../../../src/facts.ts';
import type {Fact} from '../../../src/model/fact.ts';
import {readSnmpText} from '../../../src/model/snmp-text.ts';
import {probes} from '../../../src/probes/index.ts';
import {factsOfRecording, walkExchanges} from '../../../src/recording.ts';

function told(walk: string, cut = false): Fact | undefined {
  const exchanges = walkExchanges(readSnmpText(walk).varbinds, 'windows', '2026-11-26T03:00:00.000Z');
  const answered = exchanges.map((each) => (each.answer.ok ? {...each, answer: {...each.answer, cut}} : each));
  const chosen = probes.filter(({fact}) => fact === 'windowsLanManager');
  return factsOf(chosen, answered, 'windows', null)['windowsLanManager'];
}

test('services, accounts and shares are told, in cp932 and in UTF-8', (t) => {
  const fact = factsOfRecording('windows/server-2019').facts['windowsLanManager'];
  t.like(fact, {state: 'known', complete: true});
  t.deepEqual(fact?.state === 'known' ? fact.value : null, {
    services: [
      {name: 'SNMP サービス', running: true},
      {name: 'Workstation', running: true},
      {name: '料金計算バッチ', running: false},
    ],
    users: ['Administrator', 'Guest', '検針用', '水質'],
    shares: [{name: 'kyoyu', path: 'D:\\kyoyu'}],
  });
});

test('an agent that shows nothing of it tells nothing', (t) => {
  t.like(told('.1.3.6.1.2.1.1.1.0 = STRING: "Windows"'), {state: 'gap', reason: 'unsupported'});
});

test('more accounts than are kept leave the list open, and a name is bounded', (t) => {
  const user = (at: number, name: string): string => `.1.3.6.1.4.1.77.1.2.25.1.1.1.${at} = STRING: "${name}"`;
  const many = Array.from({length: 10_001}, (_, at) => user(at, 'x'.repeat(at === 0 ? 5000 : 1)));
  const fact = told(many.join('\n'), true);
  t.like(fact, {state: 'known', complete: false, because: 'cut'});
  const {users} = (fact?.state === 'known' ? fact.value : {users: []}) as {users: readonly string[]};
  t.is(Math.max(...users.map(({length}) => length)), 512);
  t.true(users.length <= 10_000);
});

test('a host that is asked over SSH alone has no such fact', (t) => {
  t.is(factsOfRecording('windows/ja-win11.network').facts['windowsLanManager'], undefined);
});
