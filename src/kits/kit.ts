import type {Ask} from '../model/ask.ts';
import type {Cost} from '../model/ask.ts';
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

export interface KitFile {
  /** Name to write it under. */
  readonly name: string;
  readonly text: string;
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
  readonly answers: KitQuestions | null;
}

/** What a kit that writes answer files may ask. */
export interface KitQuestions {
  /** Everything that this version asks, whatever it costs. */
  readonly slots: () => readonly Slot[];
  /** Text that is run for every question about files: a question is the same only where this is, too. */
  readonly filesProgram: string;
}
