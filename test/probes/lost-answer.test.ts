import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {askId, isGlob} from '../../src/model/ask.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import type {Probe} from '../../src/model/probe.ts';
import {probes} from '../../src/probes/index.ts';
import {readingsOf} from '../../src/readings.ts';
import {recordingNames} from '../fuzz/support.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';

const recordings = recordingNames.map((name) => {
  const recording = loadRecording(name);
  return {name, platform: recording.platform, all: exchangesOf(recording)};
});

function readBy(probe: Probe, platform: string, exchanges: readonly Exchange[]): readonly Exchange[] {
  const asks = readingsOf(probe, platform).flatMap((reading) => reading.ask);
  const ids = new Set(asks.map(askId));
  const patterns = asks.flatMap((ask) => (ask.kind === 'files' && isGlob(ask.pattern) ? [ask.pattern] : []));
  const folders = patterns.map((pattern) => `file:${pattern.slice(0, pattern.search(/[*?[]/))}`);
  return exchanges.filter(({ask}) => ids.has(ask) || folders.some((folder) => ask.startsWith(folder)));
}

const factOf = (probe: Probe, platform: string, exchanges: readonly Exchange[]): Fact | undefined =>
  factsOf([probe], exchanges, platform, null)[probe.fact];

const told = (fact: Fact | undefined): string | null => (fact?.state === 'known' ? JSON.stringify(fact.value) : null);

const lost = {ok: false, reason: 'cut', detail: 'too large'} as const;

for (const probe of probes) {
  test(`${probe.fact}: whichever answer of a recording is lost, the fact is the same, or is not called complete`, (t) => {
    for (const {name, platform, all} of recordings) {
      const exchanges = readBy(probe, platform, all);
      const before = told(factOf(probe, platform, exchanges));
      for (const {ask} of exchanges) {
        const without = exchanges.filter((exchange) => exchange.ask !== ask);
        const cut = exchanges.map((exchange) => (exchange.ask === ask ? {...exchange, answer: lost} : exchange));
        for (const kept of [without, cut]) {
          const after = factOf(probe, platform, kept);
          if (after?.state === 'known' && after.complete) t.is(told(after), before, `${name} without ${ask}`);
          else t.not(after?.state, 'fault');
        }
      }
    }
    t.pass();
  });
}
