import type {Leave} from './leave.ts';
import type {PortTool} from './outside.ts';
import type {ParameterSettings} from './parameter-settings.ts';
import type {Bilingual} from './text.ts';

export const assetKinds = ['server', 'terminal', 'network-device', 'control-pc', 'controller'] as const;
export type AssetKind = (typeof assetKinds)[number];

/** Protocols by which a control system may be asked what it is. */
export const controlProtocols = ['bacnet', 'dnp3', 'enip', 'fins', 'melsec', 'modbus', 'opcua', 's7'] as const;
export type ControlProtocol = (typeof controlProtocols)[number];

export const exposures = ['internet', 'partner', 'office', 'isolated'] as const;
export type Exposure = (typeof exposures)[number];

/** The 14 kinds of water-utility system of guideline table 3-3, in the table's order. */
export const systemKinds = [
  'monitoring-control',
  'pump-operation',
  'water-distribution',
  'pipeline-information',
  'electronic-filing',
  'service-ledger',
  'facility-management',
  'design-estimation',
  'pipe-network-analysis',
  'metering-billing',
  'financial-accounting',
  'asset-management',
  'personnel',
  'document-management',
] as const;
export type SystemKind = (typeof systemKinds)[number];

/** Those that keep water flowing: the first group of the table. */
export const controlSystems: ReadonlySet<SystemKind> = new Set([
  'monitoring-control',
  'pump-operation',
  'water-distribution',
]);

/** Confidentiality, integrity and availability class of the data an asset handles: 1 low … 3 high. */
export interface DataClasses {
  readonly confidentiality: 1 | 2 | 3;
  readonly integrity: 1 | 2 | 3;
  readonly availability: 1 | 2 | 3;
}

/** How a vendor answered the request to scan its equipment. */
export interface Consent {
  readonly status: 'granted' | 'declined' | 'pending';
  readonly by: string | null;
  /** Last day the answer holds, `YYYY-MM-DD`, or null when open-ended. */
  readonly until: string | null;
  readonly document: string | null;
}

/** One way into an asset. Credentials and jump hosts are names, resolved at connect. */
export type Access =
  | {readonly via: 'local'; readonly credential: string | null}
  | {
      readonly via: 'ssh';
      readonly port: number;
      readonly credential: string;
      /** Names under `jumpHosts`, in the order they are passed. */
      readonly jump: readonly string[];
      /** Legacy algorithm names this asset alone may negotiate. */
      readonly legacy: readonly string[];
      /** Reference to the enable secret of a network device. */
      readonly enable: string | null;
    }
  | {readonly via: 'snmp'; readonly port: number; readonly credential: string}
  /** Looked at from outside, with no account there. */
  | {
      readonly via: 'nmap';
      /** TCP ports that are connected to, `22,80,8000-8100`; null: those of the zone's policy. */
      readonly ports: string | null;
      /** What connects to ports. */
      readonly tool: PortTool;
      /** Services at ports where they are not expected: `https/8443`. */
      readonly services: readonly string[];
    }
  | {readonly via: 'kit'};

/** Packages that an order names: a name pattern with `*`, and versions as `>= 1:9.2p1, < 1:10`. */
export interface OrderedVersion {
  readonly package: string;
  readonly constraint: string;
}

/** What was ordered: what delivered equipment is inspected against. A part is null when the inventory says nothing of it. */
export interface Ordered {
  readonly document: string | null;
  /** Day of delivery, `YYYY-MM-DD`. */
  readonly delivered: string | null;
  /** Patterns with `*` for the name of the OS, or its identifier and version. */
  readonly os: readonly string[] | null;
  /** Sorted by package. */
  readonly versions: readonly OrderedVersion[] | null;
  /** Login names that may exist beside those of the system. */
  readonly accounts: readonly string[] | null;
  readonly timeSources: readonly string[] | null;
  /** Product ids of `checks/data/antivirus.yaml`. */
  readonly antivirus: readonly string[] | null;
}

/** What stands on an asset by what its maker, vendor or keeper wrote, where it is not asked itself. */
export interface Installed {
  /** Operating system, as written: `Windows 10 IoT Enterprise LTSC 2021`. */
  readonly os: string | null;
  /** Version of the firmware of a device. */
  readonly firmware: string | null;
  /** Last day on which the maker mends it, `YYYY-MM-DD`. */
  readonly endOfSupport: string | null;
  /** Day on which all this was looked up, `YYYY-MM-DD`. */
  readonly asOf: string | null;
}

