import {isIP} from 'node:net';
import {TransportError} from '../connection.ts';

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
/**
 * The last label begins with a letter: nmap takes `10.0.0.1-20` for twenty addresses, and a resolver `0x7f.1` for one. No
 * blank, comma, slash or asterisk, which nmap understands, and no dash in front.
 */
const hostName = new RegExp(`^(?:${label}\\.){0,126}[a-z](?:[a-z0-9_-]{0,61}[a-z0-9_])?$`, 'i');

/** How nmap is told of one host, and of no more than one. @throws TransportError for what is no address and no host name */
export function targetOf(address: string): {readonly options: readonly string[]; readonly target: string} {
  const family = isIP(address);
  if (family === 6) return {options: ['-6'], target: address};
  if (family === 4 || (address.length <= 253 && hostName.test(address))) return {options: [], target: address};
  throw new TransportError('unsupported', 'neither an IP address nor a host name that nmap may be given');
}
