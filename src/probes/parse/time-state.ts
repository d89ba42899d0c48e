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

/** `ntpq -pn`: the peer marked `*` or `o` is the one followed, and the clock of the host itself none; null without a table. */
export function ntpqState(text: string): TimeState | null {
  const lines = text.split('\n');
  if (!lines.some((line) => line.includes('refid') && line.includes('offset'))) return null;
  const chosen = lines.find((line) => /^[*o][^=]/.test(line));
  if (chosen === undefined) return {synchronised: false, source: null, stratum: null, offsetMs: null, lastSync: null};
  const [source = '', , stratum, , , , , , offset] = words(chosen.slice(1));
  const peer = integer(stratum);
  const synchronised = !isOwnClock(source);
  return {
    synchronised,
    source,
    stratum: peer === null || !synchronised ? null : peer + 1,
    offsetMs: decimal(offset),
    lastSync: null,
  };
}

/** `ntpctl -s status`: `4/4 peers valid, clock synced, stratum 3`. */
export function ntpctlState(text: string): TimeState | null {
  if (!/clock (?:un)?synced/.test(text)) return null;
  const stratum = integer(/stratum (?<stratum>\d{1,2})/.exec(text)?.groups?.['stratum']);
  return {synchronised: !text.includes('clock unsynced'), source: null, stratum, offsetMs: null, lastSync: null};
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
