import {factsOf} from '../../src/facts.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import type {Fact, Facts} from '../../src/model/fact.ts';
import type {Platform, SecretPattern} from '../../src/model/platform.ts';
import {probes} from '../../src/probes/index.ts';
import {createRedactor} from '../../src/transports/redact.ts';

/** The last of them is a hash as AlliedWare Plus is delivered with it. */
const delivered = ['public', 'private', 'friend', 'admin', 'bjovec4d$jwojgpr7yqoexa0gvasde0'];
const dictionary = {default: new Set(delivered), weak: new Set(['password'])};

/** What becomes of a text from a device of a platform before it is parsed. */
export function redactedFor(secrets: readonly SecretPattern[] | undefined, text: string): string {
  return createRedactor({platformPatterns: secrets ?? [], dictionary, siteKey: 'test'})(text).text;
}

/** Facts of a platform from the texts of commands, redacted as in a scan. */
export function factsFrom(platform: Platform, commands: Readonly<Record<string, string>>): Facts {
  const at = '2026-11-20T01:00:00.000Z';
  const exchanges = Object.entries(commands).map(([ask, text], index): Exchange => {
    const body = redactedFor(platform.secrets, text.replace(/\n$/, ''));
    const answer = successAnswer(body, {exitCode: 0});
    return {seq: index + 1, ask, request: ask, via: 'ssh', privilege: 'root', sentAt: at, receivedAt: at, answer};
  });
  return factsOf(probes, exchanges, platform.id, null);
}

/** The value of a fact that is known, whole or not. */
export function valueOf(fact: Fact | undefined): unknown {
  if (fact?.state === 'fault') throw new Error(fact.message);
  return fact?.state === 'known' ? fact.value : null;
}
