import type {WindowsAsk, Cost} from '../model/ask.ts';
import {windows} from '../platforms/windows.ts';
import type {Kit, WindowsAnswers} from './kit.ts';
import {putByBatch} from './windows-legacy/lines.ts';
import {batchScript} from './windows-legacy/script.ts';
import {windowsAsks} from './windows.ts';
import {writeWindowsKit} from './windows/write.ts';

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
  write: ({costs, tool}) =>
    writeWindowsKit({
      ...{name: 'mizumori-kit-windows-legacy.bat', encoding: 'cp932', putAs: answers.putAs},
      ...{tool, asks: batchAsks(costs), script: batchScript},
    }),
  answers,
};
