/** What an XML report of nmap (`-oX`) tells. Texts are as they stand there: names, versions and outputs come from devices. */

export type NmapTransport = 'tcp' | 'udp' | 'sctp' | 'ip';

export const portStates = [
  'open',
  'closed',
  'filtered',
  'unfiltered',
  'open|filtered',
  'closed|filtered',
  'unknown',
] as const;
export type PortState = (typeof portStates)[number];

export interface NmapAddress {
  readonly type: 'ipv4' | 'ipv6' | 'mac';
  readonly address: string;
  /** Whom the first half of a MAC address is given to. */
  readonly vendor: string | null;
}

export interface NmapHostname {
  readonly name: string;
  /** As it was given on the command line, or as the address is called in DNS. */
  readonly type: 'user' | 'PTR' | null;
}

export interface NmapService {
  readonly name: string | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly extrainfo: string | null;
  /** `ssl`: the service was spoken to under TLS. */
  readonly tunnel: string | null;
  /** `table`: the name is a guess by the port number alone. */
  readonly method: 'table' | 'probed' | null;
  /** 0 to 10. */
  readonly confidence: number | null;
  /** `cpe:/a:openbsd:openssh:9.2p1` */
  readonly cpe: readonly string[];
}

/** One text of the structured result of a script. */
export interface NmapScriptValue {
  /** Keys of the tables it stands in and its own; where there is none, the place among its neighbours, from 0. */
  readonly path: readonly string[];
  readonly text: string;
}

export interface NmapScript {
  readonly id: string;
  readonly output: string;
  readonly values: readonly NmapScriptValue[];
}

export interface NmapPort {
  /** null: not told. */
  readonly transport: NmapTransport | null;
  readonly port: number;
  readonly state: PortState;
  /** `syn-ack`, `conn-refused`, `no-response`, … */
  readonly reason: string | null;
  readonly service: NmapService | null;
  readonly scripts: readonly NmapScript[];
}

/** Ports that are not listed one by one, as all of them are in one state. */
export interface NmapExtraPorts {
  readonly state: PortState;
  readonly count: number;
  readonly reasons: readonly {
    readonly reason: string;
    readonly count: number;
    readonly transport: NmapTransport | null;
    /** Which ports, `1-21,23`; null: not told, as by nmap 7.91 and older. */
    readonly ports: string | null;
  }[];
}

export interface NmapOsMatch {
  readonly name: string;
  /** Per cent. */
  readonly accuracy: number | null;
  readonly cpe: readonly string[];
}

export interface NmapHost {
  readonly addresses: readonly NmapAddress[];
  readonly hostnames: readonly NmapHostname[];
  readonly status: 'up' | 'down' | 'unknown' | 'skipped';
  /** Why it is held to be so: `arp-response`; `user-set`: it was not looked at. */
  readonly reason: string | null;
  /** nmap gave up on it: nothing is known of its ports. */
  readonly timedOut: boolean;
  readonly ports: readonly NmapPort[];
  readonly extraPorts: readonly NmapExtraPorts[];
  readonly os: readonly NmapOsMatch[];
  readonly hostScripts: readonly NmapScript[];
  /** UTC ISO 8601. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Parts of it that make no sense and were left out: an address that is none, a port without its number. */
  readonly unread: number;
}

/** Ports of every host that were looked at in one way. */
export interface NmapScanInfo {
  /** `connect`, `syn`, `udp`, … */
  readonly type: string;
  readonly transport: NmapTransport | null;
  /** `1,3-4,8080`; null: not told. */
  readonly ports: string | null;
}

export interface NmapScan {
  /** `nmap`; other programs write the form, too. */
  readonly scanner: string;
  readonly version: string | null;
  /** Command line. */
  readonly args: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** How nmap says that it ended; null: it does not say, as it was stopped. */
  readonly finished: 'success' | 'error' | null;
  readonly errorMessage: string | null;
  readonly scans: readonly NmapScanInfo[];
  /** Hosts as nmap counted them: those that are down need not be in the report. */
  readonly counts: {readonly up: number; readonly down: number; readonly total: number} | null;
  /** Hosts that were read. */
  readonly hosts: number;
  /** The report breaks off: hosts are missing, and the one it breaks off in was left out. */
  readonly cut: boolean;
}
