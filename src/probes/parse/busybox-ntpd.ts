import {assignments, lastValue} from './config-text.ts';
import type {Reading} from './reading.ts';
import {busyboxServers, timeServers, type TimeServer} from './time-servers.ts';

const optionFile = '/etc/conf.d/ntpd';
/** How OpenRC starts an ntpd: that of busybox says so, and with which options where none are set. */
const initScript = '/etc/init.d/ntpd';

export const busyboxNtpdFiles = [optionFile, initScript];

function scriptOf(read: Reading): string {
  return read.file(initScript)?.text ?? '';
}

export function isBusyboxNtpd(read: Reading): boolean {
  return /^name="?busybox\b/m.test(scriptOf(read));
}

/** Servers of `-p`; without one busybox reads /etc/ntp.conf. In doubt where it is not known how it was started. */
export function serversOfBusybox(read: Reading): TimeServer[] {
  const built = /\$\{NTPD_OPTS:-(?<options>[^}]{0,500})\}/.exec(scriptOf(read))?.groups?.['options'];
  const set = lastValue(assignments(read.file(optionFile)?.text ?? ''), 'NTPD_OPTS');
  const options = set === null || set === '' ? built : set;
  if (options === undefined) read.doubt();
  const named = busyboxServers(options ?? '');
  return named.length > 0 ? named : timeServers(read.file('/etc/ntp.conf')?.text ?? '');
}
