import {cim, members, program, registry} from '../../model/ask.ts';

/** Services and drivers as they are configured: every user may read them, on every Windows. */
export const servicesKeyAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services', {
  id: 'services',
  depth: 'children',
  values: ['Type', 'Start', 'DelayedAutostart', 'ImagePath', 'ObjectName'],
  seconds: 60,
  limit: 1_048_576,
});

/** Which of them run, and as which process; command lines are left out. */
export const serviceStatesAsk = cim('Win32_Service', ['Name', 'DisplayName', 'State', 'ProcessId'], {
  id: 'service-states',
});

/** Command lines may hold secrets and are not asked. */
export const windowsProcessesAsk = cim('Win32_Process', ['ProcessId', 'Name', 'ExecutablePath'], {id: 'processes'});

/** BUILTIN\Administrators by its SID. */
export const administratorsAsk = members('S-1-5-32-544');

export const netstatAsk = program('netstat.exe -ano');
