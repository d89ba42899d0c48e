/** Names of ports as IOS, NX-OS and ASA write them; the same name never means two numbers. */
const portNames: Readonly<Record<string, number>> = {
  ...{aol: 5190, bgp: 179, biff: 512, bootpc: 68, bootps: 67, chargen: 19, cifs: 3020, 'citrix-ica': 1494, cmd: 514},
  ...{ctiqbe: 2748, daytime: 13, discard: 9, dnsix: 195, domain: 53, drip: 3949, echo: 7, exec: 512, finger: 79},
  ...{ftp: 21, 'ftp-data': 20, gopher: 70, h323: 1720, hostname: 101, http: 80, https: 443, ident: 113, imap4: 143},
  ...{irc: 194, isakmp: 500, klogin: 543, kshell: 544, ldap: 389, ldaps: 636, login: 513, lotusnotes: 1352, lpd: 515},
  ...{'mobile-ip': 434, msrpc: 135, nameserver: 42, 'netbios-dgm': 138, 'netbios-ns': 137, 'netbios-ss': 139},
  ...{'netbios-ssn': 139, nfs: 2049, nntp: 119, 'non500-isakmp': 4500, ntp: 123, 'onep-plain': 15001},
  ...{'onep-tls': 15002, 'pcanywhere-data': 5631, 'pcanywhere-status': 5632, 'pim-auto-rp': 496, pop2: 109, pop3: 110},
  ...{pptp: 1723, radius: 1645, 'radius-acct': 1646, rip: 520, ripv6: 521, rsh: 514, rtsp: 554, 'secureid-udp': 5510},
  ...{sip: 5060, smtp: 25, snmp: 161, snmptrap: 162, ssh: 22, sunrpc: 111, syslog: 514, tacacs: 49},
  ...{'tacacs-ds': 49, talk: 517, telnet: 23, tftp: 69, time: 37, uucp: 540, vxlan: 4789, who: 513, whois: 43},
  ...{www: 80, xdmcp: 177},
};

/** A port by number or name; null when it is neither. */
export function readPort(word: string, more: Readonly<Record<string, number>> = {}): number | null {
  if (/^\d{1,5}$/.test(word)) return Number(word) <= 65_535 ? Number(word) : null;
  const name = word.toLowerCase();
  if (Object.hasOwn(more, name)) return more[name] ?? null;
  return Object.hasOwn(portNames, name) ? (portNames[name] ?? null) : null;
}

const protocols: ReadonlySet<string> = new Set(
  'ip tcp udp icmp icmp6 igmp ah esp gre ospf eigrp igrp pim ipinip nos pcp vrrp sctp snp ipsec pptp'.split(' '),
);
/** Other words and numbers (IANA) for the same protocols. */
const protocolAliases: Readonly<Record<string, string>> = {
  ...{ahp: 'ah', ipv4: 'ip', ipv6: 'ip', 'ipv6-icmp': 'icmp6', icmpv6: 'icmp6', icmp6: 'icmp6'},
  ...{'1': 'icmp', '2': 'igmp', '6': 'tcp', '17': 'udp', '47': 'gre', '50': 'esp', '51': 'ah', '58': 'icmp6'},
  ...{'88': 'eigrp', '89': 'ospf', '103': 'pim', '112': 'vrrp', '132': 'sctp'},
};

/** A protocol as `AclEntry` names it; null for a word that names none. */
export function readProtocol(word: string): string | null {
  const name = word.toLowerCase();
  if (Object.hasOwn(protocolAliases, name)) return protocolAliases[name] ?? null;
  if (protocols.has(name)) return name;
  return /^\d{1,3}$/.test(name) && Number(name) <= 255 ? name : null;
}

const icmpMessages: ReadonlySet<string> = new Set(
  [
    'administratively-prohibited alternate-address beyond-scope conversion-error destination-unreachable',
    'dod-host-prohibited dod-net-prohibited echo echo-reply echo-request general-parameter-problem header hop-limit',
    'host-isolated host-precedence-unreachable host-redirect host-tos-redirect host-tos-unreachable host-unknown',
    'host-unreachable information-reply information-request mask-reply mask-request membership-query',
    'membership-reduction membership-report mld-query mld-reduction mld-report mldv2 mobile-redirect nd-na nd-ns',
    'neighbor-advertisement neighbor-redirect neighbor-solicitation net-redirect net-tos-redirect net-tos-unreachable',
    'net-unreachable network-unknown next-header no-admin no-room-for-option no-route option-missing packet-too-big',
    'parameter-option parameter-problem port-unreachable precedence-unreachable protocol-unreachable reassembly-timeout',
    'redirect router-advertisement router-renumbering router-solicitation source-quench source-route-failed',
    'time-exceeded timestamp-reply timestamp-request traceroute ttl-exceeded unreachable',
  ]
    .join(' ')
    .split(' '),
);

export function isIcmpMessage(word: string): boolean {
  return icmpMessages.has(word.toLowerCase());
}
