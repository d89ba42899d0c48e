import type {Cost, WindowsAsk} from '../model/ask.ts';
import {sha256Hex} from '../model/digest.ts';
import {textsOf} from '../plan/texts.ts';
import {windows} from '../platforms/windows.ts';
import {probes} from '../probes/index.ts';
import type {Kit, WindowsAnswers} from './kit.ts';
import {questionLine, questionsDigest, windowsQuestionsOf} from './questions.ts';
import {titlesOf} from './titles.ts';
import {windowsScript} from './windows/script.ts';

const texts = textsOf(probes, new Set());

/** What a scan would ask Windows that may cost as much. */
export function windowsAsks(costs: readonly Cost[]): readonly WindowsAsk[] {
  return texts.powershell(windows, {id: costs.join(' '), costs}).lines.map(({ask}) => ask);
}

const answers: WindowsAnswers = {
  form: 'powershell',
  asks: () => windowsAsks(['cheap', 'disk', 'slow']),
  putAs: () => null,
};

/** A collector for PowerShell that asks what a scan would ask, of the machine that it is run on. */
export const windowsKit: Kit = {
  id: 'windows',
  title: {en: 'Windows: a PowerShell script to run', ja: 'Windows（実行するPowerShellスクリプト）'},
  platforms: [windows.id],
  write: ({costs, tool}) => {
    const asks = windowsAsks(costs);
    const asked = windowsQuestionsOf(asks, answers.putAs);
    const questions = questionsDigest(asked);
    const titles = titlesOf(windows.id, new Set(asks.map(({id}) => id)));
    const textFor = (id: string): string =>
      windowsScript({id, tool, questions, questionLines: asked.map(questionLine), asks, titles});
    const id = sha256Hex(textFor('0'.repeat(16))).slice(0, 16);
    return {
      ...{name: 'mizumori-kit-windows.ps1', text: textFor(id), encoding: 'utf8', mode: 0o644},
      ...{id, questions, asks},
    };
  },
  answers,
};
