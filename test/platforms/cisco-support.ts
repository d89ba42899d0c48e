import fc from 'fast-check';
import {factsOf} from '../../src/facts.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import type {Facts} from '../../src/model/fact.ts';
import type {Platform} from '../../src/model/platform.ts';
import {probes} from '../../src/probes/index.ts';
import {createRedactor} from '../../src/transports/redact.ts';

const at = '2026-10-01T03:00:00.000Z';

/** As a scan has it: what is known of defaults is not known here. */
export function redact(platform: Platform, text: string): string {
  const redactor = createRedactor({
    platformPatterns: platform.secrets ?? [],
    dictionary: {default: new Set(['public', 'cisco']), weak: new Set(['suido1'])},
    siteKey: 'test',
  });
  return redactor(text).text;
}

/** Facts from answers by command, redacted before they are read. */
export function factsFrom(platform: Platform, commands: Readonly<Record<string, string>>, cut = false): Facts {
  const exchanges = Object.entries(commands).map(([ask, text], index): Exchange => ({
    ...{seq: index + 1, ask, request: ask, via: 'ssh', privilege: 'root', sentAt: at, receivedAt: at},
    answer: successAnswer(redact(platform, text), {exitCode: 0, cut}),
  }));
  return factsOf(probes, exchanges, platform.id, null);
}

export function valueOf(facts: Facts, name: string): unknown {
  const fact = facts[name];
  return fact?.state === 'known' ? fact.value : fact?.state;
}

/** Every command that the platform's readings ask. */
export function asked(platform: Platform): string[] {
  const asks = Object.values(platform.readings ?? {}).flatMap((reading) => reading.ask);
  return [...new Set(asks.flatMap((ask) => (ask.kind === 'cli' ? [ask.id] : [])))];
}

const hostileWord = fc.oneof(
  fc.constantFrom('\u0000', '\u001b[2J', '<secret', '<secret kind=x', '^C', '--More--', '!', ' ', '  ', '\t', '\r'),
  fc.constantFrom('__proto__', 'constructor', '999999999999', '-1', '((((', '[', '(', '\\', '$9$', '浄水場', '"'),
);

/** Lines of a real configuration, broken, with words that belong elsewhere. */
export function hostile(texts: readonly string[]): fc.Arbitrary<string> {
  const lines = texts.flatMap((text) => text.split('\n'));
  const line = fc.oneof(
    {weight: 4, arbitrary: fc.constantFrom(...lines)},
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...lines), hostileWord, fc.nat({max: 40}))
        .map(([text, word, cut]) => `${text.slice(0, cut)}${word}${text.slice(cut)}`),
    },
    {weight: 1, arbitrary: hostileWord},
  );
  return fc.array(line, {maxLength: 60}).map((all) => all.join('\n'));
}

/** Long lines of one kind, in which a careless pattern would look again and again. */
export const longLines: readonly string[] = [
  `username ${'a '.repeat(20_000)}`,
  `username x ${'password '.repeat(10_000)}`,
  `snmp-server user ${'auth md5 '.repeat(10_000)}`,
  `snmp-server host 192.0.2.1 ${' '.repeat(50_000)}x`,
  `radius-server ${'key '.repeat(20_000)}`,
  `${' '.repeat(50_000)}key`,
  `ip access-list extended ${'x'.repeat(50_000)}`,
  `access-list 101 permit tcp any any eq ${'22 '.repeat(20_000)}`,
  `interface ${'<secret '.repeat(10_000)}`,
  'area 0 authentication '.repeat(5000),
  `Internet ${'1.'.repeat(30_000)}`,
  `O ${'10.0.0.0/8 [1/0] '.repeat(5000)}`,
];
