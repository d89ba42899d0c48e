import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import fc from 'fast-check';
import {loadReferenceData} from '../../src/derive/data.ts';
import {factsOf} from '../../src/facts.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import type {Facts} from '../../src/model/fact.ts';
import {packageRoot} from '../../src/model/paths.ts';
import type {Platform} from '../../src/model/platform.ts';
import {platforms} from '../../src/platforms/index.ts';
import {probes} from '../../src/probes/index.ts';
import {createRedactor} from '../../src/transports/redact.ts';
import type {Redact} from '../../src/transports/index.ts';
import {codePoint} from '../support/code-point.ts';

export function platform(id: string): Platform {
  const found = platforms.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no platform ${id}`);
  return found;
}

const {passwords} = loadReferenceData(join(packageRoot, 'checks/data'));

/** Takes secrets out as a scan does: broken lines are put together first. */
export function redactorOf({secrets = [], unfold = (text) => text}: Platform): Redact {
  const redact = createRedactor({platformPatterns: secrets, dictionary: passwords, siteKey: 'test'});
  return (text) => redact(unfold(text));
}

const at = '2026-11-20T00:30:00.000Z';

/** All facts of a device of which these commands were answered so. */
export function factsFrom(id: string, commands: Readonly<Record<string, string>>): Facts {
  const redact = redactorOf(platform(id));
  const exchanges = Object.entries(commands).map(([ask, body], index): Exchange => ({
    ...{seq: index + 1, ask, request: ask, via: 'ssh', privilege: 'root', sentAt: at, receivedAt: at},
    answer: successAnswer(redact(body).text, {exitCode: 0}),
  }));
  return factsOf(probes, exchanges, id, null);
}

/** The value of a fact that is known and whole. */
export function wholeFact(t: ExecutionContext, facts: Facts, name: string): Record<string, unknown> {
  const fact = facts[name];
  t.is(fact?.state, 'known', `${name}: ${JSON.stringify(fact)}`);
  if (fact?.state !== 'known') return {};
  t.true(fact.complete, `${name} is not complete`);
  return fact.value as Record<string, unknown>;
}

/** Lines as a device might print them, cut, doubled and mixed with others. */
function shaken(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n');
  const line = fc.oneof(
    {weight: 6, arbitrary: fc.constantFrom(...lines)},
    {weight: 2, arbitrary: fc.tuple(fc.constantFrom(...lines), fc.nat(120)).map(([told, at_]) => told.slice(0, at_))},
    {weight: 1, arbitrary: fc.string({unit: codePoint, maxLength: 200})},
  );
  return fc.array(line, {maxLength: 80}).map((all) => [lines[0] ?? '', ...all].join('\n'));
}

/** No text makes a parser break, and all of them end in time. */
export function standsHostileText(t: ExecutionContext, id: string, commands: Readonly<Record<string, string>>): void {
  const names = Object.keys(commands);
  const answers = fc.tuple(...names.map((name) => shaken(commands[name] ?? '')));
  fc.assert(
    fc.property(answers, (texts) => {
      const facts = factsFrom(id, Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
      return Object.values(facts).every(({state}) => state !== 'fault');
    }),
    {numRuns: 60},
  );
  const started = process.hrtime.bigint();
  for (const piece of [' ', 'ip filter 1 pass ', '0', '<secret ', 'a,', '*', '-', 'set '])
    for (const name of names) factsFrom(id, {...commands, [name]: `${commands[name]}\n${piece.repeat(20_000)}\n`});
  t.true(process.hrtime.bigint() - started < 60_000_000_000n);
}

/** Every command that may be sent is one that only reads, and every question is among them. */
export function sendsOnlyReadings(t: ExecutionContext, {cli, readings = {}}: Platform): void {
  const allowed = (command: string): boolean => cli?.allow.some((pattern) => pattern.test(command)) === true;
  const asks = Object.values(readings).flatMap((reading) =>
    reading.ask.flatMap((ask) => (ask.kind === 'cli' ? [ask.run] : [])),
  );
  t.true(asks.length > 0);
  for (const command of [...asks, ...(cli?.start ?? []), ...(cli?.finish ?? [])]) t.true(allowed(command), command);
  const changes = [
    'save',
    'restart',
    'cold start',
    'configure',
    'write memory',
    'copy running-config startup-config',
    'clear arp',
  ];
  for (const command of [...changes, `${asks[0]}; save`, `${asks[0]}\nsave`, 'show config 0'])
    t.false(allowed(command), command);
}
