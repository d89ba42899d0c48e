/** Names of ports in filters and applications: Junos routing policies guide, firewall filter match conditions. */
const named: Readonly<Record<string, number>> = {
  ftp: 21,
  'ftp-data': 20,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  tacacs: 49,
  'tacacs-ds': 65,
  domain: 53,
  dhcp: 67,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  finger: 79,
  http: 80,
  pop3: 110,
  ident: 113,
  ntp: 123,
  'netbios-ssn': 139,
  imap: 143,
  snmp: 161,
  snmptrap: 162,
  bgp: 179,
  ldap: 389,
  https: 443,
  syslog: 514,
  rip: 520,
  ldp: 646,
  radius: 1812,
  radacct: 1813,
  'netconf-ssh': 830,
};

function one(word: string): string | null {
  if (/^\d{1,5}$/.test(word)) return word;
  return Object.hasOwn(named, word) ? String(named[word]) : null;
}

/** `22`, `ssh`, `1024-65535`; null for a name that is not known. */
export function portRange(word: string): string | null {
  const single = one(word);
  if (single !== null) return single;
  const [from = '', to = ''] = /^(\w{1,20})-(\w{1,20})$/.exec(word)?.slice(1) ?? [];
  const ends = [one(from), one(to)];
  if (ends.includes(null)) return null;
  const range = ends.join('-');
  return range === '0-65535' || range === '1-65535' ? 'any' : range;
}

/** Whether a list of ports holds one. */
export function holds(ports: readonly string[], port: number): boolean {
  return ports.some((each) => {
    const [from = each, to = from] = each.split('-');
    return each === 'any' || (Number(from) <= port && port <= Number(to));
  });
}
