import type {Answers} from '../../model/probe.ts';
import type {FilesAsk} from '../../model/ask.ts';
import {assignmentsOf, intOrNull} from './config-lines.ts';
import {pamArg, pamStack, type Pam, type PamLine} from './pam.ts';
import {fileOrVendor, withVendor} from './vendor-files.ts';

const conf = '/etc/security/faillock.conf';

export const lockoutAsks: FilesAsk[] = withVendor(conf);

export interface Lockout {
  readonly module: string | null;
  /** Failed attempts after which the account is locked; null: never. */
  readonly deny: number | null;
  /** Seconds until it is unlocked by itself; 0: never. */
  readonly unlockTime: number | null;
  readonly failInterval: number | null;
  readonly evenDenyRoot: boolean | null;
  /** Services that count failed attempts, and those that do not. */
  readonly services: string[];
  readonly without: string[];
}

/** Doors by which a person signs in with a password. */
const doors = ['login', 'sshd', 'gdm-password', 'lightdm', 'sddm'];
const modules = ['pam_faillock.so', 'pam_tally2.so', 'pam_tally.so'];

/**
 * The line that counts failed logins, where it locks: of pam_faillock's lines one counts, and a locked account is refused by another
 * alone (preauth or authsucc). What stands behind a password that is `requisite` is not reached by a wrong one.
 */
function lockLine(pam: Pam, service: string): PamLine | undefined {
  const stack = pamStack(pam, service, 'auth');
  const end = stack.findIndex(({module, control}) => module === 'pam_unix.so' && control === 'requisite');
  const reached = end === -1 ? stack : stack.slice(0, end);
  const refuses = stack.some((line) => isFaillock(line, 'preauth') || isFaillock(line, 'authsucc'));
  return reached.find((line) =>
    line.module === 'pam_faillock.so' ? refuses && isFaillock(line, 'authfail') : modules.includes(line.module),
  );
}

function isFaillock(line: PamLine, task: 'preauth' | 'authfail' | 'authsucc'): boolean {
  return line.module === 'pam_faillock.so' && pamArg(line, task) !== null;
}

function timeOf(text: string | null, otherwise: number): number | null {
  if (text === 'never') return 0;
  return text === null ? otherwise : intOrNull(text);
}

function limits(line: PamLine, set: ReadonlyMap<string, string>): Omit<Lockout, 'services' | 'without'> {
  const faillock = line.module === 'pam_faillock.so';
  const lookup = (name: string): string | null => pamArg(line, name) ?? (faillock ? (set.get(name) ?? null) : null);
  const deny = intOrNull(lookup('deny') ?? (faillock ? '3' : '0'));
  return {
    module: line.module.replace(/\.so$/, ''),
    deny: deny === 0 ? null : deny,
    unlockTime: timeOf(lookup('unlock_time'), faillock ? 600 : 0),
    failInterval: faillock ? timeOf(lookup('fail_interval'), 900) : null,
    evenDenyRoot: lookup('even_deny_root') !== null,
  };
}

/** pam_faillock(8), faillock.conf(5), pam_tally2(8). @throws Gap */
export function readLockout(answers: Answers, pam: Pam): Lockout {
  const set = assignmentsOf(fileOrVendor(answers, conf)?.text ?? '');
  const present = doors.filter((service) => pam.services.has(service));
  const lines = present.map((service) => ({service, line: lockLine(pam, service)}));
  const first = lines.find(({line}) => line !== undefined)?.line;
  const off = {module: null, deny: null, unlockTime: null, failInterval: null, evenDenyRoot: null};
  return {
    ...(first === undefined ? off : limits(first, set)),
    services: lines.filter(({line}) => line !== undefined).map(({service}) => service),
    // A line that was not understood may have been the one that counts.
    without: !pam.complete ? [] : lines.filter(({line}) => line === undefined).map(({service}) => service),
  };
}
