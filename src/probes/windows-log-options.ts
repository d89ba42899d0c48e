import {z} from 'zod';
import {cimInt} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole, type Answers} from '../model/probe.ts';
import {powershell2Ask, powershellPolicyAsk} from './asks/windows-logging.ts';
import {lsaOptionsAsk, policiesSystemAsk} from './asks/windows-policies.ts';
import {readWindowsVersion, windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flagOrNull} from './parse/fields.ts';
import {allKnown, doubtSettings, flagSetting, layer, readFlag, settingOf} from './parse/windows-setting-layers.ts';

const WindowsLogOptions = z.object({
  subcategoriesForced: flagSetting(
    'Subcategories go before categories (SCENoApplyLegacyAuditPolicy)',
    '監査ポリシーはサブカテゴリを優先（SCENoApplyLegacyAuditPolicy）',
  ),
  commandLines: flagSetting('Command lines of new processes recorded', 'プロセス作成イベントにコマンドラインを含める'),
  scriptBlocks: flagSetting('PowerShell script blocks recorded', 'PowerShellスクリプトブロックのログ'),
  modules: flagSetting('PowerShell modules recorded', 'PowerShellモジュールのログ'),
  transcripts: flagSetting('PowerShell transcripts written', 'PowerShellトランスクリプション'),
  /** Its scripts leave no record. null: not told, as of Windows 7, where it is no feature that can be taken away. */
  powershell2: flagOrNull('PowerShell 2.0 engine on', 'PowerShell 2.0エンジンが有効'),
});

/** null: it could not be told. Features that are gone for good (24H2) have no instance any more. */
function engineOn(answers: Answers, build: number): boolean | null {
  try {
    const features = answers.instances(powershell2Ask.id);
    if (features === null || build < 9200) return null;
    if (features.length === 0) return build >= 26100 ? false : null;
    const states = features.map((each) => cimInt(each, 'InstallState'));
    return states.includes(1) ? true : states.every((state) => state === 2 || state === 3) ? false : null;
  } catch (error) {
    if (!(error instanceof Gap)) throw error;
    return null;
  }
}

/** What Windows records beside its audit policy. None of it is recorded where nothing is set, but subcategories go first from Vista on. */
export const windowsLogOptions = defineProbe({
  fact: 'windowsLogOptions',
  title: {en: 'Detailed logging of Windows', ja: 'Windowsの詳細ログ設定'},
  cost: 'cheap',
  schema: WindowsLogOptions,
  ask: {
    windows: [
      ...[lsaOptionsAsk, policiesSystemAsk, powershellPolicyAsk, powershell2Ask],
      ...[windowsVersionAsk, windowsSystemAsk],
    ],
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
      powershell2: engineOn(answers, build),
    };
    return allKnown(value) && value.powershell2 !== null ? whole(value) : partial(value, 'unsupported');
  },
  doubt: (value, lost) => ({...doubtSettings(value, lost), powershell2: lost ? null : value.powershell2}),
});
