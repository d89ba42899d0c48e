import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {redactors} from '../../src/devices.ts';
import {loadReferenceData} from '../../src/derive/data.ts';
import {factsOf} from '../../src/facts.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import {Gap, type Facts} from '../../src/model/fact.ts';
import type {Device} from '../../src/model/device/index.ts';
import {platforms} from '../../src/platforms/index.ts';
import {probes} from '../../src/probes/index.ts';
import {readSimulation, type Entry} from '../support/cli-simulation.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';

/** Sessions of platforms that we know, with what their files' names and contents say the devices are. */
const sessions: Readonly<Record<string, readonly [platform: string, expected: Values]>> = {
  'asa#5512_9.12-4-67_single-context': ['cisco-asa', {os: 'cisco-asa', version: '9.12(4)67', model: 'ASA5512'}],
  'fortigate#FortiGate-3001F_7.4.8_HA': ['fortios', {os: 'fortios', version: '7.4.8', model: 'FortiGate-3001F'}],
  'fortigate#FortiGate-501E_vdomHAdown': ['fortios', {os: 'fortios', model: 'FortiGate-501E'}],
  'ios#asr920_16.8.1b': ['cisco-ios', {os: 'cisco-ios-xe', version: '16.08.01b'}],
  'nxos#C93180YC-FX3J_10.4.5': ['cisco-nxos', {os: 'cisco-nx-os', version: '10.4(5)'}],
  'nxos#N5548_7.3.13': ['cisco-nxos', {os: 'cisco-nx-os', version: '7.3(13)N1(1)'}],
};

const at = '2026-11-26T00:00:00.000Z';

/** What a terminal shows of an answer: without the echo in front and the prompt behind. */
function answerIn({typed, printed}: Entry): string {
  const lines = printed.replaceAll('\r', '').split('\n');
  const body = lines[0]?.trim() === typed.trim() ? lines.slice(1) : lines;
  return body.slice(0, -1).join('\n');
}

function exchangesOf(platform: string, entries: readonly Entry[]): Exchange[] {
  const dictionary = loadReferenceData().passwords;
  const redact = redactors(platforms, {dictionary, siteKey: 'corpus'})(platform);
  return entries.map((entry, index) => {
    const {text, count} = redact(answerIn(entry));
    return {
      seq: index + 1,
      ask: entry.typed.trim(),
      request: entry.typed.trim(),
      via: 'ssh',
      privilege: 'root',
      sentAt: at,
      receivedAt: at,
      answer: successAnswer(text, {redactions: count}),
    };
  });
}

function valuesOf(facts: Facts, expected: Values): Values {
  const {device} = facts;
  const told = device?.state === 'known' ? (device.value as Device) : null;
  const faults = Object.values(facts).flatMap((fact) => (fact.state === 'fault' ? [fact.message] : []));
  const fields = Object.keys(expected).filter((key) => key !== 'faults');
  const known = fields.flatMap((key) => {
    const value = told?.[key as keyof Device] ?? undefined;
    return value === undefined ? [] : [[key, value] as const];
  });
  return {...Object.fromEntries(known), faults};
}

/** Whole sessions that Oxidized recorded, as a scan would store them. */
export function oxidizedSessions(corpus: string): SourceResult {
  const folder = join(corpus, 'oxidized');
  const files = readdirSync(folder).filter((name) => name.endsWith('#simulation.yaml'));
  const known = files.flatMap((file) => {
    const session = sessions[file.replace('#simulation.yaml', '')];
    return session === undefined ? [] : [{file, platform: session[0], expected: {...session[1], faults: []}}];
  });
  const verdicts = known.map(({file, platform, expected}) => {
    const {entries} = readSimulation(readFileSync(join(folder, file), 'utf8'));
    const facts = factsOf(probes, exchangesOf(platform, entries), platform, new Gap('not-collected', 'not recorded'));
    return compare(file, expected, valuesOf(facts, expected));
  });
  return {source: 'oxidized, sessions', read: files.length, parsed: known.length, verdict: sum(verdicts)};
}
