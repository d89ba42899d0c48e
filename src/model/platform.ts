import type {AssetKind} from './asset.ts';
import type {DeviceFacts} from './device/index.ts';
import type {GapReason, Via} from './evidence.ts';
import type {Reading} from './probe.ts';
import type {Bilingual} from './text.ts';

/** What a device family shows of itself. A device is taken for it only when nothing speaks for another one. */
export interface Signs {
  /** Prefixes of sysObjectID, dotted decimal without a leading dot; the longest prefix of all platforms wins. */
  readonly objectIds?: readonly string[];
  /** What sysDescr holds; where `objectIds` are given too, both must match. */
  readonly sysDescr?: RegExp;
  /** A command that tells the family, and what its answer holds. The command must be in `cli.allow`. */
  readonly command?: {readonly run: string; readonly answer: RegExp};
}

/** A secret in a line of configuration: the groups `before` (kept) and `secret` (hidden), together the whole match. */
export interface SecretPattern {
  readonly kind: string;
  /** Linear: no two unbounded repetitions that can match the same characters. */
  readonly pattern: RegExp;
  /** Only in lines from one that matches `from` to the next that matches `to`: where the line alone does not tell. */
  readonly within?: {readonly from: RegExp; readonly to: RegExp};
}

/** How the command line of a device family is spoken to. */
export interface CliDialect {
  /** The last line of what was printed, when the device waits for a command. Anchored at both ends. */
  readonly prompt: RegExp;
  /** Sent first; they change this session alone: `terminal length 0`. A refusal of them does no harm. */
  readonly start: readonly string[];
  /** A question of the pager at the end of what was printed so far, and the key that shows the next page. */
  readonly pager: {readonly pattern: RegExp; readonly answer: string} | null;
  /** How privileged mode is entered; null: there is none, or it follows from the account. */
  readonly enable: {
    readonly command: string;
    readonly password: RegExp;
    /** A prompt in privileged mode. */
    readonly privileged: RegExp;
  } | null;
  /** Sent last, so that the device closes the session by itself. */
  readonly finish: readonly string[];
  /** Every command that may ever be sent matches one of these, `start` and `finish` included. Anchored at both ends. */
  readonly allow: readonly RegExp[];
  /** Answers that say the command was not carried out, looked for in the first lines of an answer. */
  readonly refusals: readonly {readonly pattern: RegExp; readonly reason: GapReason}[];
}

/** Ways to read the facts of a device, by fact name. */
export type DeviceReadings = {readonly [F in keyof DeviceFacts]?: Reading<DeviceFacts[F]>};

export const platformFamilies = ['linux', 'windows', 'network', 'power', 'printer', 'unknown'] as const;
export type PlatformFamily = (typeof platformFamilies)[number];

/** One device family and how to talk to it. */
export interface Platform {
  readonly id: string;
  readonly title: Bilingual;
  readonly family: PlatformFamily;
  /** Transports that can ask it. */
  readonly via: readonly Via[];
  /** Kinds of asset for which `platform: auto` may mean it. */
  readonly kinds: readonly AssetKind[];
  readonly signs?: Signs;
  /** What runs the questions where there is a way in that is no interactive command line. */
  readonly shell?: 'posix' | 'powershell';
  /** Present when `ssh` means an interactive command line. */
  readonly cli?: CliDialect;
  /** Secrets in its configuration, beside those that are looked for everywhere. */
  readonly secrets?: readonly SecretPattern[];
  /** Lines of its configuration that change by themselves: times, counters, generated keys. */
  readonly volatile?: readonly RegExp[];
  /**
   * Puts lines together again that the device broke at the width of its console. Done before secrets are taken out: half
   * a secret on a line of its own is not known for one. Pure, linear; a text that it made stays as it is.
   */
  readonly unfold?: (text: string) => string;
  /** Ways of its own to read facts; what every SNMP agent tells alike is added to them. */
  readonly readings?: DeviceReadings;
}
