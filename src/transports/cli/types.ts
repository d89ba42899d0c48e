import type {CliAsk} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import type {CliDialect} from '../../model/platform.ts';

/** All that one session may type, beside the answers to the pager and the password of `dialect.enable`. */
export interface CliScript {
  readonly dialect: CliDialect;
  readonly asks: readonly CliAsk[];
  /** Sent before the asks, and once more after privileged mode was entered; their answers are not kept. */
  readonly start: readonly string[];
  readonly finish: readonly string[];
}

export type CliResult =
  | {
      readonly ok: true;
      /** Lines ended by `\n`, without echo, prompt, pager and control sequences, in the device's own encoding. */
      readonly body: Buffer;
      /** True when the answer was longer than its ask's limit. */
      readonly cut: boolean;
    }
  | {readonly ok: false; readonly reason: GapReason; readonly detail: string};

/** What came back for one ask. Times are UTC milliseconds. */
export interface CliAnswer {
  readonly ask: CliAsk;
  /** True when the prompt showed privileged mode as the command was sent. */
  readonly privileged: boolean;
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly result: CliResult;
}

export interface CliOptions {
  /** Read when the device asks for it, and only then; null: privileged mode is not asked for. */
  readonly enableSecret: (() => string) | null;
  /** Called when the device refuses the password; it is never sent twice. */
  readonly onEnableRefused: () => void;
  /**
   * Waits for leave to enter privileged mode, then has that dialogue held, and nothing else; the dialogue calls `accepted` when
   * the device asked for the password and took it. @throws TransportError `credential-stopped`: there is no leave
   */
  readonly enableTurn: (dialogue: (accepted: () => void) => Promise<void>) => Promise<void>;
  /** Asks of privilege `user` come first; an answer is told when nothing that came after it speaks against it. */
  readonly onAnswer: (answer: CliAnswer) => void;
  /** True: no further ask is sent. */
  readonly enough?: (answer: CliAnswer) => boolean;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Longest wait for the first prompt, for a setting of the session, and for an answer about the password. */
  readonly promptMs: number;
  /** Longest sum of all that the device prints, in bytes. */
  readonly limit: number;
  readonly pace?: Partial<Pace>;
}

/** Waits of a session, in milliseconds. */
export interface Pace {
  /** Silence after which a question of the pager or for a password is answered. */
  readonly settleMs: number;
  /** Silence after the prompt of this session that ends an answer: the gap between two commands, too. */
  readonly quietMs: number;
  /** Silence after a prompt that is less sure: another text than before, or no echo of the command. */
  readonly unsureMs: number;
  /** Longest wait for the end of a command that was given up, and for the device to close. */
  readonly graceMs: number;
}

export const defaultPace: Pace = {settleMs: 40, quietMs: 200, unsureMs: 1_500, graceMs: 5_000};
