import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {systemPolicyAsk} from './asks/windows-protection.ts';
import {windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flagOrNull} from './parse/fields.ts';
import {firstSet, mapTold, on, settings} from './parse/windows-settings.ts';

const smartScreenAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer', {
  id: 'smart-screen',
  values: ['SmartScreenEnabled'],
});

const WindowsSmartScreen = z.object({
  available: flagOrNull('SmartScreen is a part of this Windows', 'SmartScreenの搭載'),
  enabled: flagOrNull('Downloaded programs checked by SmartScreen', 'ダウンロードしたプログラムのSmartScreen検査'),
  blocks: flagOrNull('Warnings cannot be passed over', '警告の無視を禁止'),
});

/** SmartScreen for programs and files, on by default since Windows 8. */
export const windowsSmartScreen = defineProbe({
  fact: 'windowsSmartScreen',
  title: {en: 'Microsoft Defender SmartScreen', ja: 'Microsoft Defender SmartScreen'},
  cost: 'cheap',
  schema: WindowsSmartScreen,
  ask: {windows: [systemPolicyAsk, smartScreenAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const read = settings(answers);
    const version = read.version();
    const available = version === null ? null : version.build >= 9200;
    const local = mapTold(read.text(smartScreenAsk, 'SmartScreenEnabled'), (level) => level.toLowerCase() !== 'off');
    const level = mapTold(
      read.text(systemPolicyAsk, 'ShellSmartScreenLevel'),
      (text) => text.toLowerCase() === 'block',
    );
    return read.result({
      available: read.effective(available, null),
      enabled: read.effective(firstSet(on(read.number(systemPolicyAsk, 'EnableSmartScreen')), local), available),
      blocks: read.effective(level, false),
    });
  },
});
