/** Why a fact could not be known: a closed list that the operator can mend. */
export const gapReasons = [
  'unreachable',
  'timeout',
  'auth-failed',
  'credential-stopped',
  'host-key-changed',
  'host-key-unknown',
  'no-common-algorithm',
  'permission-denied',
  'unsupported',
  'not-collected',
  'undeclared',
  'out-of-window',
  'forbidden-by-zone',
  'vendor-declined',
  'stopped',
  'stale',
  'cut',
] as const;
export type GapReason = (typeof gapReasons)[number];

export type Privilege = 'root' | 'user';
export type Via = 'ssh' | 'local' | 'snmp' | 'nmap' | 'kit';

/** What came back for one ask, before it is journaled. */
export type Answer =
  | {
      readonly ok: true;
      /** Redacted text, without the newline at its end. */
      readonly body: string;
      /** How the bytes on the wire were read; `lossy`: UTF-8 with U+FFFD in place of what is no UTF-8. */
      readonly encoding: 'utf8' | 'cp932' | 'lossy';
      /** Exit status of a command; null for a file, and when the command was cut or ended by us. */
      readonly exitCode: number | null;
      /** True for a file that is known not to be there; its body is empty. */
      readonly absent: boolean;
      /** True when the answer was longer than its cap. */
      readonly cut: boolean;
      readonly redactions: number;
    }
  | {readonly ok: false; readonly reason: GapReason; readonly detail: string};

type Success = Extract<Answer, {ok: true}>;

/** What came back, unless `more` says otherwise: all of it, in UTF-8, with nothing redacted and without an exit status. */
export function successAnswer(body: string, more: Partial<Omit<Success, 'ok' | 'body'>> = {}): Success {
  return {ok: true, body, encoding: 'utf8', exitCode: null, absent: false, cut: false, redactions: 0, ...more};
}

/** One line of `evidence/<asset>.jsonl` after the header, without its chain fields. */
export interface Exchange {
  readonly seq: number;
  /** Id of the ask in the plan, unique for the asset: `passwd`, `file:/etc/login.defs`. */
  readonly ask: string;
  /** Literal command, path or OID as sent. */
  readonly request: string;
  readonly via: Via;
  readonly privilege: Privilege;
  /** UTC ISO 8601 with milliseconds. */
  readonly sentAt: string;
  readonly receivedAt: string;
  readonly answer: Answer;
}
