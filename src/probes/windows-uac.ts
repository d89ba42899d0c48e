import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {policiesSystemAsk} from './asks/windows-policies.ts';
import {readWindowsVersion, windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flag} from './parse/fields.ts';
import {
  allKnown,
  flagSetting,
  intSetting,
  layer,
  readFlag,
  readInt,
  settingOf,
} from './parse/windows-setting-layers.ts';

const WindowsUac = z.object({
  /** XP and Server 2003 have no User Account Control. */
  supported: flag('This Windows has UAC', 'UACのあるWindows'),
  enabled: flagSetting('Administrators work in admin approval mode (EnableLUA)', '管理者承認モードで実行（EnableLUA）'),
  /** 0: elevates without asking; 1, 3: password; 2, 4: consent; 5: consent for what is not of Windows. */
  adminPrompt: intSetting('Prompt for administrators', '管理者に対する昇格時のプロンプトの動作'),
  /** 0: refused; 1, 3: password of an administrator. */
  userPrompt: intSetting('Prompt for standard users', '標準ユーザーに対する昇格時のプロンプトの動作'),
  secureDesktop: flagSetting('Prompts on the secure desktop', 'セキュリティで保護されたデスクトップで確認'),
  builtInAdministrator: flagSetting('Holds for the built-in Administrator', 'ビルトインAdministratorにも適用'),
  remoteUnfiltered: flagSetting(
    'Local administrators have full rights over the network',
    'ローカル管理者のネットワーク経由の権限を制限しない',
  ),
});

/**
 * User Account Control. What is not set: the built-in Administrator is left out of it, and tokens of local accounts are filtered
 * over the network (KB951016); the other values are written by the setup of Windows, and without them it is not known.
 */
export const windowsUac = defineProbe({
  fact: 'windowsUac',
  title: {en: 'User Account Control of Windows', ja: 'Windowsのユーザーアカウント制御（UAC）'},
  cost: 'cheap',
  schema: field(WindowsUac, 'User Account Control', 'ユーザーアカウント制御（UAC）'),
  ask: {windows: [policiesSystemAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const supported = readWindowsVersion(answers).build >= 6000;
    const layers = [layer(answers, 'policy', policiesSystemAsk.id)];
    const value = {
      supported,
      enabled: settingOf(layers, 'EnableLUA', readFlag, supported ? undefined : false),
      adminPrompt: settingOf(layers, 'ConsentPromptBehaviorAdmin', readInt, supported ? undefined : null),
      userPrompt: settingOf(layers, 'ConsentPromptBehaviorUser', readInt, supported ? undefined : null),
      secureDesktop: settingOf(layers, 'PromptOnSecureDesktop', readFlag, supported ? undefined : null),
      builtInAdministrator: settingOf(layers, 'FilterAdministratorToken', readFlag, false),
      remoteUnfiltered: settingOf(layers, 'LocalAccountTokenFilterPolicy', readFlag, !supported),
    };
    return allKnown(value) ? whole(value) : partial(value, 'unsupported');
  },
});
