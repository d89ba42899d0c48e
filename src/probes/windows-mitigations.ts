import {z} from 'zod';
import {cim, registry} from '../model/ask.ts';
import {cimInt} from '../model/cim.ts';
import {defineProbe, field} from '../model/probe.ts';
import {windowsSystemAsk, windowsVersionAsk, type WindowsVersion} from './asks/windows-version.ts';
import {flagOrNull} from './parse/fields.ts';
import {mapTold, on, settings, type Settings, type Told} from './parse/windows-settings.ts';

export const sessionManagerAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager', {
  id: 'session-manager',
  depth: 'children',
  values: ['SafeDllSearchMode', 'ProtectionMode', 'DisableExceptionChainValidation', 'MitigationOptions', 'MoveImages'],
});

const depAsk = cim('Win32_OperatingSystem', ['DataExecutionPrevention_SupportPolicy'], {id: 'data-execution'});

const depPolicies = {
  'always-off': {en: 'off', ja: '無効（AlwaysOff）'},
  'always-on': {en: 'on for all programs', ja: '全プログラムで有効（AlwaysOn）'},
  'opt-in': {en: 'on for Windows alone', ja: 'Windowsのみ有効（OptIn）'},
  'opt-out': {en: 'on for all programs but those left out', ja: '除外を除く全プログラムで有効（OptOut）'},
} as const;

const WindowsMitigations = z.object({
  dep: field(
    z.enum(['always-off', 'always-on', 'opt-in', 'opt-out']).nullable(),
    'Data execution prevention (DEP)',
    'データ実行防止（DEP）',
    {values: depPolicies},
  ),
  aslr: flagOrNull('Address space layout randomised (ASLR)', 'アドレス空間配置のランダム化（ASLR）'),
  sehop: flagOrNull('Exception chains validated (SEHOP)', '構造化例外ハンドラーの上書き保護（SEHOP）'),
  safeDllSearch: flagOrNull('Libraries of Windows found before those in the current folder', '安全なDLL検索モード'),
  systemObjects: flagOrNull('System objects protected', 'システムオブジェクトの既定アクセス許可の強化'),
});

/** Win32_OperatingSystem.DataExecutionPrevention_SupportPolicy */
const policies = ['always-off', 'always-on', 'opt-in', 'opt-out'] as const;

function dep(read: Settings): (typeof policies)[number] | null {
  const system = read.only(depAsk) ?? null;
  const policy = policies[system === null ? -1 : (cimInt(system, 'DataExecutionPrevention_SupportPolicy') ?? -1)];
  if (policy === undefined) read.doubt();
  return policy ?? null;
}

/** On by default on servers from 2008 on, and on clients by the exploit protection of Windows 10 1709. https://support.microsoft.com/kb/956607 */
function sehopByDefault({build, role}: WindowsVersion): boolean | null {
  if (build < 6000) return false;
  if (build >= 16299) return true;
  if (role === null) return null;
  if (role !== 'workstation') return true;
  return build < 10240 ? false : null;
}

/**
 * Exploit protection keeps what it sets for the whole system in MitigationOptions, four bits for each mitigation, of which 2 turns
 * it off; SEHOP is the second. Which of the two places wins is not known: undefined.
 */
function sehop(read: Settings): Told<boolean> {
  const kernel = [sessionManagerAsk, 'kernel'] as const;
  const validated = mapTold(read.number(kernel, 'DisableExceptionChainValidation'), (disabled) => disabled === 0);
  const options = read.bytes(kernel, 'MitigationOptions');
  const isOff = mapTold(options, (bytes) => bytes.length > 0 && (bytes.readUInt8(0) & 0x20) !== 0);
  return validated === false || isOff === false || isOff === null ? validated : undefined;
}

/** What Windows does against programs that are made to run foreign code. */
export const windowsMitigations = defineProbe({
  fact: 'windowsMitigations',
  title: {en: 'Exploit mitigations of Windows', ja: 'Windowsの脆弱性緩和機能'},
  cost: 'cheap',
  schema: WindowsMitigations,
  ask: {windows: [sessionManagerAsk, depAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const read = settings(answers);
    const version = read.version();
    return read.result({
      dep: dep(read),
      aslr: read.effective(
        on(read.number([sessionManagerAsk, 'Memory Management'], 'MoveImages')),
        version === null ? null : version.build >= 6000,
      ),
      sehop: read.effective(sehop(read), version === null ? null : sehopByDefault(version)),
      safeDllSearch: read.effective(on(read.number(sessionManagerAsk, 'SafeDllSearchMode')), true),
      systemObjects: read.effective(on(read.number(sessionManagerAsk, 'ProtectionMode')), true),
    });
  },
});
