import ipaddr from 'ipaddr.js';

/**
 * Does `*` in the pattern stand for the rest? Without regard to case. Each part between stars is looked for
 * once, from left to right, so that hostile text cannot make it slow.
 */
export function glob(text: string, pattern: string): boolean {
  const whole = text.toLowerCase();
  const [first = '', ...parts] = pattern.toLowerCase().split('*');
  const last = parts.pop();
  if (last === undefined) return whole === first;
  if (!whole.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.length - last.length >= at && whole.endsWith(last);
}

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
