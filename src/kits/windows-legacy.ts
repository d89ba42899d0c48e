import type {WindowsAsk, Cost} from '../model/ask.ts';
import {sha256Hex} from '../model/digest.ts';
import {windows} from '../platforms/windows.ts';
import type {Kit, WindowsAnswers} from './kit.ts';
import {questionLine, questionsDigest, windowsQuestionsOf} from './questions.ts';
import {titlesOf} from './titles.ts';
import {putByBatch} from './windows-legacy/lines.ts';
import {batchScript} from './windows-legacy/script.ts';
import {windowsAsks} from './windows.ts';

/** Questions that cmd.exe can put. */
const batchAsks = (costs: readonly Cost[]): WindowsAsk[] =>
  windowsAsks(costs).filter((ask) => putByBatch(ask) !== null);

const answers: WindowsAnswers = {
  form: 'cmd',
  asks: () => batchAsks(['cheap', 'disk', 'slow']),
  putAs: putByBatch,
};

/** A collector for the cmd.exe of Windows XP and all that came later, where there is no PowerShell, or it may not run. */
export const windowsLegacyKit: Kit = {
  id: 'windows-legacy',
  title: {
    en: 'Windows XP and later: a batch file to run',
    ja: 'Windows XP以降（実行するバッチファイル）',
  },
  platforms: [windows.id],
  write: ({costs, tool}) => {
    const asks = batchAsks(costs);
    const asked = windowsQuestionsOf(asks, answers.putAs);
    const questions = questionsDigest(asked);
    const titles = titlesOf(windows.id, new Set(asks.map(({id}) => id)));
    const textFor = (id: string): string =>
      batchScript({id, tool, questions, questionLines: asked.map(questionLine), asks, titles});
    const id = sha256Hex(textFor('0'.repeat(16))).slice(0, 16);
    return {
      ...{name: 'mizumori-kit-windows-legacy.bat', text: textFor(id), encoding: 'cp932', mode: 0o644},
      ...{id, questions, asks},
    };
  },
  answers,
};
