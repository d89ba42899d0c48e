import {holdsStrangers} from './address-space.ts';
import {profileNames, type ProfileName} from './windows-firewall-profiles.ts';

export interface PortRange {
  /** null: any port. */
  readonly from: number | null;
  readonly to: number | null;
}

/** A rule about what comes in. MS-FASP 2.2.37 tells its grammar. */
export interface FirewallRule {
  readonly name: string;
  readonly action: 'allow' | 'block';
  readonly profiles: readonly ProfileName[];
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `any`, or a number. */
  readonly protocol: string;
  readonly ports: readonly PortRange[];
  /** Sources by family; null: any. Empty: none of that family. */
  readonly sources: {readonly ip: readonly string[] | null; readonly ip6: readonly string[] | null};
  /** It is for one program or service. */
  readonly program: boolean;
  /** It holds for a part of what it names alone: by users, packages or IPsec; one that blocks, by interfaces and other ports, too. */
  readonly narrowed: boolean;
}

/** Say nothing of who or what is let in. */
const silent = /^(?:Name|Desc|EmbedCtxt|Edge|Defer|LSM|Platform2?|SkipVer|Active|Dir|Action|Profile|Protocol|NNm)$/;
/** Conditions that anybody meets who can reach the computer: its own addresses and interfaces, and the port that he sends from. */
const met = /^(?:LA4|LA6|RPort(?:2_10)?|IF|IFType)$/i;
/** Conditions on users, computers, packages and the like. MS-GPFAS 2.2.2.19 tells their names. */
const limiting =
  /^(?:ICMP[46]|LUAuth(?:2_24)?|RUAuth(?:2_24)?|RMauth|LUOwn|AppPkgId|PFN|TTK(?:2_\d{2})?|Security2?(?:_9)?|SecurityRealmId|LOM|AuthByPassOut|PCross|CompId)$/i;
const known = /^(?:App|Svc|LPort(?:2_\d{2})?|RA4|RA6|RA42|RA62)$/;

const protocols: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
  '256': 'any',
};

/** Keywords in place of a port: the endpoint mapper and IP-HTTPS have fixed ones, RPC and others take any that is free. */
const portWords: Readonly<Record<string, number>> = {'rpc-epmap': 135, iphttpsin: 443, iphttpsout: 443};

type Pair = readonly [key: string, value: string];

function pairsOf(text: string): readonly Pair[] | null {
  const [version = '', ...parts] = text.split('|');
  if (!/^v\d{1,3}\.\d{1,3}$/i.test(version) || parts.length > 500) return null;
  return parts
    .filter((part) => part !== '')
    .map((part): Pair => {
      const at = part.indexOf('=');
      return [part.slice(0, Math.max(at, 0)), part.slice(at + 1)];
    });
}

const isKnown = ([key]: Pair): boolean => [silent, met, limiting, known].some((names) => names.test(key));

/** null: a port that is taken when it is needed. undefined: not understood. */
function portOf(value: string): PortRange | null | undefined {
  const range = /^(?<from>\d{1,5})(?:-(?<to>\d{1,5}))?$/.exec(value)?.groups;
  if (range !== undefined) {
    const from = Number(range['from']);
    const to = range['to'] === undefined ? from : Number(range['to']);
    return from <= 1 && to === 65_535 ? {from: null, to: null} : {from, to};
  }
  if (!/^[A-Za-z][\w-]{0,40}$/.test(value)) return undefined;
  const port = portWords[value.toLowerCase()];
  return port === undefined ? null : {from: port, to: port};
}

const profileWords: Readonly<Record<string, ProfileName>> = {domain: 'domain', private: 'private', public: 'public'};

function profilesOf(values: readonly string[]): readonly ProfileName[] | null {
  if (values.length === 0) return profileNames;
  const found = values.map((value) => profileWords[value.toLowerCase()]);
  return found.includes(undefined) ? null : found.filter((each): each is ProfileName => each !== undefined);
}

const everywhere = /^(?:\*|any|0\.0\.0\.0(?:\/0(?:\.0\.0\.0)?|-255\.255\.255\.255)|::(?:\/0|-ffff(?::ffff){7}))$/i;

const limitedTo = (addresses: readonly string[]): readonly string[] | null =>
  addresses.some((address) => everywhere.test(address)) || holdsStrangers(addresses) ? null : addresses;

function sourcesOf(values: (key: string) => readonly string[]): FirewallRule['sources'] {
  const ip = [...values('RA4'), ...values('RA42')];
  const ip6 = [...values('RA6'), ...values('RA62')];
  return ip.length + ip6.length === 0 ? {ip: null, ip6: null} : {ip: limitedTo(ip), ip6: limitedTo(ip6)};
}

/**
 * Reads the value of one rule. null: it is off, or about what goes out. undefined: not understood, as a whole.
 */
export function readFirewallRule(text: string): FirewallRule | null | undefined {
  const pairs = pairsOf(text);
  if (pairs === null) return undefined;
  const values = (key: string): string[] => pairs.flatMap(([name, value]) => (name === key ? [value] : []));
  const one = (key: string): string => (values(key)[0] ?? '').toLowerCase();
  if (one('Active') === 'false' || one('Dir') === 'out') return null;
  if (!pairs.every(isKnown)) return undefined;
  const action = one('Action');
  const profiles = profilesOf(values('Profile'));
  const told = pairs.flatMap(([key, value]) => (/^LPort/.test(key) ? [portOf(value)] : []));
  if ((action !== 'allow' && action !== 'block') || one('Active') !== 'true' || one('Dir') !== 'in') return undefined;
  if (profiles === null || told.includes(undefined)) return undefined;
  const ports = told.filter((port): port is PortRange => port !== null && port !== undefined);
  const protocol = one('Protocol') || '256';
  const any = told.length === 0;
  return {
    name: values('Name')[0] ?? '',
    ...{action, profiles},
    protocol: protocols[protocol] ?? protocol,
    ports: any ? [{from: null, to: null}] : ports,
    sources: sourcesOf(values),
    program: values('App').length + values('Svc').filter((service) => service !== '*').length > 0,
    narrowed: pairs.some(([key]) => limiting.test(key) || (action === 'block' && met.test(key))),
  };
}
