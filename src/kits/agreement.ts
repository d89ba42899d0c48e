import ipaddr from 'ipaddr.js';
import type {Asset} from '../model/asset.ts';
import type {HostIdentity} from '../model/kit.ts';

const plain = (serial: string): string => serial.normalize('NFKC').trim().toUpperCase();

type Sign = 'machine-id' | 'serial' | 'mac';

/** How what the inventory holds of a machine agrees with what the machine says of itself. */
export interface Agreement {
  readonly same: readonly Sign[];
  readonly other: readonly Sign[];
}

export function agreement({identity, serial}: Asset, host: HostIdentity): Agreement {
  const machineId = identity?.machineId?.toLowerCase().replaceAll('-', '') ?? null;
  const told = host.serials.map(plain);
  const macs = (identity?.macs ?? []).map((mac) => mac.toLowerCase().replaceAll('-', ':'));
  const serials = [identity?.serial, serial].flatMap((each) => (each == null ? [] : [plain(each)]));
  const signs: (readonly [Sign, boolean | null])[] = [
    ['machine-id', machineId === null || host.machineId === null ? null : machineId === host.machineId],
    ['serial', serials.length === 0 || told.length === 0 ? null : serials.some((each) => told.includes(each))],
    ['mac', macs.length === 0 || host.macs.length === 0 ? null : macs.some((mac) => host.macs.includes(mac))],
  ];
  const which = (wanted: boolean): Sign[] => signs.flatMap(([sign, same]) => (same === wanted ? [sign] : []));
  return {same: which(true), other: which(false)};
}

const short = (name: string): string => name.split('.')[0] ?? name;

/** Whether two names may be of one machine: one of them may lack its domain. */
function sameName(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || (short(a) === short(b) && (!a.includes('.') || !b.includes('.')));
}

function addressOf(text: string): string {
  return ipaddr.isValid(text) ? ipaddr.parse(text).toString() : text;
}

const isName = (text: string): boolean => !ipaddr.isValid(text);

/** By what the inventory would find the machine; null: neither. */
export function reached({id, address, name}: Asset, host: HostIdentity): 'address' | 'name' | null {
  if (host.addresses.includes(addressOf(address))) return 'address';
  const {hostname} = host;
  const names = [id, name ?? '', address].filter((each) => each !== '' && isName(each));
  return hostname !== null && names.some((each) => sameName(each, hostname)) ? 'name' : null;
}
