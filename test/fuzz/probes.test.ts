import test from 'ava';
import fc from 'fast-check';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import type {Probe} from '../../src/model/probe.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';
import {askedBy, factWithout} from '../support/asked-by.ts';
import {breath, fastest, mutations, parameters, recordingNames} from './support.ts';
import {withBody} from '../support/changed-answers.ts';

/** What one device answered to the questions of one probe. */
interface Seed {
  readonly platform: string;
  readonly exchanges: readonly Exchange[];
}

const recordings: readonly Seed[] = recordingNames.map((name) => {
  const recording = loadRecording(name);
  return {platform: recording.platform, exchanges: exchangesOf(recording)};
});

/** What of a recording a probe reads: the fewer its seeds, the more a mutation tells. */
function seedOf(probe: Probe, {platform, exchanges}: Seed): Seed {
  return {platform, exchanges: exchanges.filter(askedBy(probe, platform))};
}

function seedsOf(probe: Probe): Seed[] {
  return recordings.map((recording) => seedOf(probe, recording)).filter(({exchanges}) => exchanges.length > 0);
}

const from = {transport: 'derived', privilege: null, seq: [], observedAt: null} as const;

/** No fact at all: nothing of it was asked of a host whose agent is only asked where there is one. */
function factOf(probe: Probe, {platform, exchanges}: Seed): Fact {
  const fact = factsOf([probe], exchanges, platform, null)[probe.fact];
  return fact ?? {state: 'gap', reason: 'not-collected', detail: probe.fact, from};
}

/** The answer as it is when its end got lost: a command's is cut, a file's is withheld. */
function cutShort(exchange: Exchange, share: number): Exchange {
  const {answer} = exchange;
  if (!answer.ok) return exchange;
  if (/^files?:/.test(exchange.ask)) return {...exchange, answer: {ok: false, reason: 'cut', detail: 'too large'}};
  const body = answer.body.slice(0, Math.floor(share * answer.body.length));
  return {...exchange, answer: {...answer, body, cut: true, exitCode: null}};
}

const part = fc.double({min: 0, max: 1, noNaN: true});

for (const probe of probes) {
  const seeds = seedsOf(probe);

  test.serial(`fuzz: ${probe.fact} is known, a gap, but never a fault, whatever a host answers`, async (t) => {
    await breath();
    t.true(seeds.length > 0, 'no recording answers this probe');
    const some = fc.tuple(fc.constantFrom(...seeds), mutations, fc.nat(7));
    fc.assert(
      fc.property(some, ([{platform, exchanges}, mutate, odd]) => {
        const hostile = exchanges.map((exchange, index) =>
          (index + odd) % 3 === 0 ? exchange : withBody(exchange, mutate),
        );
        const fact = factOf(probe, {platform, exchanges: hostile});
        if (fact.state === 'fault') throw new Error(fact.message);
      }),
      parameters(),
    );
    t.pass();
  });

  test.serial(`fuzz: ${probe.fact} is never complete when all its answers were cut`, async (t) => {
    await breath();
    fc.assert(
      fc.property(fc.constantFrom(...seeds), part, ({platform, exchanges}, share) => {
        const fact = factOf(probe, {platform, exchanges: exchanges.map((exchange) => cutShort(exchange, share))});
        return fact.state !== 'fault' && !(fact.state === 'known' && fact.complete);
      }),
      parameters(0.5),
    );
    t.pass();
  });

  test.serial(`fuzz: ${probe.fact} stays the same, or admits to be incomplete, when one answer is lost`, async (t) => {
    await breath();
    fc.assert(
      fc.property(fc.constantFrom(...seeds), part, part, fc.boolean(), ({platform, exchanges}, which, share, gone) => {
        const lost = Math.min(exchanges.length - 1, Math.floor(which * exchanges.length));
        const kept = gone
          ? exchanges.filter((_, index) => index !== lost)
          : exchanges.map((exchange, index) => (index === lost ? cutShort(exchange, share) : exchange));
        const before = factOf(probe, {platform, exchanges});
        const after = gone ? factWithout(probe, platform, kept) : factOf(probe, {platform, exchanges: kept});
        if (after === undefined) return;
        if (after.state === 'fault') throw new Error(after.message);
        if (after.state !== 'known' || !after.complete) return;
        const [told, meant] = [after, before].map((fact) =>
          fact.state === 'known' ? JSON.stringify(fact.value) : fact.state,
        );
        if (told !== meant)
          throw new Error(`without ${exchanges[lost]?.ask ?? ''}: complete, yet ${told} in place of ${meant}`);
      }),
      parameters(0.5),
    );
    t.pass();
  });

  test.serial(`fuzz: ${probe.fact} reads 100 KB of anything in less than 200 ms`, async (t) => {
    await breath();
    for (const {platform, exchanges: seed} of largestByPlatform(seeds)) {
      for (const [name, inflate] of inflations) {
        const large = seed.map((exchange) => withBody(exchange, inflate));
        const readers = large.map((exchange, index) =>
          seed.map((small, other) => (other === index ? exchange : small)),
        );
        for (const exchanges of readers.slice(0, 12)) {
          const took = fastest(200, () => void factOf(probe, {platform, exchanges}));
          t.true(took < 200, `${platform}, ${name}: ${took.toFixed(0)} ms`);
        }
      }
    }
  });
}

function sizeOf(exchanges: readonly Exchange[]): number {
  return exchanges.reduce((sum, {answer}) => sum + (answer.ok ? answer.body.length : 0), 0);
}

function largestByPlatform(seeds: readonly Seed[]): readonly Seed[] {
  const sorted = seeds.toSorted((a, b) => sizeOf(b.exchanges) - sizeOf(a.exchanges));
  return sorted.filter((seed, index) => sorted.findIndex(({platform}) => platform === seed.platform) === index);
}

const size = 100_000;
const repeat = (text: string): string => (text === '' ? '' : text.repeat(Math.ceil(size / text.length)).slice(0, size));

/** Ways to be large: many lines as they are, one line without an end, and what backtracking stumbles on. */
const inflations: readonly (readonly [string, (body: string) => string])[] = [
  ['the whole again and again', (body) => repeat(`${body}\n`)],
  ['its longest line again and again', (body) => repeat(`${longestLine(body)}\n`)],
  ['its longest line without an end', (body) => repeat(longestLine(body))],
  ['spaces inside of its longest line', (body) => longestLine(body).replace(' ', ' '.repeat(size))],
  ['one letter, then a line break', (body) => `${body}\n${'a'.repeat(size)}\n`],
  ['opening brackets', (body) => `${body}\n${repeat('{ ')}`],
  ['empty lines', (body) => `${body}${'\n'.repeat(size)}`],
  ['empty lines before it', (body) => `${'\n'.repeat(size)}${body}`],
  ['lines of a space', (body) => `${body}\n${repeat(' \n')}`],
];

function longestLine(body: string): string {
  return body.split('\n').reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}
