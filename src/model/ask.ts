/** `cheap`: always asked; `disk`: walks local file systems, off in control; `slow`: seconds of CPU on the target. */
export type Cost = 'cheap' | 'disk' | 'slow';

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

export type Ask = CommandAsk | FilesAsk;

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

export function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/** Name under which the answer is journaled: the id of a command, `file:<path>` or `files:<pattern>`. */
export function askId(ask: Ask): string {
  if (ask.kind === 'command') return ask.id;
  return isGlob(ask.pattern) ? `files:${ask.pattern}` : `file:${ask.pattern}`;
}
