import {assignments, plainLines, words} from './config-text.ts';

export interface TimeServer {
  readonly host: string;
  readonly kind: 'server' | 'pool' | 'peer' | 'refclock' | 'domain';
  readonly authenticated: boolean;
}

const kinds = ['server', 'pool', 'peer', 'refclock'] as const;

/** `127.127.1.0` of ntpd, `LOCAL(0)` and `local` of NTPsec: the clock of the host itself, which tells it no time. */
export function isOwnClock(name: string): boolean {
  return /^(?:127\.127\.1\.\d{1,3}|local(?:\(\d{1,3}\))?)$/i.test(name);
}

/** `server`, `pool`, `peer` and `refclock` lines of chrony.conf(5), chrony .sources and ntp.conf(5). */
export function timeServers(text: string): TimeServer[] {
  return plainLines(text, '#%;!').flatMap((line): TimeServer[] => {
    const [word = '', host, ...rest] = words(line);
    const kind = kinds.find((one) => one === word.toLowerCase());
    if (kind === undefined || host === undefined) return [];
    // 127.127.t.u is how ntpd writes reference clocks.
    const clock = kind === 'refclock' || host.startsWith('127.127.');
    if (clock && isOwnClock(host)) return [];
    return [{host, kind: clock ? 'refclock' : kind, authenticated: rest.includes('nts') || rest.includes('key')}];
  });
}

/** `server` and `servers` lines of OpenNTPD's ntpd.conf(5). */
export function openNtpdServers(text: string): TimeServer[] {
  return plainLines(text).flatMap((line): TimeServer[] => {
    const [word, host] = words(line);
    if (host === undefined) return [];
    if (word === 'server') return [{host, kind: 'server', authenticated: false}];
    if (word === 'servers') return [{host, kind: 'pool', authenticated: false}];
    return word === 'sensor' ? [{host, kind: 'refclock', authenticated: false}] : [];
  });
}

/** `-p [keyno:N:]host` options of busybox ntpd, alone or behind options without a value: `-Np host`. */
export function busyboxServers(text: string): TimeServer[] {
  return Array.from(
    text.matchAll(/(?:^|\s)-[A-Za-z]{0,10}p\s?(?<key>keyno:\d{1,10}:)?(?<host>[^\s"']{1,255})/g),
    ({groups}) => ({
      host: groups?.['host'] ?? '',
      kind: 'server' as const,
      authenticated: groups?.['key'] !== undefined,
    }),
  );
}

/** `NTP=` of timesyncd.conf(5), or `FallbackNTP=` when it is empty; an empty value starts the list anew. */
export function timesyncdServers(texts: readonly string[]): TimeServer[] {
  const lists = {ntp: [] as string[], fallbackntp: [] as string[]};
  for (const {key, value} of texts.flatMap((text) => assignments(text))) {
    const name = key.toLowerCase();
    if (name !== 'ntp' && name !== 'fallbackntp') continue;
    lists[name] = value === '' ? [] : [...lists[name], ...words(value)];
  }
  const hosts = lists.ntp.length > 0 ? lists.ntp : lists.fallbackntp;
  return hosts.map((host) => ({host, kind: 'server', authenticated: false}));
}
