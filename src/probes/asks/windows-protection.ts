import {cim, registry} from '../../model/ask.ts';

/** Virtualisation-based security, from Windows 10 on. */
export const deviceGuardAsk = cim(
  'Win32_DeviceGuard',
  [
    ...['VirtualizationBasedSecurityStatus', 'SecurityServicesRunning'],
    ...['UsermodeCodeIntegrityPolicyEnforcementStatus'],
  ],
  {namespace: 'root\\Microsoft\\Windows\\DeviceGuard'},
);

/** Policies of the computer that Windows keeps together. */
export const systemPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\System', {
  id: 'system-policy',
  values: ['EnableSmartScreen', 'ShellSmartScreenLevel', 'RunAsPPL'],
});

const securityCenter = ['displayName', 'productState'];

/** Products that registered with the Security Center: of Windows for clients, from Vista SP1 on. */
export const registeredAntivirusAsk = cim('AntiVirusProduct', securityCenter, {namespace: 'root\\SecurityCenter2'});
export const registeredFirewallAsk = cim('FirewallProduct', securityCenter, {namespace: 'root\\SecurityCenter2'});

/** State of Microsoft Defender Antivirus, from Windows 8 and Server 2016 on. */
export const defenderStatusAsk = cim(
  'MSFT_MpComputerStatus',
  [
    ...['AMServiceEnabled', 'AMRunningMode', 'AMProductVersion', 'AntivirusEnabled', 'RealTimeProtectionEnabled'],
    ...['BehaviorMonitorEnabled', 'IoavProtectionEnabled', 'IsTamperProtected', 'AntivirusSignatureLastUpdated'],
    ...['FullScanEndTime', 'QuickScanEndTime'],
  ],
  {namespace: 'root\\Microsoft\\Windows\\Defender'},
);

export const defenderPreferenceAsk = cim(
  'MSFT_MpPreference',
  [
    ...['DisableRemovableDriveScanning', 'DisableEmailScanning', 'MAPSReporting', 'PUAProtection'],
    ...['EnableNetworkProtection', 'EnableControlledFolderAccess'],
    ...['ExclusionPath', 'ExclusionExtension', 'ExclusionProcess'],
    ...['ScanScheduleDay', 'ScanParameters'],
    'AttackSurfaceReductionRules_Actions',
  ],
  {namespace: 'root\\Microsoft\\Windows\\Defender'},
);

/** What the policies of Microsoft Defender Antivirus say, in the keys below as well. */
export const defenderPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender', {
  id: 'defender-policy',
  depth: 'tree',
  values: ['DisableRemovableDriveScanning', 'DisableEmailScanning', 'SpynetReporting'],
});
