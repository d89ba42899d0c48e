import type {Ask, Cost, WindowsAsk} from '../model/ask.ts';
import type {Slot} from '../model/plan.ts';
import type {Platform} from '../model/platform.ts';
import type {Bilingual} from '../model/text.ts';

export interface KitInput {
  readonly platform: Platform;
  /** What its questions may cost. */
  readonly costs: readonly Cost[];
  /** Name and version of this program. */
  readonly tool: string;
}

/** What the text of any collector is made of, beside its questions. */
export interface ScriptInput {
  readonly id: string;
  readonly tool: string;
  readonly questions: string;
  /** Lines of all questions. */
  readonly questionLines: readonly string[];
  /** What is read, for people. */
  readonly titles: readonly Bilingual[];
}

export interface KitFile {
  /** Name to write it under. */
  readonly name: string;
  readonly text: string;
  /** Encoding that those who run it expect of the file. */
  readonly encoding: 'utf8' | 'cp932';
  /** Mode of the file. */
  readonly mode: number;
  /** Of the text: names just this kit. */
  readonly id: string;
  /** Digest of what it asks, see `questionsDigest`. */
  readonly questions: string;
  readonly asks: readonly Ask[];
}

/** One way to collect answers where there is no way in. */
export interface Kit {
  readonly id: string;
  readonly title: Bilingual;
  /** Ids of the platforms that it is for; with several, one has to be chosen. */
  readonly platforms: readonly string[];
  /** Pure: the same input gives the same text. */
  readonly write: (input: KitInput) => KitFile;
  /** Where the answers come as an answer file; null: as a log of a terminal. */
  readonly answers: KitAnswers | null;
}

/** How answers stand in an answer file: as a POSIX shell, PowerShell or cmd.exe writes them. */
export const answerForms = ['shell', 'powershell', 'cmd'] as const;
export type AnswerForm = (typeof answerForms)[number];

export type KitAnswers = ({readonly form: 'shell'} & KitQuestions) | WindowsAnswers;

/** What a kit that runs in a POSIX shell may ask. */
export interface KitQuestions {
  /** Everything that this version asks, whatever it costs. */
  readonly slots: () => readonly Slot[];
  /** Text that is run for every question about files: a question is the same only where this is, too. */
  readonly filesProgram: string;
}

/** What a kit for Windows may ask. */
export interface WindowsQuestions {
  /** Everything that this version asks, whatever it costs. */
  readonly asks: () => readonly WindowsAsk[];
  /** How a question is put, beyond what it is: a question is the same only where this is, too. null: that tells nothing more. */
  readonly putAs: (ask: WindowsAsk) => string | null;
}

export type WindowsAnswers = {readonly form: 'powershell' | 'cmd'} & WindowsQuestions;
