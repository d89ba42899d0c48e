import {cim, program, registry} from '../../model/ask.ts';

export const auditPolicyAsk = program('auditpol.exe /get /category:* /r');

const eventLogValues = [
  'MaxSize',
  'Retention',
  'AutoBackupLogFiles',
  'CustomSD',
  'ChannelAccess',
  'RestrictGuestAccess',
];

/** Logs as this computer sets them: bytes, seconds. Without elevation the key of the security log cannot be read. */
export const eventLogsAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog', {
  id: 'event-logs',
  depth: 'children',
  values: eventLogValues,
});

/** Logs as Group Policy sets them: kilobytes, texts; and below `EventForwarding` where events are sent. */
export const eventLogPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog', {
  id: 'event-log-policy',
  depth: 'tree',
});

export const powershellPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\PowerShell', {
  id: 'powershell-policy',
  depth: 'children',
});

/** The engine of PowerShell 2.0, by the names of clients and servers. InstallState 1: on, 2: off, 3: its files are gone. */
export const powershell2Ask = cim('Win32_OptionalFeature', ['Name', 'InstallState'], {
  id: 'powershell-2',
  where: "Name='MicrosoftWindowsPowerShellV2' OR Name='PowerShell-V2'",
});
