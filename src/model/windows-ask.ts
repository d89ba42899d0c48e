import type {Cost} from './cost.ts';

/** What is asked of Windows: a closed language of four questions, none of which can write. */

/** `key`: the values of one key. `children`: also those of the keys right below it. `tree`: of all below it. */
export const registryDepths = ['key', 'children', 'tree'] as const;
export type RegistryDepth = (typeof registryDepths)[number];

interface WindowsAskBase {
  /** Unique for the platform. */
  readonly id: string;
  readonly privilege: 'user';
  readonly cost: Cost;
  /** Longest time that it may take, in seconds. */
  readonly seconds: number;
  /** Longest answer kept, in characters; what exceeds it is cut, and marked. */
  readonly limit: number;
}

/** Values of a key of the registry. */
export interface RegistryAsk extends WindowsAskBase {
  readonly kind: 'registry';
  /**
   * `HKLM\SYSTEM\CurrentControlSet\Control\Lsa`; HKLM or HKU. Printable ASCII. `HKU\*\SOFTWARE\…`: that key of every user whose
   * registry is loaded; the root of the answer is then HKU.
   */
  readonly key: string;
  readonly depth: RegistryDepth;
  /** Names of the values that are read; null: all. */
  readonly values: readonly string[] | null;
  /** Names of values of which only that they are there is told, never what stands in them. */
  readonly hidden: readonly string[];
}

/** Properties of all instances of a CIM class. */
export interface CimAsk extends WindowsAskBase {
  readonly kind: 'cim';
  /** `root\cimv2` */
  readonly namespace: string;
  readonly class: string;
  readonly properties: readonly string[];
  /** Condition in WQL; null: every instance. */
  readonly where: string | null;
}

/** Members of the local group that has this well-known SID. */
export interface MembersAsk extends WindowsAskBase {
  readonly kind: 'members';
  /** `S-1-5-32-544` */
  readonly sid: string;
}

/** One of the programs of Windows that are allowed here, with these very arguments. */
export interface ProgramAsk extends WindowsAskBase {
  readonly kind: 'program';
  /** Name in `%SystemRoot%\System32`. */
  readonly program: string;
  readonly args: readonly string[];
}

export type WindowsAsk = RegistryAsk | CimAsk | MembersAsk | ProgramAsk;

type Options = Partial<Pick<WindowsAskBase, 'id' | 'cost' | 'seconds' | 'limit'>>;

const common = (id: string, seconds: number, options: Options): WindowsAskBase => ({
  id: options.id ?? id,
  privilege: 'user',
  cost: options.cost ?? 'cheap',
  seconds: options.seconds ?? seconds,
  limit: options.limit ?? 262_144,
});

type RegistryOptions = Options & Partial<Pick<RegistryAsk, 'depth' | 'values' | 'hidden'>>;

/** Its id is the key, unless another is given: two questions about one key need ids of their own. */
export function registry(key: string, options: RegistryOptions = {}): RegistryAsk {
  const {depth = 'key', values = null, hidden = []} = options;
  return {kind: 'registry', ...common(key, 20, options), key, depth, values, hidden};
}

type CimOptions = Options & {readonly namespace?: string; readonly where?: string};

/** Its id is the name of the class, unless another is given. */
export function cim(name: string, properties: readonly string[], options: CimOptions = {}): CimAsk {
  const {namespace = 'root\\cimv2', where = null} = options;
  return {kind: 'cim', ...common(name, 30, options), namespace, class: name, properties, where};
}

/** Its id is `members <SID>`. */
export function members(sid: string, options: Options = {}): MembersAsk {
  return {kind: 'members', ...common(`members ${sid}`, 30, options), sid};
}

/**
 * Everything that may ever be run on Windows beside the questions to registry and CIM. Their answers are told by position,
 * GUID or number, never by a label.
 */
export const allowedPrograms: ReadonlySet<string> = new Set([
  'auditpol.exe /get /category:* /r',
  'netstat.exe -ano',
  'net.exe accounts',
  'w32tm.exe /query /status /verbose',
  // Names of keys that hold a slash cannot be read through the registry provider of PowerShell.
  'reg.exe query HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL /s',
]);

/** Its id is the line itself, unless another is given. @throws Error for a line that is not among `allowedPrograms` */
export function program(line: string, options: Options = {}): ProgramAsk {
  if (!allowedPrograms.has(line)) throw new Error(`not a program that may be run: ${line}`);
  const [name = '', ...args] = line.split(' ');
  return {kind: 'program', ...common(line, 30, options), program: name, args};
}

/** The question as it is told to a person, and stands in evidence. */
export function windowsAskText(ask: WindowsAsk): string {
  switch (ask.kind) {
    case 'registry': {
      const below = {key: '', children: '\\*', tree: '\\**'}[ask.depth];
      const shown = ask.values === null ? ['*'] : ask.values;
      return `registry ${ask.key}${below} [${[...shown, ...ask.hidden.map((name) => `${name}?`)].join(', ')}]`;
    }
    case 'cim': {
      const where = ask.where === null ? '' : ` where ${ask.where}`;
      return `cim ${ask.namespace}:${ask.class} [${ask.properties.join(', ')}]${where}`;
    }
    case 'members':
      return `members of the local group ${ask.sid}`;
    case 'program':
      return [ask.program, ...ask.args].join(' ');
    default:
      return ask satisfies never;
  }
}

const kinds: ReadonlySet<string> = new Set<WindowsAsk['kind']>(['registry', 'cim', 'members', 'program']);

export function isWindowsAsk<A extends {readonly kind: string}>(ask: A): ask is Extract<A, WindowsAsk> {
  return kinds.has(ask.kind);
}
