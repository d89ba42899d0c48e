import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import {packageRoot} from '../../src/model/paths.ts';
import type {Platform} from '../../src/model/platform.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, factsOfRecording, loadRecording} from '../../src/recording.ts';
import {redactedFor} from './device-facts.ts';
import {changesWith, withBody} from './changed-answers.ts';

/** Tests that every command which a platform may send is one that it allows. */
export function testCommands({id, cli, readings = {}}: Platform): void {
  test(`${id}: every command that is sent is allowed`, (t) => {
    const asked = Object.values(readings).flatMap(({ask}) => ask);
    const typed = asked.flatMap((ask) => (ask.kind === 'cli' ? [ask.run] : []));
    const all = [...typed, ...(cli?.start ?? []), ...(cli?.finish ?? [])];
    t.true(typed.length > 0);
    t.deepEqual(
      all.filter((run) => !(cli?.allow ?? []).some((pattern) => pattern.test(run))),
      [],
    );
    const harm = [
      'configure terminal',
      'reload',
      'copy running-config startup-config',
      'write memory',
      'show x; reload',
    ];
    const pipes = [
      'show version | redirect flash:x',
      'show running-config | append x',
      'show version > x',
      'show a\nreload',
    ];
    t.deepEqual(
      [...harm, ...pipes].filter((run) => (cli?.allow ?? []).some((pattern) => pattern.test(run))),
      [],
    );
  });
}

/** Tests that of a configuration no secret is left, and that what tells how it is stored is. */
export function testSecrets(
  {id, secrets}: Platform,
  config: string,
  {gone, kept}: {readonly gone: readonly string[]; readonly kept: readonly string[]},
): void {
  test(`${id}: no secret survives: ${gone[0] ?? ''} and its like`, (t) => {
    const text = redactedFor(secrets, config);
    t.deepEqual(
      gone.filter((secret) => !config.includes(secret)),
      [],
    );
    t.deepEqual(
      gone.filter((secret) => text.includes(secret)),
      [],
    );
    t.deepEqual(
      kept.filter((word) => !text.includes(word)),
      [],
    );
    t.is(redactedFor(secrets, text), text);
  });
}

function faults(exchanges: readonly Exchange[], platform: string): string[] {
  const facts = Object.values(factsOf(probes, exchanges, platform, null));
  return facts.flatMap((fact) => (fact.state === 'fault' ? [fact.message] : []));
}

const change = changesWith(['!', '#', '<', '"', '\n', ' ', '\t', '\u0000', ':', '/', '-1', '99999999999', 'あ']);

/** Tests that whatever a device says in place of what was recorded, no parser breaks, and none takes long. */
export function testHostileDevice({id}: Platform, recordings: readonly string[]): void {
  for (const name of recordings) {
    const recorded = exchangesOf(loadRecording(name));
    test(`${name}: what a device says never breaks a parser`, (t) => {
      fc.assert(
        fc.property(fc.array(change, {minLength: recorded.length, maxLength: recorded.length}), (changes) => {
          const hostile = recorded.map((exchange, at) => withBody(exchange, changes[at] ?? ((body) => body)));
          t.deepEqual(faults(hostile, id), []);
        }),
        {numRuns: 40},
      );
    });
    test(`${name}: long lines are read in little time`, (t) => {
      for (const filler of [' ', 'a', '1,', '.', ': ', 'vlan 1 ', '\n', '0 0 ']) {
        const flood = filler.repeat(Math.floor(60_000 / filler.length));
        const long = recorded.map((exchange) =>
          withBody(exchange, (body) =>
            body
              .split('\n')
              .map((line, at) => (at === 7 ? `${line} ${flood} x` : line))
              .join('\n'),
          ),
        );
        const started = performance.now();
        t.deepEqual(faults(long, id), []);
        t.true(performance.now() - started < 4000, filler);
      }
    });
  }

  test(`${id}: foreign and empty texts tell nothing`, (t) => {
    for (const text of ['', 'Linux host 6.1.0', '% Invalid input detected', '<html></html>']) {
      const foreign = recordings
        .flatMap((name) => exchangesOf(loadRecording(name)))
        .map((each) => withBody(each, () => text));
      const known = Object.entries(factsOf(probes, foreign, id, null)).filter(([, fact]) => fact.state !== 'gap');
      t.deepEqual(
        known.map(([fact]) => fact),
        [],
      );
    }
  });
}

/** What a fact tells, apart from where it comes from. */
function told(fact: Fact): unknown {
  switch (fact.state) {
    case 'known':
      return {complete: fact.complete, value: fact.value};
    case 'gap':
      return {gap: fact.reason};
    case 'fault':
      return {fault: fact.message};
    default:
      return fact satisfies never;
  }
}

/** Tests that the facts of recordings are those written down beside them; `FACTS=write` writes those that are not there yet. */
export function testFacts(recordings: readonly string[]): void {
  for (const name of recordings) {
    test(`${name}: all facts are read as they are written down`, (t) => {
      const {facts} = factsOfRecording(name);
      // What was not asked says nothing of the readings.
      const asked = Object.entries(facts).filter(([, fact]) => fact.state !== 'gap' || fact.reason !== 'not-collected');
      const actual = Object.fromEntries(asked.map(([fact, value]) => [fact, told(value)]));
      const path = join(packageRoot, 'test/fixtures/device-facts', `${name}.json`);
      if (process.env['FACTS'] === 'write' && !existsSync(path)) {
        mkdirSync(dirname(path), {recursive: true});
        writeFileSync(path, `${JSON.stringify(actual, null, 1)}\n`);
      }
      t.deepEqual(actual, JSON.parse(readFileSync(path, 'utf8')));
    });
  }
}

/** The configuration of a recording as it was recorded, secrets and all. */
export function configOf(recording: string, command = 'show running-config'): string {
  const text = loadRecording(recording).commands[command];
  if (typeof text !== 'string') throw new Error(`${recording} has no ${command}`);
  return text;
}
