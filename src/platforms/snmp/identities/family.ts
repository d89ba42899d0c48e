/** What tells the devices of one family, and what their agents say of themselves. One line a family. */
export interface Family {
  /** Product id, as `Device.os`. */
  readonly os: string;
  readonly name: string;
  /** null: many makers use it. */
  readonly vendor: string | null;
  /** Prefixes of sysObjectID; none: the agent's object identifier is nobody's, the text alone tells. */
  readonly at: readonly string[];
  /** What sysDescr holds. */
  readonly says: RegExp | null;
  /** Parts of sysDescr, each at its first place: the groups `model`, `version`, `serial`; a number tells alternatives apart. Linear. */
  readonly reads: RegExp | null;
  /** Instances of the maker's MIB that hold the model, the version, the serial number. */
  readonly gets: Readonly<Record<Part, readonly string[]>>;
  /** The agent is one that many makers build in: that it has the maker's instances is what tells the family. */
  readonly shows: boolean;
  /** Its instances are too many to be asked of every agent: its platform asks for them. */
  readonly byPlatform: boolean;
  /** The same in the words that people use. */
  readonly refine: (found: Refinement, objectId: string | null) => Refinement;
}

export interface Refinement {
  readonly osName: string;
  readonly model: string | null;
  readonly version: string | null;
}

export const parts = ['model', 'version', 'serial'] as const;
export type Part = (typeof parts)[number];

interface More {
  readonly says?: RegExp;
  readonly reads?: RegExp;
  readonly model?: string;
  readonly version?: string;
  readonly serial?: string;
  readonly shows?: boolean;
  readonly byPlatform?: boolean;
  readonly refine?: Family['refine'];
}

export const enterprises = '1.3.6.1.4.1';

function below(list: string): string[] {
  return list === '' ? [] : list.split(' ').map((name) => (name.startsWith('1.3.') ? name : `${enterprises}.${name}`));
}

/** `at` and the instances are told below `enterprises`, several with a space between. Instances are named in full. */
export function family(os: string, name: string, vendor: string | null, at: string, more: More = {}): Family {
  const instances = (list = ''): string[] => below(list);
  return {
    ...{os, name, vendor, at: below(at)},
    shows: more.shows ?? false,
    byPlatform: more.byPlatform ?? false,
    refine: more.refine ?? ((found) => found),
    says: more.says ?? null,
    reads: more.reads === undefined ? null : new RegExp(more.reads, `g${more.reads.flags}`),
    gets: {model: instances(more.model), version: instances(more.version), serial: instances(more.serial)},
  };
}
