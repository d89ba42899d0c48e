import type {Ask, CommandAsk, Cost, FilesAsk} from './ask.ts';
import type {Privilege, Via} from './evidence.ts';

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
    };

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

/** One conversation that may be held with one asset: all that may be sent, and where to. */
export interface PlanEntry {
  /** `<asset>/<via>/<user|root>`, unique in the plan; the second way of a kind is `ssh-2`. */
  readonly key: string;
  readonly asset: string;
  readonly zone: string;
  readonly loadGroup: string | null;
  readonly platform: string;
  readonly endpoint: Endpoint;
  /** `user`: the batch of the login user. `root`: the batch sent through sudo with a password. */
  readonly batch: Privilege;
  readonly program: ShellProgram;
  readonly slots: readonly Slot[];
}

/** A way into an asset that will not be taken, and why. */
export interface PlanRefusal {
  readonly asset: string;
  readonly via: Via | null;
  readonly reason: 'forbidden-by-zone' | 'vendor-declined' | 'unsupported' | 'not-collected';
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
  return entry.slots.flatMap((slot): readonly Ask[] => slot.asks);
}
