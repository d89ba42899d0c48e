import {program, registry} from '../../model/ask.ts';

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
