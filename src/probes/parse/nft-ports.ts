import {portRange} from './match-builder.ts';

/** Ports that nft before 0.9.1 prints by name (RHEL 8.0, Debian 10), of those that firewalls of hosts name. */
const namedPorts: ReadonlyMap<string, number> = new Map([
  ['ftp', 21],
  ['ssh', 22],
  ['telnet', 23],
  ['smtp', 25],
  ['domain', 53],
  ['bootps', 67],
  ['bootpc', 68],
  ['tftp', 69],
  ['http', 80],
  ['pop3', 110],
  ['sunrpc', 111],
  ['ntp', 123],
  ['netbios-ns', 137],
  ['netbios-dgm', 138],
  ['netbios-ssn', 139],
  ['imap2', 143],
  ['snmp', 161],
  ['snmp-trap', 162],
  ['ldap', 389],
  ['https', 443],
  ['microsoft-ds', 445],
  ['submission', 587],
  ['ldaps', 636],
  ['dhcpv6-client', 546],
  ['dhcpv6-server', 547],
  ['nfs', 2049],
  ['mysql', 3306],
  ['postgresql', 5432],
  ['mdns', 5353],
]);

/** A port or a range of them as nft prints it; null when it is neither, nor a name that is known. */
export function nftPorts(text: string): readonly [number, number] | null {
  const port = namedPorts.get(text);
  return port === undefined ? portRange(text) : [port, port];
}
