import type {Advisories} from './advisory.ts';
import type {SystemDescription, SystemKind} from './asset.ts';
import type {ZonePolicy} from './plan.ts';
import type {Bilingual} from './text.ts';

/** A document facts were taken from; `date`, `YYYY-MM-DD`: its own date, or the day it was read. */
export interface DataSource {
  readonly title: string;
  readonly url: string;
  readonly date: string;
}

/** End of support of one release; dates are the last supported day, `YYYY-MM-DD`. */
export interface LifecycleCycle {
  readonly cycle: string;
  readonly standard: string;
  /** Support beyond it by the maker; `paid`: only with a contract of its own. */
  readonly extended: {readonly until: string; readonly paid: boolean} | null;
  readonly source: string;
}

export interface LifecycleProduct {
  readonly id: string;
  readonly name: Bilingual;
  /** ID of os-release(5). */
  readonly osId: string;
  /** Beginning of PRETTY_NAME, where the ID alone is ambiguous. */
  readonly namePrefix: string | null;
  /** How many numbers of VERSION_ID name the cycle: 1 for `9.6` → `9`, 2 for `3.20.7` → `3.20`. */
  readonly versionParts: number;
  readonly policy: string;
  /** Names at endoflife.date, and what its extended support is here; null: dates are not imported. */
  readonly endoflife: {readonly names: readonly string[]; readonly extended: 'free' | 'paid' | null} | null;
  readonly cycles: readonly LifecycleCycle[];
}

export const windowsEditions = ['home-pro', 'enterprise', 'ltsc', 'iot-ltsc'] as const;
/** Families of editions with dates of their own. `enterprise`: Education and IoT Enterprise of the general channel, too. */
export type WindowsEdition = (typeof windowsEditions)[number];

/** One release of Windows; dates are the last supported day, `YYYY-MM-DD`. */
export interface WindowsRelease {
  /** As the machine tells it: `10.0.19045`. */
  readonly version: string;
  /** How the release is written; the first is shown. */
  readonly labels: readonly string[];
  /** Editions that the dates are of; empty: all of the family. */
  readonly editions: readonly WindowsEdition[];
  readonly standard: string;
  /** Security updates beyond it, free of charge. */
  readonly extended: string | null;
  /** Security updates that need a contract of their own. */
  readonly paid: string | null;
  readonly source: string;
}

export interface WindowsFamily {
  readonly id: string;
  readonly name: string;
  /** How people write it: lower case, without the maker. */
  readonly names: readonly string[];
  readonly role: 'workstation' | 'server';
  readonly releases: readonly WindowsRelease[];
}

/** An update that made a build what it is. */
export interface WindowsRevision {
  readonly revision: number;
  readonly kb: string;
  /** Day of its publication, `YYYY-MM-DD`. */
  readonly released: string;
  readonly source: string;
}

/** Updates of one build, the oldest first; not all there were. */
export interface WindowsBuild {
  readonly build: number;
  /** null: clients and servers have the same. */
  readonly role: 'workstation' | 'server' | null;
  readonly revisions: readonly WindowsRevision[];
}

export const windowsProductKinds = [
  'remote-control',
  'supervision',
  'engineering',
  'runtime',
  'office',
  'database',
] as const;

/** Last supported day, `YYYY-MM-DD`; `open`: supported on and on, without an end of its own. */
export type SupportEnd = string;

/** A program that is known by the name under which Windows lists it. */
export interface WindowsProduct {
  readonly id: string;
  readonly kind: (typeof windowsProductKinds)[number];
  /** Versions of one thing: `java`; null: it stands alone. */
  readonly family: string | null;
  readonly maker: string;
  readonly title: string;
  /** In lower case, `*` stands for anything. */
  readonly names: readonly string[];
  /** Only versions older than this one; null: any. */
  readonly below: string | null;
  /** Null: not known. */
  readonly until: SupportEnd | null;
  readonly source: string;
}

