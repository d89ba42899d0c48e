import type {WindowsAsk} from '../../../model/ask.ts';
import type {AnswerFrame} from '../../../transports/powershell/answer.ts';
import type {AnswerState} from '../../../transports/powershell/frames.ts';
import type {Digested} from '../../bounded-file.ts';
import type {Head} from '../head.ts';

/** What was said to one question. */
export interface Told {
  readonly frame: AnswerFrame;
  /** How the bytes were read. */
  readonly encoding: 'utf8' | 'cp932' | 'lossy';
}

/** An answer file of Windows, taken apart. */
export interface WindowsParts extends Digested {
  readonly head: Head;
  /** Whether an administrator ran the kit. */
  readonly elevated: boolean;
  /** UTC ISO 8601, by the clock of the host; null: the file does not tell. */
  readonly finishedAt: string | null;
  /** True when the file is closed, and as many answers came as were written. */
  readonly closed: boolean;
  /** null: no whole answer is there. */
  readonly answerTo: (slot: number, ask: WindowsAsk) => Told | null;
}

/** What one step wrote, as text with `\n` at the ends of lines. */
export interface Seen {
  readonly exit: number | null;
  readonly text: string;
}

/** What a step of a question wrote, by its index; null: it is missing. */
export type Saw = (step: number) => Seen | null;

export interface Answered {
  readonly state: AnswerState;
  readonly text: string;
  readonly exitCode: number;
}
