import {join} from 'node:path';
import test from 'ava';
import {deriveAssetFacts} from '../../src/derived.ts';
import {assetFacts} from '../../src/derive/index.ts';
import {evaluate} from '../../src/evaluate.ts';
import {factsOf} from '../../src/facts.ts';
import {loadKnowledge} from '../../src/knowledge.ts';
import {askId} from '../../src/model/ask.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Fact, Facts} from '../../src/model/fact.ts';
import {outcomeStatuses, type Finding} from '../../src/model/finding.ts';
import {packageRoot} from '../../src/model/paths.ts';
import type {Probe} from '../../src/model/probe.ts';
import {platforms} from '../../src/platforms/index.ts';
import {probes} from '../../src/probes/index.ts';
import {readingsOf} from '../../src/readings.ts';
import {recordingNames} from '../fuzz/support.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';
import {spoiltOf} from '../support/spoilt.ts';

const {checks, languages, data} = await loadKnowledge(join(packageRoot, 'checks'));
const asked = checks.filter(({scope}) => scope === 'asset');
const words = new Map(
  asked.map(({id, appliesTo, judge, forEach}) => [
    id,
    new Set(JSON.stringify([appliesTo, judge, forEach]).match(/\w+/g)),
  ]),
);

function readersOf(platform: string): ReadonlyMap<Probe, {readonly ids: ReadonlySet<string>; readonly files: boolean}> {
  return new Map(
    probes.map((probe) => {
      const asks = readingsOf(probe, platform).flatMap((reading) => reading.ask);
      return [probe, {ids: new Set(asks.map(askId)), files: asks.some((ask) => ask.kind === 'files')}];
    }),
  );
}

const kindOf = (platform: string): Asset['kind'] =>
  platforms.find(({id}) => id === platform)?.kinds[0] ?? 'network-device';

const assetOf = (platform: string): Asset => ({
  ...{id: 'a1', kind: kindOf(platform), zone: 'z', address: '192.0.2.1', platform, name: null, assetNo: null},
  ...{location: null, vendor: null, model: null, serial: null, manager: null, users: [], system: null},
  ...{consent: null, identity: null, formerIds: []},
  ...{exposure: null, data: null, loadGroup: null, services: null, software: null, ordered: null, access: []},
});

type Judged = ReadonlyMap<string, readonly Finding[]>;

function judged(asset: Asset, facts: Facts, asOf: string, some: typeof asked): Judged {
  const target = {scope: 'asset', asset} as const;
  const input = {site: 's', target, facts, checks: some, languages, layers: [], asOf, askOf: () => null};
  const found = new Map<string, Finding[]>();
  for (const finding of evaluate(input)) found.set(finding.check, [...(found.get(finding.check) ?? []), finding]);
  return found;
}

const gravity = ['fail', 'error', 'not-tested', 'manual', 'pass', 'not-applicable'] as const;
const rank = ({outcome}: Finding): number => gravity.indexOf(outcome.status);

/** Its counterpart: the finding of the same subject, else the gravest of the check. */
function counterpart(found: readonly Finding[], subject: string | null): Finding | undefined {
  return found.find((one) => one.subject === subject) ?? [...found].sort((a, b) => rank(a) - rank(b))[0];
}

const clean = (finding: Finding | undefined): boolean =>
  finding === undefined || finding.outcome.status === 'pass' || finding.outcome.status === 'not-applicable';

function whitewashed(before: Judged, after: Judged): string[] {
  return [...after].flatMap(([check, found]) =>
    (before.get(check) ?? [])
      .filter((one) => !clean(one) && clean(counterpart(found, one.subject)))
      .map((one) => `${check} ${one.subject ?? ''}: ${one.outcome.status}`),
  );
}

type Readers = ReturnType<typeof readersOf>;

function factsAfter(
  before: Facts,
  spoilt: readonly Exchange[],
  ask: string,
  platform: string,
  readers: Readers,
): Facts {
  const isFile = ask.startsWith('file:');
  const touched = probes.filter((probe) => {
    const reader = readers.get(probe);
    return reader?.ids.has(ask) === true || (isFile && reader?.files === true);
  });
  return {...before, ...factsOf(touched, spoilt, platform, null)};
}

const texted = new WeakMap<Fact, string>();

/** Where a fact comes from is no part of any verdict. */
function told(fact: Fact | undefined): string {
  if (fact === undefined) return '';
  const text = texted.get(fact) ?? JSON.stringify({...fact, from: null});
  texted.set(fact, text);
  return text;
}

function changed(before: Facts, after: Facts): string[] {
  return Object.keys(after).filter((name) => after[name] !== before[name] && told(before[name]) !== told(after[name]));
}

const isTyped = (platform: string, {via}: Exchange): boolean =>
  via === 'ssh' && platforms.some(({id, cli}) => id === platform && cli !== undefined);

/** Findings that turn clean when something of the evidence is lost. */
function lies(name: string): string[] {
  const recording = loadRecording(name);
  const {platform, at} = recording;
  const [all, readers, asset] = [exchangesOf(recording), readersOf(platform), assetOf(platform)];
  const plain = factsOf(probes, all, platform, null);
  const base = deriveAssetFacts(assetFacts, plain, data, asset);
  const before = judged(asset, base, at, asked);
  return all.flatMap((one) =>
    spoiltOf(all, one, isTyped(platform, one) ? platform : null).flatMap((spoilt) => {
      const after = factsAfter(plain, spoilt.exchanges, one.ask, platform, readers);
      if (changed(plain, after).length === 0) return [];
      const derived = deriveAssetFacts(assetFacts, after, data, asset);
      const names = changed(base, derived);
      const some = asked.filter(({id}) => names.some((name) => words.get(id)?.has(name)));
      return whitewashed(before, judged(asset, derived, at, some)).map((lie) => `${spoilt.name} → ${lie}`);
    }),
  );
}

test('all outcomes have a gravity', (t) => {
  t.deepEqual([...gravity].sort(), [...outcomeStatuses].sort());
});

for (const name of recordingNames) {
  test(`${name}: no loss of evidence makes a finding pass or disappear`, (t) => {
    t.deepEqual(lies(name), []);
  });
}