/** End of support of versions of the .NET Framework. */
export interface FrameworkSupport {
  readonly versions: readonly string[];
  readonly until: SupportEnd;
  readonly source: string;
}

/** Names that mean one maker. */
export interface VendorName {
  readonly id: string;
  readonly names: readonly string[];
  readonly source: string;
}

export const cryptoClasses = ['recommended', 'acceptable', 'deprecated', 'forbidden'] as const;
export type CryptoClass = (typeof cryptoClasses)[number];

export const cryptoKinds = [
  'kex',
  'cipher',
  'mac',
  'hostKey',
  'tlsVersion',
  'tlsSuite',
  'tlsGroup',
  'certificateKey',
  'signature',
  'passwordHash',
] as const;
export type CryptoKind = (typeof cryptoKinds)[number];

export interface CryptoAlgorithm {
  /** `*` stands for anything. */
  readonly name: string;
  /** Least length that the class is meant for; null: it does not depend on one. */
  readonly bits: number | null;
  /** Beginning of a stored hash, as `$6$`; null for other algorithms and for hashes without one. */
  readonly prefix: string | null;
  readonly class: CryptoClass;
  /** Ids of the sources the class rests on. */
  readonly sources: readonly string[];
  readonly why: Bilingual;
}

/** How to recognise one anti-malware product on Linux. Lists may be empty: only what a source attests is named. */
export interface AntivirusProduct {
  readonly id: string;
  /** Maker, the same for all its products: what counts as one vendor. */
  readonly vendor: string;
  /** `management`: an agent of the maker that protects nothing by itself. */
  readonly role: 'protection' | 'management';
  readonly name: Bilingual;
  /** Names of deb or rpm packages, with `*`. */
  readonly packages: readonly string[];
  readonly processes: readonly string[];
  readonly paths: readonly string[];
  /** Systemd units or init scripts, without `.service`. */
  readonly units: readonly string[];
  /** False where it detects by behaviour alone, and has no signatures that could be old. */
  readonly signatures: boolean;
  readonly sources: readonly string[];
}

export interface ControlPort {
  readonly from: number;
  readonly to: number;
  readonly transport: 'tcp' | 'udp' | 'both';
  readonly protocol: string;
  readonly source: string;
}

export interface ServicePort {
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly service: string;
}

/** Words in lower case. */
export interface PasswordDictionary {
  readonly default: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
}

export interface SystemEntry extends SystemDescription {
  /** Weight for priority: 1 ordinary … 3 water supply depends on it. */
  readonly weight: 1 | 2 | 3;
  readonly why: Bilingual;
}

/** A zone policy as data: what the planner reads, and the limits transports keep. */
export interface ZonePolicyData extends ZonePolicy {
  readonly title: Bilingual;
  /** Most conversations with one asset at the same time. */
  readonly maxSessions: number;
}

/** Everything under `checks/data/`, validated. */
export interface ReferenceData {
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly lifecycle: readonly LifecycleProduct[];
  readonly windows: readonly WindowsFamily[];
  readonly windowsBuilds: readonly WindowsBuild[];
  readonly windowsProducts: readonly WindowsProduct[];
  readonly frameworks: readonly FrameworkSupport[];
  readonly vendors: readonly VendorName[];
  readonly crypto: Readonly<Record<CryptoKind, readonly CryptoAlgorithm[]>>;
  readonly antivirus: readonly AntivirusProduct[];
  readonly controlPorts: readonly ControlPort[];
  readonly servicePorts: readonly ServicePort[];
  readonly passwords: PasswordDictionary;
  readonly systems: Readonly<Record<SystemKind, SystemEntry>>;
  readonly zonePolicies: readonly ZonePolicyData[];
  /** Of the run, not of the folder; null: none were given. */
  readonly advisories: Advisories | null;
  /** sha256 over name and content of every file. */
  readonly digest: string;
}
