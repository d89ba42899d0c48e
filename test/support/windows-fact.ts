import {factsOf} from '../../src/facts.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';

const at = '2026-11-26T03:00:00.000Z';

/** What came of a question: a text, the beginning of one that was cut, `absent`, or `denied`. */
export type WindowsTold = string | {readonly cut: string} | {readonly absent: true} | {readonly denied: true};

function exchange(ask: string, told: WindowsTold): Exchange {
  const common = {seq: 1, ask, request: ask, via: 'ssh', privilege: 'user', sentAt: at, receivedAt: at} as const;
  if (typeof told === 'string') return {...common, answer: successAnswer(told, {exitCode: 0})};
  if ('cut' in told) return {...common, answer: successAnswer(told.cut, {cut: true})};
  if ('absent' in told) return {...common, answer: successAnswer('', {absent: true})};
  return {...common, answer: {ok: false, reason: 'permission-denied', detail: 'denied'}};
}

/** A fact of Windows from answers by the ids of questions. @throws Error when there is no such fact */
export function windowsFact(name: string, told: Readonly<Record<string, WindowsTold>>): Fact {
  const probe = probes.filter(({fact}) => fact === name);
  const exchanges = Object.entries(told).map(([ask, answer]) => exchange(ask, answer));
  const fact = factsOf(probe, exchanges, 'windows', null)[name];
  if (fact === undefined) throw new Error(`no fact ${name}`);
  return fact;
}

/** Answers that tell a build and a product type: 1 workstation, 2 domain controller, 3 server. */
export function release(build: number, type: 1 | 2 | 3, edition = 'Enterprise'): Record<string, WindowsTold> {
  const key = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
  return {
    [`HKLM\\${key}`]: `[HKEY_LOCAL_MACHINE\\${key}]\n"CurrentBuild"="${build}"\n"EditionID"="${edition}"`,
    Win32_OperatingSystem: `ProductType=${type}\n`,
  };
}
