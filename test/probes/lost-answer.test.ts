import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import type {Probe} from '../../src/model/probe.ts';
import {probes} from '../../src/probes/index.ts';
import {recordingNames} from '../fuzz/support.ts';
import {askedBy, factWithout} from '../support/asked-by.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';

const recordings = recordingNames.map((name) => {
  const recording = loadRecording(name);
  return {name, platform: recording.platform, all: exchangesOf(recording)};
});

const factOf = (probe: Probe, platform: string, exchanges: readonly Exchange[]): Fact | undefined =>
  factsOf([probe], exchanges, platform, null)[probe.fact];

const told = (fact: Fact | undefined): string | null => (fact?.state === 'known' ? JSON.stringify(fact.value) : null);

const lost = {ok: false, reason: 'cut', detail: 'too large'} as const;

for (const probe of probes) {
  test(`${probe.fact}: whichever answer of a recording is lost, the fact is the same, or is not called complete`, (t) => {
    for (const {name, platform, all} of recordings) {
      const exchanges = all.filter(askedBy(probe, platform));
      const before = told(factOf(probe, platform, exchanges));
      for (const {ask} of exchanges) {
        const without = exchanges.filter((exchange) => exchange.ask !== ask);
        const cut = exchanges.map((exchange) => (exchange.ask === ask ? {...exchange, answer: lost} : exchange));
        for (const after of [factWithout(probe, platform, without), factOf(probe, platform, cut)]) {
          if (after?.state === 'known' && after.complete) t.is(told(after), before, `${name} without ${ask}`);
          else t.not(after?.state, 'fault');
        }
      }
    }
    t.pass();
  });
}
