import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {factsOf} from '../../src/facts.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import type {Facts} from '../../src/model/fact.ts';
import type {DeviceConfig} from '../../src/model/device/index.ts';
import {packageRoot} from '../../src/model/paths.ts';
import type {Platform} from '../../src/model/platform.ts';
import {probes} from '../../src/probes/index.ts';
import {factsOfRecording, loadRecording} from '../../src/recording.ts';
import {createRedactor} from '../../src/transports/redact.ts';
import type {Redact} from '../../src/transports/index.ts';

/** Facts that the answers of a recording tell; those for which nothing was asked are left out. */
export function toldFacts(name: string): Record<string, unknown> {
  const {facts} = factsOfRecording(name);
  const told = Object.entries(facts).flatMap(([fact, each]): [string, unknown][] => {
    if (each.state === 'fault') return [[fact, {fault: each.message}]];
    if (each.state === 'gap') return each.reason === 'not-collected' ? [] : [[fact, {gap: each.reason}]];
    if (fact === 'deviceConfig')
      return [[fact, {saved: (each.value as DeviceConfig).saved, lines: (each.value as DeviceConfig).lines.length}]];
    return [[fact, each.complete ? {value: each.value} : {value: each.value, because: each.because}]];
  });
  return JSON.parse(JSON.stringify(Object.fromEntries(told))) as Record<string, unknown>;
}

/** Facts of a recording as they were looked through by a person. */
export function knownFacts(name: string): Record<string, unknown> {
  const file = join(packageRoot, 'test/fixtures/device-facts', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

const dictionary = {default: new Set(['public', 'admin']), weak: new Set(['cisco123'])};

export function redactorOf(platform: Platform): Redact {
  return createRedactor({platformPatterns: platform.secrets ?? [], dictionary, siteKey: 'test'});
}

/** All facts of a platform from texts by ask id, redacted as in a scan. */
export function factsFrom(platform: Platform, commands: Readonly<Record<string, string>>): Facts {
  const redact = redactorOf(platform);
  const at = '2026-01-01T00:00:00.000Z';
  const exchanges = Object.entries(commands).map(([ask, text], index): Exchange => ({
    ...{seq: index + 1, ask, request: ask, via: 'ssh', privilege: 'user', sentAt: at, receivedAt: at},
    answer: successAnswer(redact(text.replace(/\n$/, '')).text, {exitCode: 0}),
  }));
  return factsOf(probes, exchanges, platform.id, null);
}

/** Ids of all commands that the facts of a platform ask for. */
export function commandIds(platform: Platform): string[] {
  const asks = Object.values(platform.readings ?? {}).flatMap(({ask}) => ask);
  return [...new Set(asks.flatMap((ask) => (ask.kind === 'cli' ? [ask.id] : [])))];
}

/** Everything that is ever typed into the command line of a platform. */
export function typed(platform: Platform): string[] {
  const asks = Object.values(platform.readings ?? {}).flatMap(({ask}) => ask);
  const run = asks.flatMap((ask) => (ask.kind === 'cli' ? [ask.run] : []));
  const sign = platform.signs?.command?.run;
  return [
    ...new Set([
      ...(platform.cli?.start ?? []),
      ...run,
      ...(sign === undefined ? [] : [sign]),
      ...(platform.cli?.finish ?? []),
    ]),
  ];
}

/** Files of the corpus below a folder, as text; null where there is no corpus. */
export function corpusFiles(...path: readonly string[]): {name: string; text: string}[] | null {
  const folder = join(packageRoot, '../shared/corpus', ...path);
  if (!existsSync(folder)) return null;
  return readdirSync(folder, {withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({name}) => ({name, text: readFileSync(join(folder, name), 'utf8')}))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Reduced {
  /** Parts of the text that must not be left. */
  readonly gone: readonly string[];
  readonly text: string;
}

/** A configuration of a recording with the secrets that are in it, found by how they look. */
export function secretsOf(name: string, ask: string, forms: readonly RegExp[]): Reduced {
  const command = loadRecording(name).commands[ask];
  if (typeof command !== 'string') throw new Error(`${name}: no ${ask}`);
  return {gone: forms.flatMap((form) => [...command.matchAll(form)].map((match) => match[1] ?? '')), text: command};
}
