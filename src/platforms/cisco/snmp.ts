import type {DeviceSnmp} from '../../model/device/index.ts';
import {words} from './words.ts';

type Trap = DeviceSnmp['traps'][number];

const takesValue: ReadonlySet<string> = new Set(['vrf', 'use-vrf', 'filter-vrf', 'source-interface']);

/** `snmp-server host 192.0.2.9 [vrf V] [informs] [version 2c] COMMUNITY`; null when it tells no receiver. */
export function readTrap(line: string): Trap | null {
  const [, , address, ...rest] = words(line);
  if (address === undefined) return null;
  // Version 1 unless it says otherwise: Cisco IOS SNMP Command Reference, `snmp-server host`.
  let version: Trap['version'] = '1';
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (takesValue.has(word)) at += 1;
    if (word !== 'version') continue;
    const told = rest[at + 1];
    version = told === '1' || told === '2c' || told === '3' ? told : null;
    break;
  }
  return {address, version};
}
