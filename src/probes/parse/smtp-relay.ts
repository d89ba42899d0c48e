import type {Transcript} from '../../model/transcript.ts';
import type {GapReason} from '../../model/evidence.ts';
import {relayForms, type RelayForm} from '../dialogues/smtp.ts';
import {linesOf} from './wire-text.ts';

export interface RelayServer {
  /** Forms in which mail from strangers to strangers was taken. */
  readonly accepted: RelayForm[];
  /** Forms that were refused because the server does not relay. */
  readonly refused: RelayForm[];
}

export interface RelayTold {
  readonly server: RelayServer;
  /** Why not every form is decided; null: they are. */
  readonly because: GapReason | null;
}

type Verdict = 'accepted' | 'refused' | 'undecided' | 'unanswered';

/** Words by which servers say that they do not relay, or only for those who log in. */
const noRelay = /relay|rcpthosts|authenticat|not (?:a )?local|non-local|not permitted to send/i;

const codeOf = (text: string): string => /^(\d{3})(?: |$)/.exec(text)?.[1] ?? '';

/** The last line of an answer holds its code. */
const lastLine = (bytes: Buffer | undefined): string =>
  linesOf(bytes)
    .filter((line) => line !== '')
    .at(-1)
    ?.slice(0, 500) ?? '';

function verdictOf(mail: string, rcpt: string): Verdict {
  if (codeOf(mail) === '' || codeOf(rcpt) === '') return 'unanswered';
  if (codeOf(mail).startsWith('2') && /^25[01]$/.test(codeOf(rcpt))) return 'accepted';
  const no = codeOf(mail).startsWith('2') ? rcpt : mail;
  if (/^(?:530|535|551|571)$/.test(codeOf(no))) return 'refused';
  return /^[45]/.test(codeOf(no)) && noRelay.test(no) ? 'refused' : 'undecided';
}

/** Answers of an attempt: to MAIL, RCPT and RSET. They follow greeting and EHLO. */
const partsOf = (received: readonly Buffer[], index: number): readonly [string, string] => [
  lastLine(received[2 + index * 3]),
  lastLine(received[3 + index * 3]),
];

/** Forms that name nobody of the server itself, so that to take one is to relay. */
const outward: readonly RelayForm[] = ['plain', 'no-sender', 'own-sender', 'route'];

/**
 * What came of each form, of a server whose greeting and EHLO were answered. A server that takes any name of its own takes
 * a disguised address as one of those. A form that is refused for another reason, such as its sender, decides nothing by
 * itself, and does not need to where another was refused for being relayed.
 */
export function readRelay({received, ending}: Transcript): RelayTold {
  const told = relayForms.map(({form}, index) => ({form, verdict: verdictOf(...partsOf(received, index))}));
  const formsOf = (verdict: Verdict): RelayForm[] =>
    told.filter((each) => each.verdict === verdict && each.form !== 'local').map(({form}) => form);
  const takesAny = told.some(({form, verdict}) => form === 'local' && verdict === 'accepted');
  const accepted = formsOf('accepted').filter((form) => !takesAny || outward.includes(form));
  const refused = formsOf('refused');
  const answered = told.every(({verdict}) => verdict !== 'unanswered');
  const decided = answered && outward.some((form) => refused.includes(form));
  if (accepted.length > 0 || decided) return {server: {accepted, refused}, because: null};
  return {server: {accepted, refused}, because: answered || ending !== 'silence' ? 'unsupported' : 'timeout'};
}
