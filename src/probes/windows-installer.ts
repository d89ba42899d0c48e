import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {flagOrNull} from './parse/fields.ts';
import {on, settings} from './parse/windows-settings.ts';

export const installerPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\Installer', {
  values: ['AlwaysInstallElevated', 'EnableUserControl'],
});

const WindowsInstaller = z.object({
  elevated: flagOrNull('Packages installed with the rights of the system', '常にシステム特権でインストール'),
  userControl: flagOrNull('Users change what is installed', 'ユーザーによるインストール制御の許可'),
});

/** Policies of Windows Installer for the computer. */
export const windowsInstaller = defineProbe({
  fact: 'windowsInstaller',
  title: {en: 'Windows Installer', ja: 'Windowsインストーラー'},
  cost: 'cheap',
  schema: WindowsInstaller,
  ask: {windows: [installerPolicyAsk]},
  parse(answers) {
    const read = settings(answers);
    return read.result({
      elevated: read.effective(on(read.number(installerPolicyAsk, 'AlwaysInstallElevated')), false),
      userControl: read.effective(on(read.number(installerPolicyAsk, 'EnableUserControl')), false),
    });
  },
});
