import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {cimInt, cimList} from '../model/cim.ts';
import {defineProbe} from '../model/probe.ts';
import {deviceGuardAsk} from './asks/windows-protection.ts';
import {flagOrNull} from './parse/fields.ts';
import {mapTold, on, settings, type Settings} from './parse/windows-settings.ts';

const secureBootAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State', {
  id: 'secure-boot',
  values: ['UEFISecureBootEnabled'],
});

const firmwareAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control', {id: 'firmware', values: ['PEFirmwareType']});

export const deviceGuardPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\DeviceGuard', {
  id: 'device-guard-policy',
  values: ['EnableVirtualizationBasedSecurity', 'HypervisorEnforcedCodeIntegrity', 'LsaCfgFlags'],
});

const WindowsBootSecurity = z.object({
  uefi: flagOrNull('Started by UEFI', 'UEFIによる起動'),
  secureBoot: flagOrNull('Secure Boot', 'セキュアブート'),
  virtualisation: flagOrNull('Virtualisation-based security runs', '仮想化ベースのセキュリティ（VBS）の稼働'),
  memoryIntegrity: flagOrNull('Memory integrity (HVCI) runs', 'メモリ整合性（HVCI）の稼働'),
  virtualisationWanted: flagOrNull('Virtualisation-based security by policy', 'VBSのポリシー設定'),
  memoryIntegrityWanted: flagOrNull('Memory integrity by policy', 'メモリ整合性のポリシー設定'),
  credentialGuardWanted: flagOrNull('Credential Guard by policy', 'Credential Guardのポリシー設定'),
});

/** Windows before 10 has no such class, and none of it. SecurityServicesRunning: 2 is memory integrity. */
function deviceGuard(read: Settings): {
  readonly virtualisation: boolean | null;
  readonly memoryIntegrity: boolean | null;
} {
  const state = read.only(deviceGuardAsk);
  if (state === null) return {virtualisation: false, memoryIntegrity: false};
  const status = state === undefined ? null : cimInt(state, 'VirtualizationBasedSecurityStatus');
  const running = state === undefined ? [] : cimList(state, 'SecurityServicesRunning');
  return {
    virtualisation: read.effective(status === null ? null : status === 2, null),
    memoryIntegrity: read.effective(running.length === 0 ? null : running.includes('2'), null),
  };
}

/** How Windows is kept whole from its start on. */
export const windowsBootSecurity = defineProbe({
  fact: 'windowsBootSecurity',
  title: {en: 'Boot security of Windows', ja: 'Windowsの起動時の保護'},
  cost: 'cheap',
  schema: WindowsBootSecurity,
  ask: {windows: [secureBootAsk, firmwareAsk, deviceGuardPolicyAsk, deviceGuardAsk]},
  parse(answers) {
    const read = settings(answers);
    const wanted = (name: string): boolean | null => read.effective(on(read.number(deviceGuardPolicyAsk, name)), false);
    return read.result({
      // PEFirmwareType: 1 BIOS, 2 UEFI; told from Windows 8 on.
      uefi: read.effective(
        mapTold(read.number(firmwareAsk, 'PEFirmwareType'), (type) => type === 2),
        null,
      ),
      secureBoot: read.effective(on(read.number(secureBootAsk, 'UEFISecureBootEnabled')), false),
      ...deviceGuard(read),
      virtualisationWanted: wanted('EnableVirtualizationBasedSecurity'),
      memoryIntegrityWanted: wanted('HypervisorEnforcedCodeIntegrity'),
      credentialGuardWanted: wanted('LsaCfgFlags'),
    });
  },
});
