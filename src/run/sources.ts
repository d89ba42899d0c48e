import {canonicalJson} from '../model/canonical.ts';
import {sha256Hex} from '../model/digest.ts';
import type {FactSources} from '../model/drift.ts';
import type {Exchange} from '../model/evidence.ts';
import type {Facts} from '../model/fact.ts';

/** What an answer said: its text, or that there was none. */
function answerDigest({answer}: Exchange): string {
  if (!answer.ok) return `no answer: ${answer.reason}`;
  const {absent, cut, exitCode, body} = answer;
  return sha256Hex(canonicalJson({absent, cut, exitCode, body}));
}

/** For each fact, one digest over the answers that it was read from, by question: line numbers do not matter. */
export function factSources(facts: Facts, evidence: readonly Exchange[]): FactSources {
  const digests = new Map(evidence.map((exchange) => [exchange.seq, [exchange.ask, answerDigest(exchange)] as const]));
  const entries = Object.entries(facts).map(([name, {from}]) => {
    const answers = from.seq
      .flatMap((seq) => (digests.has(seq) ? [digests.get(seq)] : []))
      .map((one) => one?.join(' '));
    return [name, sha256Hex(canonicalJson(answers.sort()))] as const;
  });
  return Object.fromEntries(entries);
}
