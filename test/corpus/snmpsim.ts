import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {factsOf} from '../../src/facts.ts';
import type {Facts} from '../../src/model/fact.ts';
import {readSnmprec} from '../../src/model/snmprec.ts';
import {evidenceOf} from '../../src/platforms/identification.ts';
import {identify} from '../../src/platforms/identify.ts';
import {probes} from '../../src/probes/index.ts';
import {walkExchanges} from '../../src/recording.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';

/** Walks, with what their files' names and contents say the agents are; `facts`: what has to be known of each. */
const walks: Readonly<Record<string, Values>> = {
  'recorded/linux-full-walk.snmprec': {
    platform: 'linux',
    facts: ['device', 'deviceInterfaces', 'deviceRoutes', 'hostSoftware'],
  },
  'recorded/winxp-full-walk.snmprec': {
    platform: 'windows',
    facts: ['device', 'deviceInterfaces', 'deviceRoutes', 'hostSoftware'],
  },
  'recorded/eaton-9PX-partial-walk.snmprec': {platform: 'ups', facts: ['upsState']},
  // A power distribution unit, whatever the folder says: sysDescr has its firmware, rpdu2g.
  'tests/data/UPS/public.snmprec': {platform: 'unknown', facts: ['device']},
};

function isKnown(facts: Facts, name: string): boolean {
  return facts[name]?.state === 'known';
}

function valuesOf(path: string, wanted: readonly string[]): Values {
  const {varbinds} = readSnmprec(readFileSync(path, 'latin1'));
  const at = '2026-11-26T00:00:00.000Z';
  const platform = identify(evidenceOf(walkExchanges(varbinds, 'unknown', at)));
  const facts = factsOf(probes, walkExchanges(varbinds, platform ?? 'unknown', at), platform ?? 'unknown', null);
  const faults = Object.values(facts).flatMap((fact) => (fact.state === 'fault' ? [fact.message] : []));
  return {platform, facts: wanted.filter((name) => isKnown(facts, name)), faults};
}

/** Whole walks of snmpsim, from the identity to the facts. */
export function snmpsimWalks(corpus: string): SourceResult {
  const files = Object.entries(walks).filter(([file]) => existsSync(join(corpus, 'snmpsim', file)));
  const verdicts = files.map(([file, expected]) => {
    const wanted = expected['facts'] as readonly string[];
    return compare(file, {...expected, faults: []}, valuesOf(join(corpus, 'snmpsim', file), wanted));
  });
  return {source: 'snmpsim', read: files.length, parsed: files.length, verdict: sum(verdicts)};
}
