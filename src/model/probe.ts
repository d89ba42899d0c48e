import type {z} from 'zod';
import type {Ask, Cost} from './ask.ts';
import type {GapReason} from './evidence.ts';
import type {CimInstance, LocalGroup} from './cim.ts';
import {Gap} from './fact.ts';
import type {Dialogue, LookupPurpose} from './outside.ts';
import type {RegistryTable} from './registry.ts';
import type {Bilingual} from './text.ts';
import type {SnmpTable} from './snmp-table.ts';
import type {Transcript} from './transcript.ts';

/** Answer of a command. `text` is redacted and has no trailing newline. */
export interface CommandText {
  readonly text: string;
  /** null when the answer was cut. */
  readonly exitCode: number | null;
  readonly cut: boolean;
  /** True when it ran as root. */
  readonly privileged: boolean;
}

export interface FileText {
  readonly path: string;
  readonly text: string;
  readonly cut: boolean;
}

/** What came of a question to a DNS server; null where its answer is not known. */
export interface LookupTold {
  readonly purpose: LookupPurpose;
  readonly domain: string;
  readonly name: string;
  readonly message: Buffer | null;
}

/** What came of a dialogue at a port. */
export interface WireTold {
  readonly port: number;
  readonly transcript: Transcript;
}

/**
 * What a parser sees. Every method throws `Gap` when the ask was not answered; a cut answer that was
 * read makes the fact incomplete by itself, and so does an answer of a device that was wanted and did not come, unless
 * the device refused it as unknown.
 */
export interface Answers {
  /** @throws Gap */
  command(id: string): CommandText;
  /** null when the file is known to be absent. @throws Gap when it could not be read. */
  file(path: string): FileText | null;
  /**
   * Files that matched a pattern, sorted by path. `complete` is false when some that exist could not be read.
   * @throws Gap when the folder itself could not be listed.
   */
  files(pattern: string): {readonly files: readonly FileText[]; readonly complete: boolean};
  /**
   * The instances in the answer of an SNMP question. `cut` when there were more than its cap. An answer may be empty: the
   * agent has no such objects, or its view hides them. @throws Gap
   */
  snmp(id: string): SnmpTable;
  /**
   * The registry below the key that was asked for; null: Windows has no such key. What could not be read of it, or was cut off,
   * makes table and fact incomplete. @throws Gap
   */
  registry(id: string): RegistryTable | null;
  /** Whole instances of a CIM class; null: this Windows has no such class. @throws Gap */
  instances(id: string): readonly CimInstance[] | null;
  /** Members of a local group; null: there is no such group. @throws Gap */
  members(id: string): LocalGroup | null;
  /** Whether a question was answered, and its answer was not cut. */
  isWhole(id: string): boolean;
  /** Which of the ports that were connected to from outside are open: the text of the tool that did. @throws Gap */
  ports(): {readonly text: string; readonly cut: boolean};
  /**
   * What came of a dialogue at every port where it was held, by port. A closed port is left out: nothing is there. One of which
   * it is not known makes the fact incomplete. @throws Gap when it was held nowhere for a reason
   */
  wire(dialogue: string): readonly WireTold[];
  /** What a DNS server answered about the mail domains of the site, sorted by domain. @throws Gap when nothing was asked, or answered */
  lookups(): readonly LookupTold[];
  /** What was found at the addresses of each range that was swept: the text of the sweep. @throws Gap */
  sweeps(): readonly {readonly range: string; readonly text: string}[];
  /** When a question was answered, UTC ISO 8601: by the clock here, or by that of the machine which a kit asked. @throws Gap */
  receivedAt(id: string): string;
  /** When the answer of a command arrived here, and when it was asked for: UTC ISO 8601. @throws Gap */
  times(id: string): {readonly sentAt: string; readonly receivedAt: string};
}

