import type {Ask, CliAsk, CommandAsk, Cost, FilesAsk, SnmpAsk} from './ask.ts';
import type {SecretReference} from './asset.ts';
import type {Privilege, Via} from './evidence.ts';
import type {LookupAsk, PortsAsk, SweepAsk, WireAsk} from './outside.ts';
import type {WindowsAsk} from './windows-ask.ts';

/** Where a plan entry is sent, and as whom. Credentials and jump hosts are names. */
export type Endpoint =
  | {readonly via: 'local'; readonly credential: string | null}
  | {
      readonly via: 'ssh';
      readonly address: string;
      readonly port: number;
      readonly credential: string;
      readonly jump: readonly string[];
      readonly legacy: readonly string[];
      /** Reference to the password of the privileged mode of a device; absent: none is sent. */
      readonly enable?: SecretReference;
    }
  | {readonly via: 'snmp'; readonly address: string; readonly port: number; readonly credential: string}
  | {readonly via: 'nmap'; readonly address: string; readonly credential: null};

/** One framed answer of a batch: a command, or all files of one privilege. `line` is the literal line of the script. */
export type Slot = {
  readonly index: number;
  readonly limit: number;
  readonly seconds: number;
  readonly line: string;
  /** What root is to run where the slot wants root: one line, the same for every host. null: the login user suffices. */
  readonly privileged: string | null;
} & (
  | {readonly kind: 'command'; readonly asks: readonly [CommandAsk]}
  | {readonly kind: 'files'; readonly asks: readonly FilesAsk[]}
);

/** The text around the slots of a batch; `{{nonce}}` stands for the marker of the one time it is sent. */
export interface ShellProgram {
  readonly preamble: string;
  readonly epilogue: string;
}

interface EntryBase {
  /** `<asset>/<via>/<user|root|identify|outside|control|platform>`, `site/<via>/<…>`, unique in the plan; the second way of a kind is `ssh-2`. */
  readonly key: string;
  readonly asset: string;
  readonly zone: string;
  readonly loadGroup: string | null;
  /** `auto`: it is asked in a way that any device understands. */
  readonly platform: string;
  readonly endpoint: Endpoint;
  /** Present on one of several entries, of which only that of the platform which the asset turns out to be is sent. */
  readonly candidate?: true;
}

/** A batch of questions that a POSIX shell runs. */
export interface ShellText {
  readonly talk: 'shell';
  readonly program: ShellProgram;
  readonly slots: readonly Slot[];
}

/** One question that a PowerShell program puts. */
export interface PowerShellLine {
  readonly index: number;
  readonly ask: WindowsAsk;
  /** The literal line of the program. */
  readonly line: string;
}

/** Questions that PowerShell puts to Windows: a program sent over stdin, which touches no disk. */
export interface PowerShellText {
  readonly talk: 'powershell';
  /** Command lines that the login shell is given: the one that finds out which shell it is, then the one for that shell. */
  readonly commands: {readonly find: string; readonly cmd: string; readonly powershell: string};
  readonly program: ShellProgram;
  readonly lines: readonly PowerShellLine[];
}

/** Lines typed into the command line of a device, in order. Pages are turned by the key that the platform names. */
export interface CliText {
  readonly talk: 'cli';
  readonly start: readonly string[];
  /** Typed to enter privileged mode, before the first question that wants it; null: there is none. */
  readonly enable: string | null;
  /** Key that shows the next page; null: there is no pager. */
  readonly nextPage: string | null;
  readonly asks: readonly CliAsk[];
  readonly finish: readonly string[];
}

/** Instances and subtrees read from an SNMP agent. */
export interface SnmpText {
  readonly talk: 'snmp';
  readonly asks: readonly SnmpAsk[];
}

/**
 * What an address is asked from outside: first which ports are open, where that is asked at all, then what answers at them. Or
 * a range of addresses: what is there; or a DNS server: what it knows of the mail domains of the site.
 */
export interface OutsideText {
  readonly talk: 'outside';
  readonly asks: readonly (PortsAsk | WireAsk | SweepAsk | LookupAsk)[];
}

