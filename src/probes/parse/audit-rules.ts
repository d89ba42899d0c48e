import {plainLines, words} from './config-text.ts';

/** System calls of 64-bit programs, and of 32-bit ones. */
export type Abi = 'b64' | 'b32';

/** One rule of auditctl(8), by what it watches and what it leaves out. */
export interface AuditRule {
  readonly action: 'always' | 'never' | null;
  readonly list: string;
  readonly paths: readonly string[];
  readonly syscalls: readonly string[];
  /** Letters of `-p` or `perm=`; empty when there are none, which is all of them. */
  readonly access: string;
  /** True when it goes before those that were there. */
  readonly first: boolean;
  readonly fields: readonly string[];
  /** Of which programs it records system calls; null: it names no architecture. */
  readonly arch: Abi | 'other' | null;
}

/** Lines that are rules, without options of the daemon (`-D`, `-b`, `-f` …). */
export function ruleLines(text: string): string[] {
  return plainLines(text).filter((line) => /^-[waA] /.test(line));
}

function after(all: readonly string[], ...options: readonly string[]): string[] {
  return all.filter((_, index) => index > 0 && options.includes(all[index - 1] ?? ''));
}

function valuesOf(fields: readonly string[], name: string): string[] {
  return fields.filter((field) => field.startsWith(`${name}=`)).map((field) => field.slice(name.length + 1));
}

const abis: Readonly<Record<string, Abi>> = {
  b64: 'b64',
  x86_64: 'b64',
  aarch64: 'b64',
  b32: 'b32',
  i386: 'b32',
  i686: 'b32',
};

function archOf(fields: readonly string[]): AuditRule['arch'] {
  const [first, ...more] = fields.flatMap((field) => /^arch(?<how>!?=.{0,20})$/.exec(field)?.groups?.['how'] ?? []);
  if (first === undefined) return null;
  return more.length > 0 || !first.startsWith('=') ? 'other' : (abis[first.slice(1).toLowerCase()] ?? 'other');
}

/** A rule as in audit.rules(7) or as `auditctl -l` prints it. */
export function parseRule(line: string): AuditRule {
  const all = words(line);
  const fields = [...after(all, '-F'), ...after(all, '-C').map((comparison) => `compare:${comparison}`)];
  const watch = all[0] === '-w';
  const where = watch ? ['always', 'exit'] : (all[1] ?? '').split(',');
  const access = [...after(all, '-p'), ...valuesOf(fields, 'perm')].join('');
  return {
    action: where.includes('always') ? 'always' : where.includes('never') ? 'never' : null,
    list: where.find((word) => word !== 'always' && word !== 'never') ?? '',
    paths: [...after(all, '-w'), ...valuesOf(fields, 'path'), ...valuesOf(fields, 'dir')],
    syscalls: after(all, '-S').flatMap((list) => list.split(',')),
    access,
    first: all[0] === '-A',
    fields: fields.filter((field) => !/^(?:path|dir|perm|key)=|^arch!?=/.test(field)),
    arch: archOf(fields),
  };
}

const noLogin = ['unset', '-1', '4294967295'];

/** Whether a field leaves out nothing that people do: those of daemons, of what failed, of another clock. */
function leavesAll(field: string, syscalls: readonly string[]): boolean {
  if (field === 'success=1') return true;
  if (noLogin.some((value) => field === `auid!=${value}`)) return true;
  // 0 is CLOCK_REALTIME; the others cannot be set.
  if (/^a0=(?:0x)?0$/.test(field)) return syscalls.every((name) => name === 'clock_settime');
  const lowest = /^auid>=(?<lowest>\d{1,9})$/.exec(field)?.groups?.['lowest'];
  return lowest !== undefined && Number(lowest) <= 1000;
}

/**
 * Whether a rule is about what programs of this kind do. Without an architecture, calls are those of the machine itself; watched paths
 * are watched for all.
 */
export function isOf({arch, syscalls}: AuditRule, abi: Abi, machine: Abi): boolean {
  if (arch !== null) return arch === abi;
  return abi === machine || syscalls.length === 0 || syscalls.includes('all');
}

/** Whether a rule records all that its paths or system calls say. */
export function isBroad({paths, syscalls, access, fields}: AuditRule): boolean {
  if (!fields.every((field) => leavesAll(field, syscalls))) return false;
  if (paths.length === 0 || syscalls.length === 0 || syscalls.includes('all')) return true;
  // auditctl 4 names the calls that belong to the letters.
  return access !== '' && syscalls.includes('openat');
}

/** Whether a rule may keep another from recording. The first of the list that fits decides; records of these types are no part of an event. */
export function mayHide(rule: AuditRule, other: AuditRule): boolean {
  const {action, list, fields, paths, syscalls} = rule;
  if (list === 'exclude') return !fields.some((field) => /^msgtype=(?!SYSCALL$|PATH$)[A-Z_]+$/.test(field));
  if (action !== 'never' || (list !== 'task' && list !== 'exit')) return false;
  if (noLogin.some((value) => fields.includes(`auid=${value}`))) return false;
  if (paths.length > 0 && other.paths.length > 0) {
    return paths.some((path) => other.paths.some((watched) => path.startsWith(watched) || watched.startsWith(path)));
  }
  if (syscalls.length === 0 || syscalls.includes('all') || other.syscalls.includes('all')) return true;
  return other.syscalls.length === 0 || syscalls.some((name) => other.syscalls.includes(name));
}
