import type {ShellEntry, Slot} from '../model/plan.ts';
import {throughSudo} from '../platforms/shell-script.ts';

/**
 * An argument as sudoers(5) wants it: a backslash before what ends a command there, and before what fnmatch(3) would
 * read as more than itself; a backslash stands twice for each of the two readers.
 */
function escape(argument: string): string {
  return argument
    .replaceAll('\\', '\\\\\\\\')
    .replaceAll(/[*?[\]!^]/g, '\\$&')
    .replaceAll(/[:,=# \t]/g, '\\$&');
}

function rule(user: string, slot: Slot): string {
  const command = throughSudo(slot.privileged ?? '');
  return `${user} ALL=(root) NOPASSWD: /usr/bin/timeout -s KILL ${slot.seconds} /bin/sh -c ${escape(command)}`;
}

/**
 * The lines that let one account run, as root and without a password, exactly the commands of a plan entry.
 * Goes to a file of its own under /etc/sudoers.d, checked with `visudo -cf`.
 */
export function sudoersFor(user: string, entry: ShellEntry): string {
  const rules = entry.slots.filter((slot) => slot.privileged !== null).map((slot) => rule(user, slot));
  const head = ['# Read-only questions of Mizumori. Each command is allowed as it stands here, and no other.'];
  // Without a path of its own, root would run whatever the account puts first in its PATH.
  const path = `Defaults:${user} secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"`;
  return [...head, `Defaults:${user} !requiretty`, path, ...rules, ''].join('\n');
}