/** What is sent; many entries share one text. */
export type EntryText = ShellText | PowerShellText | CliText | SnmpText | OutsideText;

export type ShellEntry = EntryBase &
  ShellText & {
    /** `user`: the batch of the login user. `root`: the batch sent through sudo with a password. */
    readonly batch: Privilege;
  };
export type PowerShellEntry = EntryBase & PowerShellText;
export type CliEntry = EntryBase &
  CliText & {
    /** Ends with the first answer that tells what the device is. */
    readonly purpose: 'ask' | 'identify';
  };
export type SnmpEntry = EntryBase & SnmpText;
export type OutsideEntry = EntryBase & OutsideText;

/** One conversation that may be held with one asset: all that may be sent, and where to. */
export type PlanEntry = ShellEntry | PowerShellEntry | CliEntry | SnmpEntry | OutsideEntry;

/** Why a way is not taken, for sentences to people. */
export const refusalCodes = [
  'controller',
  'controller-address',
  'leave-ended',
  'declined',
  'no-access',
  'by-kit',
  'way-forbidden',
  'control-port',
  'no-approval',
  'no-auto',
  'no-platform',
  'not-by-this-way',
  'no-port',
  'no-sweep',
  'nameless-controller',
  'no-lookup',
  'no-resolver',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** A way into an asset that will not be taken, and why. */
export interface PlanRefusal {
  readonly asset: string;
  readonly via: Via | null;
  readonly reason: 'forbidden-by-zone' | 'vendor-declined' | 'unsupported' | 'not-collected';
  readonly code: RefusalCode;
  readonly detail: string;
}

/** What may be done in zones that name this policy. */
export interface ZonePolicy {
  readonly id: string;
  readonly via: readonly Via[];
  /** Whether `platform: auto` may be resolved by asking the asset. */
  readonly autoPlatform: boolean;
  readonly costs: readonly Cost[];
  /** Least time between two conversations with one asset, in milliseconds. */
  readonly gapMs: number;
  /** Most SNMP requests a second to one asset. */
  readonly snmpPerSecond: number;
  /** Least time between two commands typed into one device, in milliseconds. */
  readonly commandGapMs: number;
  /** TCP ports that are connected to from outside, as `PortsAsk` has them; empty: those alone that the asset's access names. */
  readonly ports: string;
  /** Most connections a second that are opened from outside to one asset, and most that are open at once. */
  readonly connectsPerSecond: number;
  readonly connectsAtOnce: number;
  /** Longest wait for a connection from outside, in milliseconds. */
  readonly connectMs: number;
  /** Only ports that the asset's own access names may be touched. */
  readonly declaredPortsOnly: boolean;
  /** Whether unknown hosts may be looked for by asking addresses. */
  readonly sweeps: boolean;
  /** Whether a zone may opt into trials. */
  readonly activeTrials: boolean;
  readonly requireApprovedPlan: boolean;
}

/** Everything that may be sent in a run. Frozen; transports send its entries and nothing else. */
export interface Plan {
  readonly schema: 1;
  readonly entries: readonly PlanEntry[];
  readonly refusals: readonly PlanRefusal[];
  /** Policy in force, by zone id. */
  readonly policies: Readonly<Record<string, ZonePolicy>>;
  /** Daily window `HH:MM-HH:MM`, by zone id; null: any time. */
  readonly windows: Readonly<Record<string, string | null>>;
  /** IANA time zone of the windows. */
  readonly timezone: string;
  /** sha256 of the canonical JSON of all of the above: no time, no tool version. */
  readonly digest: string;
}

export function entryAsks(entry: PlanEntry): readonly Ask[] {
  switch (entry.talk) {
    case 'shell':
      return entry.slots.flatMap((slot): readonly Ask[] => slot.asks);
    case 'powershell':
      return entry.lines.map(({ask}) => ask);
    default:
      return entry.asks;
  }
}

/** What entries share by reference where they ask the same. */
export function sharedText(text: EntryText | PlanEntry): object {
  switch (text.talk) {
    case 'shell':
      return text.slots;
    case 'powershell':
      return text.lines;
    default:
      return text.asks;
  }
}
