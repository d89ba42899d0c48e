import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import type {CommandText, Probe} from '../../src/model/probe.ts';
import {createRedactor} from '../../src/transports/redact.ts';

const redact = createRedactor({
  platformPatterns: [],
  dictionary: {default: new Set(), weak: new Set()},
  siteKey: 'corpus',
});

/** A parser only ever sees redacted text: here too. */
export function redacted(text: string): string {
  return redact(text.replace(/\n$/, '')).text;
}

export function commandText(text: string): CommandText {
  return {text: redacted(text), exitCode: 0, cut: false, privileged: true};
}

/** The answer to one question; null: what was asked for is not there. */
export function exchange(ask: string, body: string | null): Exchange {
  const at = '2026-01-01T00:00:00.000Z';
  const answer = {ok: true, encoding: 'utf8', exitCode: 0, cut: false, redactions: 0} as const;
  return {
    ...{seq: 1, ask, request: ask, via: 'ssh', privilege: 'root', sentAt: at, receivedAt: at},
    answer: {...answer, body: redacted(body ?? ''), absent: body === null},
  };
}

/** The fact of one probe from files by path, null for one that is absent, and answers of commands by id. */
export function factFrom(probe: Probe, files: Readonly<Record<string, string | null>>, commands = {}): Fact {
  const asked = Object.entries(files).map(([path, text]) => exchange(`file:${path}`, text));
  const answered = Object.entries<string>(commands).map(([id, text]) => exchange(id, text));
  const patterns = (probe.ask['linux'] ?? []).flatMap((ask) =>
    ask.kind === 'files' && /[*?[]/.test(ask.pattern) ? [exchange(`files:${ask.pattern}`, '')] : [],
  );
  const fact = factsOf([probe], [...patterns, ...asked, ...answered], 'linux', null)[probe.fact];
  if (fact === undefined) throw new Error(`no fact ${probe.fact}`);
  return fact;
}

/** The value of a fact, nothing where it is not known. */
export function valueOf(fact: Fact): unknown {
  if (fact.state === 'fault') throw new Error(fact.message);
  return fact.state === 'known' ? fact.value : null;
}
