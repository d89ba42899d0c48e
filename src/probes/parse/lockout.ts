import type {Answers} from '../../model/probe.ts';
import type {Ask} from '../../model/ask.ts';
import {directorySources, switchAsks} from './account-sources.ts';
import {assignmentsOf, intOrNull} from './config-lines.ts';
import type {Code} from './pam-control.ts';
import {alwaysRuns, refuses, type Returns} from './pam-flow.ts';
import {asksDirectory, forLocalUser} from './pam-modules.ts';
import {pamArg, pamLines, pamTree, type Pam, type PamLine, type PamNode} from './pam.ts';
import {fileOrVendor, withVendor} from './vendor-files.ts';

const usual = '/etc/security/faillock.conf';

export const lockoutAsks: readonly Ask[] = [...withVendor(usual), ...switchAsks];

export interface Lockout {
  readonly module: string | null;
  /** Failed attempts after which the account is locked; null: never. */
  readonly deny: number | null;
  /** Seconds until it is unlocked by itself; 0: never. */
  readonly unlockTime: number | null;
  readonly failInterval: number | null;
  readonly evenDenyRoot: boolean | null;
  /** Whether accounts of a directory are never locked here. */
  readonly localUsersOnly: boolean | null;
  /** Services that count failed attempts, and those that do not. */
  readonly services: string[];
  readonly without: string[];
}

/** Doors by which a person signs in with a password. */
const doors = ['login', 'sshd', 'gdm-password', 'lightdm', 'sddm'];

const isFaillock = (line: PamLine, ...tasks: readonly string[]): boolean =>
  line.module === 'pam_faillock.so' && tasks.some((task) => pamArg(line, task) !== null);
const isTally = ({module}: PamLine): boolean => module === 'pam_tally2.so' || module === 'pam_tally.so';
/** A locked account is refused before its password is asked for, or after a right one. */
const locks = (line: PamLine): boolean => isTally(line) || isFaillock(line, 'preauth', 'authsucc');
const counts = (line: PamLine): boolean => isTally(line) || isFaillock(line, 'authfail');

function withPassword(right: boolean): Returns {
  return (line) => {
    if (line.module === 'pam_unix.so') return [right ? 'success' : 'auth_err'];
    if (asksDirectory(line) && !right) return ['auth_err', 'user_unknown'];
    return isTally(line) ? ['success'] : forLocalUser(line);
  };
}

function whileLocked(line: PamLine): readonly Code[] | null {
  return locks(line) ? ['auth_err'] : withPassword(true)(line);
}

/** Whether a service counts wrong passwords, and refuses a right one of an account that is locked. */
function lockedBy(tree: readonly PamNode[]): boolean | null {
  if (!pamLines(tree).some(locks)) return false;
  const both = [alwaysRuns(tree, counts, withPassword(false)), refuses(tree, whileLocked)];
  if (both.includes(false)) return false;
  return both.includes(null) ? null : true;
}

function timeOf(text: string | null, otherwise: number): number | null {
  if (text === 'never') return 0;
  return text === null ? otherwise : intOrNull(text);
}

type Limits = Omit<Lockout, 'module' | 'services' | 'without'>;
function limits(line: PamLine, set: ReadonlyMap<string, string>): Limits {
  const faillock = line.module === 'pam_faillock.so';
  const lookup = (name: string): string | null => pamArg(line, name) ?? (faillock ? (set.get(name) ?? null) : null);
  const deny = intOrNull(lookup('deny') ?? (faillock ? '3' : '0'));
  return {
    deny: deny === 0 ? null : deny,
    unlockTime: timeOf(lookup('unlock_time'), faillock ? 600 : 0),
    failInterval: faillock ? timeOf(lookup('fail_interval'), 900) : null,
    evenDenyRoot: lookup('even_deny_root') !== null,
    localUsersOnly: faillock && lookup('local_users_only') !== null,
  };
}

/** The shorter of two times; 0 stands for one without end. */
function shorter(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return null;
  return one === 0 || other === 0 ? Math.max(one, other) : Math.min(one, other);
}

/** Of two ways in, what the weaker one does. */
function weaker(one: Limits, other: Limits): Limits {
  return {
    deny: one.deny === null || other.deny === null ? null : Math.max(one.deny, other.deny),
    unlockTime: shorter(one.unlockTime, other.unlockTime),
    failInterval: shorter(one.failInterval, other.failInterval),
    evenDenyRoot: one.evenDenyRoot === true && other.evenDenyRoot === true,
    localUsersOnly: one.localUsersOnly === true || other.localUsersOnly === true,
  };
}

const untold: Limits = {deny: null, unlockTime: null, failInterval: null, evenDenyRoot: null, localUsersOnly: null};

/**
 * pam_faillock(8), faillock.conf(5), pam_tally2(8): what the weakest of the services that lock does. `complete` is false where a
 * stack does not show whether it locks, or takes its limits from a file that is not read; or where a directory has accounts that
 * are locked there, if at all. @throws Gap
 */
export function readLockout(answers: Answers, pam: Pam): {readonly lockout: Lockout; readonly complete: boolean} {
  const set = assignmentsOf(fileOrVendor(answers, usual)?.text ?? '');
  const trees = doors
    .filter((service) => pam.services.has(service))
    .map((service) => ({service, tree: pamTree(pam, service, 'auth')}))
    .map((one) => ({...one, locked: lockedBy(one.tree)}));
  const named = (is: boolean): string[] => trees.filter(({locked}) => locked === is).map(({service}) => service);
  const lines = trees.filter(({locked}) => locked === true).flatMap(({tree}) => pamLines(tree).filter(locks));
  const [first, ...others] = lines.map((line) => limits(line, set));
  const read = lines.every((line) => (pamArg(line, 'conf') ?? usual) === usual);
  const found = {
    module: lines[0]?.module.replace(/\.so$/, '') ?? null,
    ...(first === undefined || !read ? untold : others.reduce(weaker, first)),
  };
  const elsewhere = found.localUsersOnly === true && directorySources(answers, ['passwd']).length > 0;
  return {
    // A line that was not understood may have been the one that counts.
    lockout: {...found, services: named(true), without: pam.complete ? named(false) : []},
    complete: read && !elsewhere && trees.every(({locked}) => locked !== null),
  };
}
