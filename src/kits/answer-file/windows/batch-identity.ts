import {cimList, cimText, cimTime} from '../../../model/cim.ts';
import type {HostIdentity} from '../../../model/kit.ts';
import {numberIn, textIn, type RegistryTable} from '../../../model/registry.ts';
import {readRegistry} from '../../../model/registry-text.ts';
import {hostOf} from '../head.ts';
import {instancesIn} from './batch-cim.ts';
import {decodeOutput} from './decode.ts';
import type {Run} from './frames.ts';

/** What stands in the frame of a slot of the identity; null: it is missing, or its program failed. */
type Output = (slot: string) => string | null;

export function outputsOf(runs: ReadonlyMap<string, Run>, codepage: number): Output {
  return (slot) => {
    const run = runs.get(`${slot} 0`);
    return run?.exit === 0 ? decodeOutput(run.body, codepage).text : null;
  };
}

const keys = {
  i0: 'HKLM\\SOFTWARE\\Microsoft\\Cryptography',
  i1: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters',
  i5: 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation',
  i6: 'HKEY_CURRENT_USER\\Control Panel\\International',
} as const;

const keyIn = (output: Output, slot: keyof typeof keys): RegistryTable['root'] | null =>
  readRegistry(output(slot) ?? '', keys[slot])?.root ?? null;

/** Which machine it is. `computer`: its name by the environment. */
export function batchHost(output: Output, computer: string): HostIdentity {
  const adapters = instancesIn(output('i3') ?? '') ?? [];
  const told: Readonly<Record<string, readonly (string | null)[]>> = {
    hostname: [textIn(keyIn(output, 'i1'), 'Hostname') ?? computer],
    'machine-id': [textIn(keyIn(output, 'i0'), 'MachineGuid')?.toLowerCase().replaceAll('-', '') ?? null],
    serial: (instancesIn(output('i2') ?? '') ?? []).map((bios) => cimText(bios, 'SerialNumber')),
    mac: adapters.map((adapter) => cimText(adapter, 'MACAddress')?.toLowerCase() ?? null),
    address: adapters.flatMap((adapter) => cimList(adapter, 'IPAddress')),
  };
  return hostOf((name) => (told[name] ?? []).filter((value) => value !== null));
}

/** Numbers of a date by the order that the settings of the user tell: `yyyy/MM/dd`, `M/d/yyyy`. */
function dateOf(text: string, order: string): readonly number[] | null {
  const parts = [...order.matchAll(/y+|M+|d+/g)].map(([part]) => part.charAt(0));
  const numbers = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const of = (part: string): number => numbers[parts.indexOf(part)] ?? NaN;
  const [year, month, day] = [of('y'), of('M'), of('d')];
  if (parts.length !== 3 || !(year >= 2000 && year < 3000)) return null;
  return [year, month, day];
}

/** A local time as cmd.exe writes it, ` 9:05:07.12` behind a date, UTC ISO 8601; null: it cannot be told. */
export function localTime(text: string, output: Output): string | null {
  const found = /^(?<date>[^:]{1,60}?) +(?<hour>\d{1,2})\D(?<minute>\d\d)(?:\D(?<second>\d\d)(?:\D\d\d)?)?$/.exec(
    text.trim(),
  )?.groups;
  const bias = numberIn(keyIn(output, 'i5'), 'ActiveTimeBias');
  const date = dateOf(found?.['date'] ?? '', textIn(keyIn(output, 'i6'), 'sShortDate') ?? '');
  if (found === undefined || bias === null || date === null) return null;
  const [year = NaN, month = NaN, day = NaN] = date;
  const [hour, minute, second] = [Number(found['hour']), Number(found['minute']), Number(found['second'] ?? 0)];
  // Minutes from local time to UTC, as a signed number of 32 bits.
  const at = Date.UTC(year, month - 1, day, hour, minute + (bias | 0), second);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** When the kit was started: by CIM, else by what cmd.exe showed; null: neither tells. */
export function startOf(local: string, output: Output): string | null {
  const [system] = instancesIn(output('i4') ?? '') ?? [];
  const byCim = system === undefined ? null : cimTime(system, 'LocalDateTime');
  return byCim ?? localTime(local, output);
}
