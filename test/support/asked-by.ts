import {factsOf} from '../../src/facts.ts';
import {askId, isGlob} from '../../src/model/ask.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {Gap, type Fact} from '../../src/model/fact.ts';
import {lookupOf, wireName} from '../../src/model/outside.ts';
import type {Probe} from '../../src/model/probe.ts';
import {readingsOf} from '../../src/readings.ts';

function isOutside({outside, scope}: Probe): (ask: string) => boolean {
  if (outside === undefined) return () => false;
  if (scope === 'site') return (ask) => lookupOf(ask) !== null;
  const dialogues = new Set(outside.dialogues.map(({id}) => id));
  // What silence to a datagram tells depends on whether the host answers at all.
  const readsPorts = dialogues.size === 0 || outside.dialogues.some(({transport}) => transport === 'udp');
  return (ask) => (ask === 'tcp-ports' ? readsPorts : dialogues.has(wireName(ask)?.dialogue ?? ''));
}

/** Whether the answer to an ask, by its id, is read by a probe of a platform. */
export function askedBy(probe: Probe, platform: string): (exchange: Exchange) => boolean {
  const asks = readingsOf(probe, platform).flatMap((reading) => reading.ask);
  const ids = new Set(asks.map(askId));
  const patterns = asks.flatMap((ask) => (ask.kind === 'files' && isGlob(ask.pattern) ? [ask.pattern] : []));
  const folders = patterns.map((pattern) => `file:${pattern.slice(0, pattern.search(/[*?[]/))}`);
  const outside = isOutside(probe);
  return ({ask}) => ids.has(ask) || outside(ask) || folders.some((folder) => ask.startsWith(folder));
}

/** The fact where some answers never came: looking from outside leaves none out by itself, so it was stopped. */
export function factWithout(probe: Probe, platform: string, exchanges: readonly Exchange[]): Fact | undefined {
  const trouble = probe.outside === undefined ? null : new Gap('stopped', 'the run was stopped');
  return factsOf([probe], exchanges, platform, trouble)[probe.fact];
}
