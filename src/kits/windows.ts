import type {Cost, WindowsAsk} from '../model/ask.ts';
import {textsOf} from '../plan/texts.ts';
import {windows} from '../platforms/windows.ts';
import {probes} from '../probes/index.ts';
import type {Kit, WindowsAnswers} from './kit.ts';
import {windowsScript} from './windows/script.ts';
import {writeWindowsKit} from './windows/write.ts';

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
  write: ({costs, tool}) =>
    writeWindowsKit({
      ...{name: 'mizumori-kit-windows.ps1', encoding: 'utf8', putAs: answers.putAs},
      ...{tool, asks: windowsAsks(costs), script: windowsScript},
    }),
  answers,
};
