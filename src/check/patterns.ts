import ipaddr from 'ipaddr.js';

export {globs} from '../model/globs.ts';

const service = /^(?<protocol>tcp|udp)\/(?<from>\d{1,5})(?:-(?<to>\d{1,5}))?$/;

/** Is a port among `tcp/22`, `udp/5000-5010`? An entry written in any other way allows nothing. */
export function serviceAllowed(protocol: string, port: number, entry: string): boolean {
  const groups = service.exec(entry)?.groups;
  if (groups?.['protocol'] !== protocol.toLowerCase()) return false;
  const from = Number(groups['from']);
  return port >= from && port <= Number(groups['to'] ?? from);
}

/** @throws Error when either is not what it should be. IPv4 inside IPv6 is unwrapped; an interface name after % is dropped. */
export function inCidr(address: string, cidr: string): boolean {
  const ip = ipaddr.process(address.replace(/%.*$/, ''));
  const [network, bits] = ipaddr.parseCIDR(cidr);
  if (ip.kind() !== network.kind()) return false;
  return ip.match(network, bits);
}
