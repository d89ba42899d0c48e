import ipaddr from 'ipaddr.js';
import {readPorts} from '../port-list.ts';
import {portStates, type NmapAddress, type NmapTransport, type PortState} from './types.ts';

const transports: readonly NmapTransport[] = ['tcp', 'udp', 'sctp', 'ip'];

/** The word of a list that a text is; null for another, and for none. */
function oneOf<T extends string>(words: readonly T[], text: string | null): T | null {
  return words.find((word) => word === text) ?? null;
}

export const transportOf = (text: string | null): NmapTransport | null => oneOf(transports, text);
export const portStateOf = (text: string | null): PortState | null => oneOf(portStates, text);
export const statusOf = (text: string | null) => oneOf(['up', 'down', 'unknown', 'skipped'], text);
export const methodOf = (text: string | null) => oneOf(['table', 'probed'], text);
export const hostnameTypeOf = (text: string | null) => oneOf(['user', 'PTR'], text);

/** null: no number from 0 to `most`. */
export function countOf(text: string | null, most = 1e9): number | null {
  return text !== null && /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

/** Seconds since 1970 as UTC ISO 8601. */
export function timeOf(text: string | null): string | null {
  return text !== null && /^\d{1,11}$/.test(text) ? new Date(Number(text) * 1000).toISOString() : null;
}

/** A list of ports as nmap writes it; null where it is none. */
export function portListOf(text: string | null): string | null {
  return text !== null && text !== '' && readPorts(text) !== null ? text : null;
}

/** nmap's DTD takes an address without a type for one of IPv4. null: no such address. */
export function addressOf(type: string | null, text: string | null, vendor: string | null): NmapAddress | null {
  const address = text ?? '';
  switch (type ?? 'ipv4') {
    case 'ipv4':
      return ipaddr.IPv4.isValidFourPartDecimal(address) ? {type: 'ipv4', address, vendor} : null;
    case 'ipv6':
      return ipaddr.IPv6.isValid(address) ? {type: 'ipv6', address, vendor} : null;
    case 'mac':
      return /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(address) ? {type: 'mac', address, vendor} : null;
    default:
      return null;
  }
}
