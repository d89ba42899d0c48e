import test from 'ava';
import fc from 'fast-check';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

const recordings = [
  'linux/debian-12_software-clamav',
  'linux/debian-12_software-legacy',
  'linux/debian-12_software-systemd',
  'linux/rhel-9_software-default',
  'linux/alpine-3.20_software-default',
];
const names = [
  ...['antivirus', 'automaticUpdates', 'clock', 'kernel', 'listenerOwners', 'listeners', 'packageSources', 'packages'],
  ...['processes', 'reboot', 'services', 'updates', 'uptime'],
];
const own = probes.filter(({fact}) => names.includes(fact));

function faults(exchanges: readonly Exchange[]): string[] {
  const facts = Object.values(factsOf(own, exchanges, 'linux', null));
  return facts.flatMap((fact) => (fact.state === 'fault' ? [fact.message] : []));
}

function withBody(exchange: Exchange, change: (body: string) => string): Exchange {
  return exchange.answer.ok
    ? {...exchange, answer: {...exchange.answer, body: change(exchange.answer.body)}}
    : exchange;
}

/** Cuts, repeats, swaps and sprinkles: what a broken or hostile device could say in place of what was recorded. */
const change = fc
  .tuple(fc.nat(4000), fc.nat(400), fc.string({unit: 'binary', maxLength: 40}), fc.nat(3))
  .map(([at, length, text, kind]) => (body: string): string => {
    const from = body.length === 0 ? 0 : at % body.length;
    switch (kind) {
      case 0:
        return body.slice(0, from);
      case 1:
        return body.slice(0, from) + text + body.slice(from + length);
      case 2:
        return body + body.slice(from);
      default:
        return body.split('\n').reverse().join('\n') + text;
    }
  });

test('there is a probe for every fact tried here', (t) => {
  t.deepEqual(own.map(({fact}) => fact).sort(), names.toSorted());
});

for (const name of recordings) {
  const recorded = exchangesOf(loadRecording(name));
  test(`${name}: what a device says never breaks a parser`, (t) => {
    fc.assert(
      fc.property(fc.array(change, {minLength: recorded.length, maxLength: recorded.length}), (changes) => {
        const hostile = recorded.map((exchange, at) => withBody(exchange, changes[at] ?? ((body) => body)));
        t.deepEqual(faults(hostile), []);
      }),
      {numRuns: 60},
    );
  });
}

const floods = ['{', '/*', '"', '[', ' ', '\t', '=', ':', 'a-', '1.', '::', '#', '(', '\\', '\n\n', 'deb [', 'Name:\t'];

test('long repetitions are read in time that grows with their length alone', (t) => {
  const recorded = exchangesOf(loadRecording('linux/debian-12_software-systemd'));
  for (const flood of floods) {
    const started = performance.now();
    const hostile = recorded.map((exchange) =>
      withBody(exchange, (body) => `${body.slice(0, 40)}${flood.repeat(200_000 / flood.length)}`),
    );
    t.deepEqual(faults(hostile), []);
    const elapsed = performance.now() - started;
    t.true(elapsed < 5000, `${JSON.stringify(flood)} took ${Math.round(elapsed)} ms`);
  }
});

test('without any answer every fact is a gap', (t) => {
  const facts = Object.values(factsOf(own, [], 'linux', null));
  t.true(facts.every(({state}) => state === 'gap'));
});
