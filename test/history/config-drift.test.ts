import test from 'ava';
import {driftOf} from '../../src/history/drift.ts';
import {factsOf} from '../../src/facts.ts';
import type {DriftState} from '../../src/model/drift.ts';
import type {Facts} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';
import {stateOf} from './support.ts';

/** Facts of a recorded device after an edit of its running configuration. */
function after(recording: string, edit: (config: string) => string): Facts {
  const recorded = loadRecording(recording);
  const exchanges = exchangesOf(recorded).map((exchange) => {
    const {ask, answer} = exchange;
    if (!answer.ok || !/^show (?:running-config|config)$/.test(ask)) return exchange;
    return {...exchange, answer: {...answer, body: edit(answer.body)}};
  });
  return factsOf(probes, exchanges, recorded.platform, null);
}

const devices: Readonly<Record<string, readonly [recording: string, volatile: string, line: string]>> = {
  'cisco-ios': [
    'cisco-ios/catalyst-9200_hardened',
    '! Last configuration change at 03:04:05 JST Thu Nov 26 2026 by kanri',
    'ip http server',
  ],
  'allied-awplus': ['allied-awplus/hardened', '! Last change', 'service http'],
  'yamaha-rt': ['yamaha-rt/rtx1220_hardened', '# Reporting Date: Nov 26 03:04:05 2026', 'telnetd service on'],
};

for (const [name, [recording, volatile, line]] of Object.entries(devices)) {
  const state = (facts: Facts): DriftState =>
    stateOf([], {facts, sources: Object.fromEntries(Object.keys(facts).map((fact) => [fact, 'source']))});
  const lines = (facts: Facts): unknown[] =>
    driftOf(state(after(recording, (text) => text)), state(facts)).facts.flatMap((change) =>
      change.path.startsWith('deviceConfig.lines') ? [change.after ?? change.before] : [],
    );

  test(`${name}: a line that changes by itself is no drift of the configuration`, (t) => {
    t.deepEqual(lines(after(recording, (text) => `${volatile}\n${text}`)), []);
  });

  test(`${name}: a line that somebody wrote is`, (t) => {
    t.deepEqual(lines(after(recording, (text) => text.replace('\n', `\n${line}\n`))), [line]);
  });
}
