import {at, entries, has, leaf, names, type WordTree} from '../config/word-tree.ts';
import {gathered, resolver} from '../text/groups.ts';
import {portRange} from './ports.ts';

export interface Service {
  readonly protocol: string;
  readonly sourcePorts: readonly string[];
  readonly destinationPorts: readonly string[];
}

/** Applications that the system knows by itself: `show configuration groups junos-defaults applications`. */
const predefined: Readonly<Record<string, string>> = {
  'junos-ftp': 'tcp/21',
  'junos-tftp': 'udp/69',
  'junos-ssh': 'tcp/22',
  'junos-telnet': 'tcp/23',
  'junos-smtp': 'tcp/25',
  'junos-smtps': 'tcp/465',
  'junos-dns-udp': 'udp/53',
  'junos-dns-tcp': 'tcp/53',
  'junos-http': 'tcp/80',
  'junos-https': 'tcp/443',
  'junos-pop3': 'tcp/110',
  'junos-imap': 'tcp/143',
  'junos-imaps': 'tcp/993',
  'junos-ntp': 'udp/123',
  'junos-syslog': 'udp/514',
  'junos-snmp-get': 'udp/161',
  'junos-ldap': 'tcp/389',
  'junos-radius': 'udp/1812',
  'junos-radacct': 'udp/1813',
  'junos-tacacs': 'tcp/49',
  'junos-bgp': 'tcp/179',
  'junos-ike': 'udp/500',
  'junos-ike-nat': 'udp/4500',
  'junos-finger': 'tcp/79',
  'junos-printer': 'tcp/515',
  'junos-smb-session': 'tcp/445',
  'junos-netbios-session': 'tcp/139',
  'junos-rlogin': 'tcp/513',
  'junos-tcp-any': 'tcp/any',
  'junos-udp-any': 'udp/any',
  'junos-icmp-all': 'icmp/any',
  'junos-icmp-ping': 'icmp/any',
  'junos-ping': 'icmp/any',
  'junos-gre': '47/any',
  'junos-ospf': '89/any',
};

const anyPorts: Service = {protocol: 'ip', sourcePorts: ['any'], destinationPorts: ['any']};

function built(name: string): Service | null {
  const [protocol, port] = Object.hasOwn(predefined, name) ? (predefined[name] ?? '').split('/') : [];
  return protocol === undefined || port === undefined ? null : {...anyPorts, protocol, destinationPorts: [port]};
}

/** What narrows an application in ways that ports do not tell, or only names it. */
const harmless = new Set([
  'protocol',
  'destination-port',
  'source-port',
  'description',
  'inactivity-timeout',
  'alg',
  'application-protocol',
  'icmp-type',
  'icmp-code',
  'icmp6-type',
  'icmp6-code',
]);

function termOf(node: WordTree): Service | null {
  if ([...node.keys()].some((word) => !harmless.has(word))) return null;
  const protocol = leaf(node, 'protocol');
  const [from, to] = ['source-port', 'destination-port'].map((key) => {
    const word = leaf(node, key);
    return word === null ? 'any' : portRange(word);
  });
  if (protocol === null || from === undefined || from === null || to === undefined || to === null) return null;
  return {protocol: protocol === 'icmp6' ? 'icmp' : protocol, sourcePorts: [from], destinationPorts: [to]};
}

function applicationOf(node: WordTree): readonly Service[] | null {
  const terms = entries(node, 'term').map(([, term]) => termOf(term));
  if (terms.length === 0) {
    const only = termOf(node);
    return only === null ? null : [only];
  }
  const told = terms.filter((term) => term !== null);
  return told.length === terms.length ? told : null;
}

/** Applications and sets of them by name; null where they are not understood. */
export function applicationsOf(tree: WordTree): (name: string) => readonly Service[] | null {
  return resolver<Service>((name, inner) => {
    if (name === 'any') return [anyPorts];
    const members = names(tree, 'applications', 'application-set', name, 'application');
    const sets = names(tree, 'applications', 'application-set', name, 'application-set');
    if (members.length + sets.length > 0) return gathered([...members, ...sets], inner);
    const own = at(tree, 'applications', 'application', name);
    if (own !== null) return applicationOf(own);
    const known = has(tree, 'applications', 'application-set', name) ? null : built(name);
    return known === null ? null : [known];
  });
}
