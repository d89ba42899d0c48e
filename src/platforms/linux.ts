import type {Platform} from '../model/platform.ts';

/** Any Linux with a POSIX shell: Debian, Red Hat, SUSE, Alpine with busybox, and their kin. */
export const linux: Platform = {
  id: 'linux',
  title: {en: 'Linux', ja: 'Linux'},
  via: ['local', 'ssh', 'snmp', 'kit'],
  family: 'linux',
  shell: 'posix',
  kinds: ['server', 'terminal', 'control-pc'],
  signs: {objectIds: ['1.3.6.1.4.1.8072.3.2.10'], sysDescr: /^Linux /},
};
