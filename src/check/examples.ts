import type {Asset} from '../model/asset.ts';
import type {Example} from '../model/check.ts';
import type {GapReason} from '../model/evidence.ts';
import {known, type Fact, type Facts} from '../model/fact.ts';
import type {Origin} from '../model/origin.ts';
import type {LoadedCheck} from './load.ts';
import {isObject} from './values.ts';
import type {Finding, OutcomeStatus} from '../model/finding.ts';

const constructed = {transport: 'derived', privilege: null, seq: [], observedAt: null} as const;

/** A fact as an example writes it: `{gap: reason}`, `{incomplete: value}`, or the value itself. */
export function factOfExample(written: unknown): Fact {
  if (isObject(written) && 'gap' in written) {
    return {state: 'gap', reason: written.gap as GapReason, detail: 'as the example says', from: constructed};
  }
  return isObject(written) && 'incomplete' in written
    ? known(written.incomplete, constructed, false)
    : known(written, constructed);
}

/** A Linux server in the office, looked at from outside, of which the inventory says no more. */
export const plainAsset: Asset = {
  id: 'example',
  kind: 'server',
  zone: 'office',
  address: '192.0.2.1',
  platform: 'linux',
  access: [{via: 'nmap', ports: null, tool: 'connect', services: []}],
  name: null,
  assetNo: null,
  location: null,
  vendor: null,
  model: null,
  serial: null,
  manager: null,
  users: [],
  system: null,
  data: null,
  exposure: null,
  loadGroup: null,
  consent: null,
  services: null,
  software: null,
  ordered: null,
  identity: null,
  formerIds: [],
};

export interface ExampleCase {
  readonly facts: Facts;
  readonly asset: Asset;
  /** As-of time, UTC ISO 8601. */
  readonly at: string;
}

/** Where the facts of recordings come from, and those that follow from others. */
export interface ExampleSources {
  /** Facts of a recording through the real parsers, and the time it was made. */
  readonly factsOfRecording: (name: string) => {readonly facts: Facts; readonly at: string};
  /** The facts of an asset together with those derived from them. */
  readonly derive: (facts: Facts, asset: Asset) => Facts;
}

/**
 * What an example of a check describes. Facts it writes replace those of its recording, and derived ones follow
 * unless it writes them too. What is then not mentioned is not collected; fields it leaves out of a fact are errors
 * for whoever reads them.
 * @throws Error when the time matters and neither `at` nor a recording gives one.
 */
export function exampleCase(check: LoadedCheck, example: Example, sources: ExampleSources): ExampleCase {
  const recording = example.recording === null ? null : sources.factsOfRecording(example.recording);
  const written = Object.fromEntries(
    Object.entries(example.facts).map(([name, value]) => [name, factOfExample(value)] as const),
  );
  const observed = {...recording?.facts, ...written};
  const at = example.at ?? recording?.at ?? null;
  if (at === null && check.compiled.readsNow) throw new Error('the check reads the time: give the example an at:');
  const asset = {...plainAsset, kind: check.kinds[0] ?? plainAsset.kind, ...example.asset};
  return {
    facts: check.scope === 'asset' ? {...sources.derive(observed, asset), ...written} : observed,
    asset,
    at: at ?? '1970-01-01T00:00:00.000Z',
  };
}

/** How much of what an example judges a machine told: facts that it writes itself were told by none. */
export function exampleOrigin(example: Example, originOf: (recording: string) => Origin): Origin {
  if (example.recording === null || example.constructed === true) return 'constructed';
  const origin = originOf(example.recording);
  return origin === 'recorded' && Object.keys(example.facts).length > 0 ? 'partly' : origin;
}

const gravity: readonly OutcomeStatus[] = ['fail', 'error', 'not-tested', 'manual', 'pass', 'not-applicable'];

/** The gravest outcome of some findings, which is what an example speaks of; null when there are none. */
export function gravest(findings: readonly Finding[]): OutcomeStatus | null {
  return gravity.find((status) => findings.some(({outcome}) => outcome.status === status)) ?? null;
}
