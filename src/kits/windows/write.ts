import type {WindowsAsk} from '../../model/ask.ts';
import {sha256Hex} from '../../model/digest.ts';
import {windows} from '../../platforms/windows.ts';
import type {KitFile, ScriptInput, WindowsAnswers} from '../kit.ts';
import {questionLine, questionsDigest, windowsQuestionsOf} from '../questions.ts';
import {titlesOf} from '../titles.ts';

export interface WindowsScriptInput extends ScriptInput {
  /** In the order of their slots. */
  readonly asks: readonly WindowsAsk[];
}

interface Writing extends Pick<KitFile, 'name' | 'encoding'>, Pick<WindowsAnswers, 'putAs'> {
  readonly tool: string;
  readonly asks: readonly WindowsAsk[];
  readonly script: (input: WindowsScriptInput) => string;
}

/** A collector for Windows in one of its languages. */
export function writeWindowsKit({name, encoding, putAs, tool, asks, script}: Writing): KitFile {
  const asked = windowsQuestionsOf(asks, putAs);
  const questions = questionsDigest(asked);
  const titles = titlesOf(windows.id, new Set(asks.map(({id}) => id)));
  const textFor = (id: string): string =>
    script({id, tool, questions, questionLines: asked.map(questionLine), asks, titles});
  const id = sha256Hex(textFor('0'.repeat(16))).slice(0, 16);
  return {name, text: textFor(id), encoding, mode: 0o644, id, questions, asks};
}
