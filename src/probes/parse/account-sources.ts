import type {Ask} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {accountsAsk} from '../asks/accounts.ts';
import {processesAsk} from '../asks/processes.ts';
import {readAccounts} from './accounts.ts';
import {nsswitchAsks, sourcesOf} from './nsswitch.ts';
import {readPrograms} from './programs.ts';
import {sssdAsks, sssdAsksDirectory} from './sssd.ts';

export const switchAsks: readonly Ask[] = [...nsswitchAsks, ...sssdAsks];
export const accountSourceAsks: readonly Ask[] = [accountsAsk, processesAsk, ...switchAsks];

/** Sources that answer only while their daemon runs. */
const daemons: ReadonlyMap<string, string> = new Map([
  ['sss', 'sssd'],
  ['winbind', 'winbindd'],
]);
const local = /^(?:files|compat|systemd|altfiles|db|usrfiles)$/;

/** nsswitch.conf(5): sources of these databases, less those that are files of the host, or stand for them. @throws Gap */
export function directorySources(answers: Answers, databases: readonly string[]): string[] {
  const others = sourcesOf(answers, ...databases).filter((source) => !local.test(source));
  return others.includes('sss') && sssdAsksDirectory(answers) === false
    ? others.filter((source) => source !== 'sss')
    : others;
}

function elsewhere(answers: Answers): GapReason | null {
  // A line `+` of /etc/passwd, which brings in the accounts of NIS, is no account.
  if (!readAccounts(answers).complete) return 'unsupported';
  const asleep = (source: string): boolean => {
    const daemon = daemons.get(source);
    return daemon !== undefined && readPrograms(answers).running(daemon) === false;
  };
  return directorySources(answers, ['passwd']).every(asleep) ? null : 'not-collected';
}

/** Why accounts may come from elsewhere than /etc/passwd; null: they do not. */
export function accountsElsewhere(answers: Answers): GapReason | null {
  try {
    return elsewhere(answers);
  } catch (error) {
    if (error instanceof Gap) return error.reason;
    throw error;
  }
}
