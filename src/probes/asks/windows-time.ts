import {program, registry} from '../../model/ask.ts';

/** The clock is set by this service, from where and when: the policy goes before the rest. */
export const w32TimeAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time', {
  id: 'w32time',
  depth: 'tree',
  values: ['Start', 'Type', 'NtpServer', 'Enabled', 'SpecialPollInterval', 'InputProvider'],
});
export const w32TimePolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\W32Time', {
  id: 'w32time-policy',
  depth: 'tree',
  values: ['Type', 'NtpServer', 'Enabled', 'SpecialPollInterval'],
});

/** The service of ntpd for Windows. */
export const ntpdServiceAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\NTP', {
  id: 'ntpd-service',
  values: ['Start'],
});

/** Rows in a fixed order, numbers first: from Vista on, and for administrators only. */
export const timeStatusAsk = program('w32tm.exe /query /status /verbose');

/** Minutes from local time to UTC as they are now, and the name of the zone, which no language changes, from Vista on. */
export const timeZoneAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation', {
  id: 'time-zone',
  values: ['ActiveTimeBias', 'TimeZoneKeyName'],
});