export interface Parsed<T> {
  readonly value: T;
  readonly complete: boolean;
  /** Why it is not complete, where the parser knows. */
  readonly because?: GapReason;
}

export const whole = <T>(value: T): Parsed<T> => ({value, complete: true});
/** A value with parts that could not be seen: lists may lack elements, null fields may hold something. */
export const partial = <T>(value: T, because?: GapReason): Parsed<T> =>
  because === undefined ? {value, complete: false} : {value, complete: false, because};

/** One way to read a fact: what to ask, and what the answers say. */
export interface Reading<T = unknown> {
  readonly ask: readonly Ask[];
  /** Pure: no clock, socket or logger. @throws Gap when it cannot know. */
  parse(answers: Answers): Parsed<T>;
}

/** What is asked of an address with no account there. */
export interface Outside<T = unknown> {
  readonly dialogues: readonly Dialogue[];
  /** Pure: no clock, socket or logger. @throws Gap when it cannot know. */
  readonly parse: (answers: Answers) => Parsed<T>;
}

/** One file under `probes/`: asks one question, yields one fact, never judges. */
export interface Probe<S extends z.ZodType = z.ZodType> {
  /** Name of the fact: camelCase of the file name. */
  readonly fact: string;
  readonly title: Bilingual;
  /** `site`: read from what the site as a whole was asked, under the id `site`; absent: from what an asset was. */
  readonly scope?: 'site';
  readonly cost: Cost;
  /** Shape of the fact; every leaf carries a label, see `field`. */
  readonly schema: S;
  /** What to ask, by platform id. */
  readonly ask: Readonly<Record<string, readonly Ask[]>>;
  /** Pure: no clock, socket or logger. @throws Gap when it cannot know. */
  parse(answers: Answers, platform: string): Parsed<z.infer<S>>;
  /** How it is read from outside, of an asset of any platform. */
  readonly outside?: Outside<z.infer<S>>;
  /** How it is read from a text that people stored, by platform id: nothing of it is ever asked. Pure. @throws Gap */
  readonly stored?: Readonly<Record<string, (answers: Answers) => Parsed<z.infer<S>>>>;
  /**
   * Takes out of a value what follows from the absence of something, which a part that was not seen may hold. `lost`: an
   * answer was cut; else something of what was seen was not understood.
   */
  doubt?(value: z.infer<S>, lost: boolean): z.infer<S>;
}

/** A fact whose asking and parsing is all with the platforms: see `Platform.readings`. */
export function defineDeviceProbe<S extends z.ZodType>(
  probe: Pick<Probe<S>, 'fact' | 'title' | 'scope' | 'schema' | 'doubt' | 'outside'>,
): Probe<S> {
  return {
    ...probe,
    cost: 'cheap',
    ask: {},
    parse: () => {
      throw new Gap('unsupported', probe.fact);
    },
  };
}

/** A fact that is read from outside alone. */
export function defineOutsideProbe<S extends z.ZodType>(
  probe: Pick<Probe<S>, 'fact' | 'title' | 'scope' | 'schema' | 'doubt'> & {readonly outside: Outside<z.infer<S>>},
): Probe<S> {
  return defineDeviceProbe(probe);
}

export function defineProbe<S extends z.ZodType>(probe: Probe<S>): Probe<S> {
  return probe;
}

export interface FieldLabel {
  readonly en: string;
  readonly ja: string;
  readonly unit?: Bilingual;
  /** Names of the values of a boolean or enumeration: `{true: {en: 'enabled', ja: '有効'}}`. */
  readonly values?: Readonly<Record<string, Bilingual>>;
}

/** Labels a schema for reports and generated docs. Call it last: `field(z.string().nullable(), …)`. */
export function field<S extends z.ZodType>(
  schema: S,
  en: string,
  ja: string,
  more: Omit<FieldLabel, 'en' | 'ja'> = {},
): S {
  return schema.meta({label: {en, ja, ...more} satisfies FieldLabel});
}
