import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

const recording = loadRecording('linux/debian-12_updates-pending');
const live = exchangesOf(recording);
const byKit = (at: string): Exchange[] =>
  live.map((exchange) => ({...exchange, via: 'kit', sentAt: at, receivedAt: at}));

const factFrom = (exchanges: readonly Exchange[], name: string) => factsOf(probes, exchanges, 'linux', null)[name];

test('how old package lists are is told by the clock of the host that they stand on', (t) => {
  const {from: _live, ...asked} = factFrom(live, 'updates') ?? {from: null};
  const {from: _kit, ...told} = factFrom(byKit(recording.at), 'updates') ?? {from: null};
  t.like(told, {state: 'known', complete: true});
  t.deepEqual(told, asked);
  const later = new Date(Date.parse(recording.at) + 15 * 86_400_000).toISOString();
  t.like(factFrom(byKit(later), 'updates'), {state: 'known', complete: false});
});

test('a clock that nobody looked at from here has no offset', (t) => {
  const dated = {...recording, commands: {...recording.commands, clock: '1790000000.000000000 +0900'}};
  const exchanges = exchangesOf(dated).map((exchange): Exchange => ({...exchange, via: 'kit'}));
  t.like(factFrom(exchanges, 'clock'), {state: 'gap', reason: 'not-collected'});
});
