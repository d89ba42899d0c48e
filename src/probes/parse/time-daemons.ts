import {busyboxNtpdFiles, isBusyboxNtpd, serversOfBusybox} from './busybox-ntpd.ts';
import {chronyFiles, chronyTexts} from './chrony.ts';
import {plainLines, words} from './config-text.ts';
import type {Programs} from './programs.ts';
import type {Reading} from './reading.ts';
import {openNtpdServers, timeServers, timesyncdServers, type TimeServer} from './time-servers.ts';
import {chronyState, ntpctlState, ntpqState, timesyncdState, type TimeState} from './time-state.ts';

export const timeDaemons = ['chrony', 'ntpd', 'openntpd', 'busybox', 'timesyncd', 'none'] as const;

export type TimeDaemon = (typeof timeDaemons)[number];

const ntpFiles = ['/etc/ntp.conf', '/etc/ntpsec/ntp.conf'];
const openNtpdFiles = ['/etc/openntpd/ntpd.conf', '/etc/ntpd.conf'];
const timesyncdFile = '/etc/systemd/timesyncd.conf';
const timesyncdParts = '/etc/systemd/timesyncd.conf.d/*.conf';

function part(text: string, name: string): string {
  const start = text.indexOf(`== ${name}\n`);
  if (start === -1) return '';
  const end = text.indexOf('\n== ', start + 1);
  return text.slice(start, end === -1 ? undefined : end);
}

/** The time service that runs, else one that is installed; null when one may run that cannot be seen. */
export function daemonOf(present: Programs, read: Reading): TimeDaemon | null {
  const ntpd = (): TimeDaemon => {
    if (present.installed('ntpctl')) return 'openntpd';
    if (isBusyboxNtpd(read)) return 'busybox';
    return ntpFiles.some((path) => read.file(path) !== null) ? 'ntpd' : 'busybox';
  };
  if (present.running('chronyd') === true) return 'chrony';
  if (present.running('ntpd', 'ntpsec-ntpd') === true) return ntpd();
  if (present.running('systemd-timesyncd') === true) return 'timesyncd';
  if (present.installed('chronyd')) return 'chrony';
  const hidden = present.running('chronyd') === null;
  if (present.installed('ntpd') && (hidden || ntpd() !== 'busybox')) return ntpd();
  return hidden ? null : 'none';
}

/** The file of RHEL's ntpd that holds the password of its keys. */
const keyPassword = '/etc/ntp/crypto/pw';

/** Whether a configuration of ntpd goes on in files that are not asked for. */
function goesOn(text: string): boolean {
  return plainLines(text, '#%;!').some((line) => {
    const [word = '', ...named] = words(line);
    return word.toLowerCase() === 'includefile' && named.some((path) => path !== keyPassword);
  });
}

/** Sources that the configuration of a time service names; in doubt where it goes on in files that are not read. */
export function serversOf(daemon: TimeDaemon | null, read: Reading): TimeServer[] {
  const texts = (paths: readonly string[], ...patterns: readonly string[]): string[] => [
    ...paths.map((path) => read.file(path)?.text ?? ''),
    ...read.files(...patterns).map((file) => file.text),
  ];
  const named = (all: readonly string[]): TimeServer[] => {
    if (all.some(goesOn)) read.doubt();
    return all.flatMap(timeServers);
  };
  switch (daemon) {
    case 'chrony':
      return chronyTexts(read).flatMap(timeServers);
    case 'ntpd':
      return named(texts(ntpFiles));
    case 'openntpd':
      return texts(openNtpdFiles).flatMap(openNtpdServers);
    case 'busybox':
      return serversOfBusybox(read);
    case 'timesyncd':
      return timesyncdServers(texts([timesyncdFile], timesyncdParts));
    case 'none':
    case null:
      return [];
    default:
      return daemon satisfies never;
  }
}

/** What a time service says of itself; null when it says nothing. */
export function stateOf(daemon: TimeDaemon | null, answer: string): TimeState | null {
  switch (daemon) {
    case 'chrony':
      return chronyState(part(answer, 'chrony'));
    case 'ntpd':
      return ntpqState(part(answer, 'ntpq'));
    case 'openntpd':
      return ntpctlState(part(answer, 'ntpctl'));
    case 'timesyncd': {
      const seconds = /\n(?<seconds>\d{9,12})$/.exec(part(answer, 'synchronized').trimEnd())?.groups?.['seconds'];
      const status = timesyncdState(part(answer, 'timesyncd'));
      return status === null ? null : {...status, lastSync: seconds === undefined ? null : Number(seconds)};
    }
    case 'busybox':
    case 'none':
    case null:
      return null;
    default:
      return daemon satisfies never;
  }
}

export const timeFiles = [
  ...chronyFiles,
  ...ntpFiles,
  ...openNtpdFiles,
  ...busyboxNtpdFiles,
  timesyncdFile,
  timesyncdParts,
];