export interface Asset {
  readonly id: string;
  readonly kind: AssetKind;
  readonly zone: string;
  /** IP address or host name, as written. */
  readonly address: string;
  /** A platform id, or `auto`. */
  readonly platform: string;
  readonly access: readonly Access[];
  readonly name: string | null;
  readonly assetNo: string | null;
  readonly location: string | null;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly manager: string | null;
  readonly users: readonly string[];
  readonly system: SystemKind | null;
  readonly data: DataClasses | null;
  readonly exposure: Exposure | null;
  readonly loadGroup: string | null;
  readonly consent: Consent | null;
  /** Allowed listening services as `tcp/22`, `udp/161`; null when the inventory says nothing. */
  readonly services: {readonly allow: readonly string[]} | null;
  /** Name patterns with `*`; null when the inventory says nothing. */
  readonly software: {readonly allow: readonly string[]; readonly deny: readonly string[]} | null;
  readonly ordered: Ordered | null;
  readonly identity: {
    readonly serial: string | null;
    readonly machineId: string | null;
    readonly macs: readonly string[];
  } | null;
  readonly formerIds: readonly string[];
  /** Absent when the inventory says nothing. */
  readonly installed?: Installed;
  /** Leave to ask a control system what it is, by the protocols named; absent: it is not asked. */
  readonly controlProtocols?: Leave & {readonly read: readonly ControlProtocol[]};
  /** Parameters of checks that differ for this asset; absent when there are none. */
  readonly parameters?: ParameterSettings;
}

export interface Zone {
  readonly id: string;
  /** Name of a zone policy, see `plan/policies.ts`. */
  readonly policy: string;
  /** Daily scan window `HH:MM-HH:MM` in the site's time zone, across midnight too; null for any time. */
  readonly window: string | null;
  readonly manager: string | null;
  /** Ranges of addresses, `192.0.2.0/24`, in which hosts are looked for that the inventory lacks; absent: none. */
  readonly ranges?: readonly string[];
  /** Leave to try well-known communities and anonymous logins; absent: they are not tried. */
  readonly trials?: Leave;
  /** Parameters of checks that differ in this zone; absent when there are none. */
  readonly parameters?: ParameterSettings;
}

/** Id under which stands what concerns the site as a whole; no asset has it. */
export const siteId = 'site';

/** A domain in which the site has mail addresses. */
export interface MailDomain {
  readonly domain: string;
  /** Selectors under which keys for DKIM are published. */
  readonly selectors: readonly string[];
}

export interface Site {
  readonly name: string;
  /** IANA time zone. */
  readonly timezone: string;
  /** Sorted; absent: none is looked up. */
  readonly mailDomains?: readonly MailDomain[];
  /** Address of the DNS server that is asked for them; absent: that which the scanning machine asks. */
  readonly resolver?: string;
  /** Parameters of checks that differ for the whole site; absent when there are none. */
  readonly parameters?: ParameterSettings;
}

/** A reference to a secret: `env:NAME`, `file:PATH`, `agent:`, `command:…`. Never the secret. */
export type SecretReference = string;

export const snmpAuthProtocols = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
export const snmpPrivProtocols = ['des', 'aes128', 'aes192', 'aes256'] as const;

export type SnmpCredential =
  | {readonly version: '1' | '2c'; readonly community: SecretReference}
  | {
      readonly version: '3';
      readonly user: string;
      readonly auth: {readonly protocol: (typeof snmpAuthProtocols)[number]; readonly key: SecretReference} | null;
      readonly priv: {readonly protocol: (typeof snmpPrivProtocols)[number]; readonly key: SecretReference} | null;
    };

export interface Credential {
  readonly name: string;
  readonly user: string | null;
  readonly password: SecretReference | null;
  readonly key: SecretReference | null;
  readonly passphrase: SecretReference | null;
  /** True when keys come from the running SSH agent. */
  readonly agent: boolean;
  readonly sudo: 'none' | 'nopasswd' | 'password';
  /** `domain`: one refusal stops the credential everywhere; `local`: on that asset only. */
  readonly scope: 'domain' | 'local';
  /** null when the credential is not for SNMP. */
  readonly snmp: SnmpCredential | null;
}

export interface JumpHost {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly credential: string;
  readonly legacy: readonly string[];
}

/** A whole inventory, defaults and groups resolved. Assets are sorted by id. */
export interface Inventory {
  readonly site: Site;
  readonly zones: readonly Zone[];
  readonly credentials: readonly Credential[];
  readonly jumpHosts: readonly JumpHost[];
  readonly assets: readonly Asset[];
  /** sha256 of the canonical JSON of everything above. */
  readonly digest: string;
}

export interface SystemDescription {
  readonly kind: SystemKind;
  readonly number: number;
  readonly group: 'control' | 'technical' | 'office';
  readonly title: Bilingual;
}

/** A control PC, a controller, or another machine of a control system: what is done to it can stop a plant. */
export function isOfPlant({kind, system}: Pick<Asset, 'kind' | 'system'>): boolean {
  return kind === 'control-pc' || kind === 'controller' || (system !== null && controlSystems.has(system));
}
