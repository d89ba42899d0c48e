import {numberIn, textIn, type RegistryTable} from '../../model/registry.ts';
import type {TimeServer} from './time-servers.ts';
import {told} from './windows-told.ts';

/** What w32tm tells; null: not told. */
export interface WindowsTimeState {
  readonly synchronised: boolean | null;
  readonly source: string | null;
  readonly stratum: number | null;
  readonly offsetMs: number | null;
  readonly sinceSyncSeconds: number | null;
}

/** Sources that are this computer's own clock: w32tm tells them in English everywhere. */
const ownClock = /^(?:Local CMOS Clock|Free-running System Clock)$/i;

const valueOf = (line: string | undefined): string =>
  /^[^:：]{0,200}[:：](?<value>.*)$/.exec(line ?? '')?.groups?.['value']?.trim() ?? '';

function leading(text: string): number | null {
  const digits = /^[-+]?\d{1,9}(?:[.,]\d{1,9})?/.exec(text)?.[0];
  return digits === undefined ? null : Number(digits.replace(',', '.'));
}

/**
 * Rows of `w32tm /query /status /verbose` by their position: labels and dates are in the language of that Windows. Leap, stratum,
 * precision, delay, dispersion, reference, date, source, poll; phase offset, clock rate, state, flags, role, error, seconds since
 * the last good synchronisation. null: it is no such answer.
 */
export function readTimeStatus(text: string): WindowsTimeState | null {
  const rows = text.split('\n').filter((line) => line.trim() !== '');
  const [leap, stratum] = [leading(valueOf(rows[0])), leading(valueOf(rows[1]))];
  if (rows.length < 9 || leap === null || stratum === null) return null;
  const source = valueOf(rows[7]).slice(0, 256);
  const [offset, since] = rows.length < 16 ? [null, null] : [leading(valueOf(rows[9])), leading(valueOf(rows[15]))];
  const followed = leap !== 3 && stratum >= 1 && stratum <= 15 && !ownClock.test(source) && source !== '';
  return {
    synchronised: followed,
    source: source === '' ? null : (source.split(',', 1)[0] ?? source),
    stratum,
    offsetMs: offset === null ? null : Math.round(offset * 1e6) / 1e3,
    sinceSyncSeconds: since,
  };
}

/** `time.example,0x9 10.0.0.3,0x1`; bit 4 of the flags (0x8: client, 0x1: own interval, 0x4: symmetric active). */
export function ntpServers(list: string): TimeServer[] {
  return list
    .split(/\s+/, 64)
    .filter((part) => part !== '')
    .map((part) => {
      const [host = '', flags = ''] = part.split(',', 2);
      const active = /^0x[0-9a-f]{1,8}$/i.test(flags) && (parseInt(flags, 16) & 0x4) !== 0;
      return {host: host.slice(0, 256), kind: active ? ('peer' as const) : ('server' as const), authenticated: false};
    });
}

const wordOf = (table: RegistryTable | null, path: string, name: string): string | null =>
  told(() => textIn(table?.below(path) ?? null, name)) ?? null;

const numberOf = (table: RegistryTable | null, path: string, name: string): number | null =>
  told(() => numberIn(table?.below(path) ?? null, name)) ?? null;

export interface WindowsTimeConfig {
  /** NoSync, NTP, NT5DS or AllSync; null: not told. */
  readonly type: string | null;
  readonly servers: readonly TimeServer[];
  /** Whether the client of NTP is switched on. */
  readonly client: boolean | null;
  /** Whether time is taken from the host of this virtual machine. */
  readonly fromHost: boolean;
}

/** The policy goes before what is set on the computer. A domain signs its time, which is the better source. */
export function timeConfig(own: RegistryTable | null, policy: RegistryTable | null): WindowsTimeConfig {
  const type = wordOf(policy, 'Parameters', 'Type') ?? wordOf(own, 'Parameters', 'Type');
  const list = wordOf(policy, 'Parameters', 'NtpServer') ?? wordOf(own, 'Parameters', 'NtpServer') ?? '';
  const provider = 'TimeProviders\\NtpClient';
  const enabled = numberOf(policy, provider, 'Enabled') ?? numberOf(own, provider, 'Enabled');
  const kind = type?.toUpperCase() ?? '';
  const domain: TimeServer[] = ['NT5DS', 'ALLSYNC'].includes(kind)
    ? [{host: 'domain hierarchy', kind: 'domain', authenticated: true}]
    : [];
  return {
    type,
    servers: [...domain, ...(['NTP', 'ALLSYNC'].includes(kind) ? ntpServers(list) : [])],
    client: enabled === null ? null : enabled !== 0,
    fromHost: numberOf(own, 'TimeProviders\\VMICTimeProvider', 'Enabled') === 1,
  };
}
