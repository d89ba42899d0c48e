import {files, type Ask} from '../../model/ask.ts';
import type {Answers} from '../../model/probe.ts';
import {accountsAsk} from '../asks/accounts.ts';
import {directorySources, switchAsks} from './account-sources.ts';
import {readAccounts} from './accounts.ts';

const groupFile = '/etc/group';

export const ownerNameAsks: readonly Ask[] = [accountsAsk, ...files(groupFile), ...switchAsks];

export interface OwnerNames {
  /** Name of a local account; the number where there is none. */
  readonly user: (uid: number) => string;
  readonly group: (gid: number) => string;
  /** True where accounts may come from a directory, too: a number without a name is not without an owner then. */
  readonly directory: boolean;
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
  return {
    user: (uid) => users.get(uid) ?? String(uid),
    group: (gid) => groups.get(gid) ?? String(gid),
    directory: directorySources(answers, ['passwd', 'group']).length > 0,
  };
}
