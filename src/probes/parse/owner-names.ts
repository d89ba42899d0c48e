import {files, type Ask} from '../../model/ask.ts';
import type {Answers} from '../../model/probe.ts';
import {accountsAsk} from '../asks/accounts.ts';
import {readAccounts} from './accounts.ts';

const groupFile = '/etc/group';
const switches = ['/etc/nsswitch.conf', '/usr/etc/nsswitch.conf'] as const;

export const ownerNameAsks: readonly Ask[] = [accountsAsk, ...files(groupFile, ...switches)];

export interface OwnerNames {
  /** Name of a local account; the number where there is none. */
  readonly user: (uid: number) => string;
  readonly group: (gid: number) => string;
  /** True where accounts may come from a directory, too: a number without a name is not without an owner then. */
  readonly directory: boolean;
}

const local = /^(?:files|compat|systemd|altfiles|db|usrfiles|\[\S{1,40}\])$/;

function asksDirectory(text: string): boolean {
  const lines = text.split('\n').filter((line) => /^\s*(?:passwd|group):/.test(line));
  const sources = lines.flatMap((line) =>
    line
      .slice(line.indexOf(':') + 1)
      .replace(/#.*$/, '')
      .split(/\s+/),
  );
  return sources.some((source) => source !== '' && !local.test(source));
}

function groupNames(text: string): Map<number, string> {
  const fields = text.split('\n').map((line) => line.split(':'));
  const named = fields.filter(([name, , gid]) => name !== '' && /^\d{1,10}$/.test(gid ?? ''));
  return new Map(named.map(([name = '', , gid]) => [Number(gid), name] as const).reverse());
}

/** Names of the local accounts and groups. @throws Gap */
export function ownerNames(answers: Answers): OwnerNames {
  // Of several accounts with one number the first is the one that getpwuid(3) tells.
  const users = new Map(
    readAccounts(answers)
      .users.map(({uid, name}) => [uid, name] as const)
      .reverse(),
  );
  const groups = groupNames(answers.file(groupFile)?.text ?? '');
  const setting = answers.file(switches[0]) ?? answers.file(switches[1]);
  return {
    user: (uid) => users.get(uid) ?? String(uid),
    group: (gid) => groups.get(gid) ?? String(gid),
    directory: asksDirectory(setting?.text ?? ''),
  };
}
