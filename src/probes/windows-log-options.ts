import {z} from 'zod';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {powershellPolicyAsk} from './asks/windows-logging.ts';
import {lsaOptionsAsk, policiesSystemAsk} from './asks/windows-policies.ts';
import {readWindowsVersion, windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {allKnown, flagSetting, layer, readFlag, settingOf} from './parse/windows-setting-layers.ts';

const WindowsLogOptions = z.object({
  subcategoriesForced: flagSetting(
    'Subcategories go before categories (SCENoApplyLegacyAuditPolicy)',
    '監査ポリシーはサブカテゴリを優先（SCENoApplyLegacyAuditPolicy）',
  ),
  commandLines: flagSetting('Command lines of new processes recorded', 'プロセス作成イベントにコマンドラインを含める'),
  scriptBlocks: flagSetting('PowerShell script blocks recorded', 'PowerShellスクリプトブロックのログ'),
  modules: flagSetting('PowerShell modules recorded', 'PowerShellモジュールのログ'),
  transcripts: flagSetting('PowerShell transcripts written', 'PowerShellトランスクリプション'),
});

/** What Windows records beside its audit policy. None of it is recorded where nothing is set, but subcategories go first from Vista on. */
export const windowsLogOptions = defineProbe({
  fact: 'windowsLogOptions',
  title: {en: 'Detailed logging of Windows', ja: 'Windowsの詳細ログ設定'},
  cost: 'cheap',
  schema: WindowsLogOptions,
  ask: {
    windows: [...[lsaOptionsAsk, policiesSystemAsk, powershellPolicyAsk], ...[windowsVersionAsk, windowsSystemAsk]],
  },
  parse(answers) {
    const {build} = readWindowsVersion(answers);
    const system = layer(answers, 'policy', policiesSystemAsk.id, 'Audit');
    const lsa = layer(answers, 'setting', lsaOptionsAsk.id);
    const powershell = (below: string) => [layer(answers, 'policy', powershellPolicyAsk.id, below)];
    const value = {
      subcategoriesForced: settingOf([lsa], 'SCENoApplyLegacyAuditPolicy', readFlag, build >= 6000),
      commandLines: settingOf([system], 'ProcessCreationIncludeCmdLine_Enabled', readFlag, false),
      scriptBlocks: settingOf(powershell('ScriptBlockLogging'), 'EnableScriptBlockLogging', readFlag, false),
      modules: settingOf(powershell('ModuleLogging'), 'EnableModuleLogging', readFlag, false),
      transcripts: settingOf(powershell('Transcription'), 'EnableTranscripting', readFlag, false),
    };
    return allKnown(value) ? whole(value) : partial(value, 'unsupported');
  },
});
