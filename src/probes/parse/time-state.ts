import {integer, words} from './config-text.ts';
import {isOwnClock} from './time-servers.ts';

export interface TimeState {
  readonly synchronised: boolean | null;
  readonly source: string | null;
  readonly stratum: number | null;
  readonly offsetMs: number | null;
  /** Seconds since 1970. */
  readonly lastSync: number | null;
}

function decimal(text: string | undefined): number | null {
  return text !== undefined && /^[-+]?\d{1,12}(?:\.\d{1,12})?$/.test(text) ? Number(text) : null;
}

/** `chronyc -c -n tracking`; null when there is no such line. chronyc(1) */
export function chronyState(text: string): TimeState | null {
  const line = text.split('\n').find((one) => one.split(',').length >= 14);
  if (line === undefined) return null;
  const [id, source, stratum, reference, offset, ...rest] = line.split(',');
  const synchronised = rest.at(-1) !== 'Not synchronised' && id !== '00000000' && id !== '7F7F0101';
  const seconds = decimal(reference);
  const late = decimal(offset);
  return {
    synchronised,
    source: source === '' ? null : (source ?? null),
    stratum: synchronised ? integer(stratum) : null,
    offsetMs: late === null ? null : Math.round(late * 1e9) / 1e6,
    lastSync: seconds === null || seconds === 0 ? null : Math.floor(seconds),
  };
}

/** From 1900, when NTP begins to count, to 1970. */
const ntpEpoch = 2_208_988_800;
const era = 2 ** 32;

/** `reftime=eeb3aa31.af9638f6 …`, when the clock was last set by a source: 32 bits of seconds, anew from 2036 on, and a fraction. */
function referenceTime(text: string): number | null {
  const seconds = Number.parseInt(
    /^reftime=(?<seconds>[0-9a-f]{8})\.[0-9a-f]{8}/m.exec(text)?.groups?.['seconds'] ?? '0',
    16,
  );
  if (seconds === 0) return null;
  return seconds - ntpEpoch + (seconds < era / 2 ? era : 0);
}

/**
 * `ntpq -n -c "rv 0 reftime" -c peers`, or `ntpq -pn`, which older runs hold: the peer marked `*` or `o` is the one followed, and
 * the clock of the host itself none. Where none is followed, the reference time is of the last one; null without a table.
 */
export function ntpqState(text: string): TimeState | null {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.includes('refid') && line.includes('offset'));
  if (head === -1) return null;
  const peers = lines.slice(head + 1).filter((line) => /^[^=]/.test(line));
  const chosen = peers.find((line) => /^[*o]/.test(line));
  const [source = null, , stratum, , , , , , offset] = words(chosen?.slice(1) ?? '');
  const ownClock = (chosen === undefined ? peers : [chosen]).some((line) => isOwnClock(words(line.slice(1))[0] ?? ''));
  const lastSync = ownClock ? null : referenceTime(text);
  if (source === null) return {synchronised: false, source, stratum: null, offsetMs: null, lastSync};
  const peer = integer(stratum);
  return {
    synchronised: !ownClock,
    source,
    stratum: peer === null || ownClock ? null : peer + 1,
    offsetMs: decimal(offset),
    lastSync,
  };
}

/** Longest seconds between two questions of OpenNTPD while answers come: 30 times 50, and a tenth by chance. */
const longestPoll = 1800;

/**
 * `ntpctl -s all`, or `-s status`, which older runs hold: `4/4 peers valid, clock synced, stratum 3`, then two lines for each peer
 * and sensor, whose second begins with ` *` for the one followed. It stays `synced` after its source has gone: when the last
 * question got no answer that could be used, the next is far off, and whether the clock is synchronised is not known. It tells the
 * time to the next question, and nothing of the last answer. null for other text. ntpctl(8)
 */
export function ntpctlState(text: string): TimeState | null {
  const lines = text.split('\n');
  const status = lines.find((line) => /clock (?:un)?synced/.test(line));
  if (status === undefined) return null;
  const milliseconds = (told: string | undefined): number | null => decimal(told?.replace(/ms$/, ''));
  if (status.includes('clock unsynced')) {
    const offset = /clock offset is (?<offset>\S{1,30})/.exec(status)?.groups?.['offset'];
    return {synchronised: false, source: null, stratum: null, offsetMs: milliseconds(offset), lastSync: null};
  }
  const followed = lines.findIndex((line) => line.startsWith(' *'));
  const [, , , , , poll, offset] = words(lines[followed] ?? '');
  const seconds = integer(poll?.replace(/s$/, ''));
  const answered = seconds !== null && seconds <= longestPoll;
  return {
    synchronised: answered ? true : null,
    source: (followed > 0 ? words(lines[followed - 1] ?? '')[0] : null) ?? null,
    stratum: integer(/stratum (?<stratum>\d{1,2})/.exec(status)?.groups?.['stratum']),
    offsetMs: milliseconds(offset),
    lastSync: null,
  };
}

const units: Readonly<Record<string, number>> = {us: 0.001, ms: 1, s: 1000};

/** `timedatectl timesync-status`, which needs systemd 239; null for other text. */
export function timesyncdState(text: string): TimeState | null {
  const lines = text.split('\n').map((line) => line.trim());
  const value = (label: string): string | null =>
    lines
      .find((line) => line.startsWith(`${label}: `))
      ?.slice(label.length + 2)
      .trim() ?? null;
  const server = value('Server');
  if (server === null) return null;
  const offset = /^(?<sign>[-+]?)(?<count>\d{1,9}(?:\.\d{1,9})?)(?<unit>us|ms|s)$/.exec(value('Offset') ?? '')?.groups;
  const size = offset === undefined ? null : Number(offset['count']) * (units[offset['unit'] ?? ''] ?? 1);
  const stratum = integer(value('Stratum'));
  return {
    // Without an answer of the server there is no stratum yet.
    synchronised: stratum !== null && stratum > 0,
    source: server.split(' ', 1)[0] ?? null,
    stratum,
    offsetMs: size !== null && offset?.['sign'] === '-' ? -size : size,
    lastSync: null,
  };
}
