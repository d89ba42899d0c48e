import type {Cost} from './cost.ts';
import {sweepText, wireText, type LookupAsk, type PortsAsk, type SweepAsk, type WireAsk} from './outside.ts';
import {windowsAskText, type WindowsAsk} from './windows-ask.ts';

export type {Cost} from './cost.ts';
export {cim, members, program, registry, type WindowsAsk} from './windows-ask.ts';

/**
 * `user`: as the login user. `root`: only with privilege, else the answer is `permission-denied`.
 * `prefer-root`: with privilege where there is some, else as the login user (the answer tells which).
 */
export type AskPrivilege = 'user' | 'root' | 'prefer-root';

/** One POSIX-sh command on one line. It must not write, must not need stdin, and works under `LC_ALL=C`. */
export interface CommandAsk {
  readonly kind: 'command';
  /** Unique for the platform: `dpkg-query`, `sshd-config-effective`. */
  readonly id: string;
  readonly run: string;
  readonly privilege: AskPrivilege;
  readonly cost: Cost;
  /** Longest it may run on the target, in seconds. */
  readonly seconds: number;
  /** Longest body kept, in bytes; what exceeds it is cut, and marked. */
  readonly limit: number;
  /**
   * `zero`: any other exit status makes what is read from the answer incomplete. `any`: the status says nothing, the
   * answer has to tell by itself whether it is whole.
   */
  readonly status: 'zero' | 'any';
}

/**
 * Contents of regular files by path or glob pattern (expanded on the target). Only for files that do not
 * change while they are read: what the kernel makes up anew at each read is asked by a command.
 * A pattern may not contain spaces, quotes or other characters special to the shell but `*`, `?` and `[…]`.
 */
export interface FilesAsk {
  readonly kind: 'files';
  readonly pattern: string;
  readonly privilege: 'user' | 'root';
}

/**
 * One line typed into the command line of a network device. It must only read: the platform's list of allowed
 * commands is held against it where it is sent. The answer is what the device prints up to its next prompt.
 */
export interface CliAsk {
  readonly kind: 'cli';
  /** Unique for the platform; the command itself where it is short: `show version`. */
  readonly id: string;
  readonly run: string;
  /** `root`: in privileged mode (enable); where there is none, the answer is `permission-denied`. */
  readonly privilege: 'user' | 'root';
  readonly cost: Cost;
  /** Longest silence, and longest time altogether, in seconds. */
  readonly seconds: number;
  /** Longest body kept, in bytes. */
  readonly limit: number;
}

/**
 * Objects of an SNMP agent. `get`: instances, each named in full; those that the agent does not have are left out of the
 * answer. `walk`: subtrees. Nothing is ever set. The body of the answer is one line `.OID = TYPE: value` an instance.
 */
export interface SnmpAsk {
  readonly kind: 'snmp';
  /** Unique over all platforms: `snmp:system`, `snmp:ifTable`. */
  readonly id: string;
  readonly read: 'get' | 'walk';
  /** Dotted decimal without a leading dot. */
  readonly oids: readonly string[];
  readonly privilege: 'user';
  readonly cost: Cost;
  /** Most instances kept; a longer answer is cut, and marked. */
  readonly rows: number;
}

export type Ask = CommandAsk | FilesAsk | CliAsk | SnmpAsk | PortsAsk | WireAsk | SweepAsk | LookupAsk | WindowsAsk;

type CommandOptions = Partial<Pick<CommandAsk, 'privilege' | 'cost' | 'seconds' | 'limit' | 'status'>>;

export function command(id: string, run: string, options: CommandOptions = {}): CommandAsk {
  return {
    kind: 'command',
    id,
    run,
    privilege: options.privilege ?? 'user',
    cost: options.cost ?? 'cheap',
    seconds: options.seconds ?? 10,
    limit: options.limit ?? 262_144,
    status: options.status ?? 'zero',
  };
}

export function files(...patterns: readonly string[]): FilesAsk[] {
  return patterns.map((pattern) => ({kind: 'files', pattern, privilege: 'user'}));
}

/** Files that root alone can read on some distributions; read as the login user where there is no privilege. */
export function rootFiles(...patterns: readonly string[]): FilesAsk[] {
  return patterns.map((pattern) => ({kind: 'files', pattern, privilege: 'root'}));
}

type CliOptions = Partial<Pick<CliAsk, 'id' | 'privilege' | 'cost' | 'seconds' | 'limit'>>;

/** A command of a device's command line; its id is the command itself unless another is given. */
export function cli(run: string, options: CliOptions = {}): CliAsk {
  return {
    kind: 'cli',
    id: options.id ?? run,
    run,
    privilege: options.privilege ?? 'user',
    cost: options.cost ?? 'cheap',
    seconds: options.seconds ?? 30,
    limit: options.limit ?? 1_048_576,
  };
}

type SnmpOptions = Partial<Pick<SnmpAsk, 'cost' | 'rows'>>;

/** Instances by their full names, scalars with their `.0`. */
export function get(id: string, oids: readonly string[], options: SnmpOptions = {}): SnmpAsk {
  const {cost = 'cheap', rows = oids.length} = options;
  return {kind: 'snmp', id, read: 'get', oids, privilege: 'user', cost, rows};
}

/** All instances below each of the object identifiers. */
export function walk(id: string, oids: readonly string[], options: SnmpOptions = {}): SnmpAsk {
  const {cost = 'cheap', rows = 20_000} = options;
  return {kind: 'snmp', id, read: 'walk', oids, privilege: 'user', cost, rows};
}

export function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/** Name under which the answer is journaled: the id of a command, an SNMP or an outside question, `file:<path>` or `files:<pattern>`. */
export function askId(ask: Ask): string {
  if (ask.kind !== 'files') return ask.id;
  return isGlob(ask.pattern) ? `files:${ask.pattern}` : `file:${ask.pattern}`;
}

/** The question as it is told to a person, and stands in evidence. */
export function askText(ask: Ask): string {
  switch (ask.kind) {
    case 'command':
    case 'cli':
      return ask.run;
    case 'files':
      return ask.pattern;
    case 'snmp':
      return `${ask.read} ${ask.oids.map((oid) => `.${oid}`).join(' ')}`;
    case 'ports':
      return `tcp/${ask.ports}${ask.tool === 'nmap' ? ' (nmap)' : ''}`;
    case 'wire':
      return wireText(ask);
    case 'sweep':
      return sweepText(ask);
    case 'lookup':
      return `${ask.type} ${ask.name}`;
    case 'registry':
    case 'cim':
    case 'members':
    case 'program':
      return windowsAskText(ask);
    default:
      return ask satisfies never;
  }
}
