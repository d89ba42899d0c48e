import {files, type Ask} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {accountsAsk} from '../asks/accounts.ts';
import {processesAsk} from '../asks/processes.ts';
import {readAccounts} from './accounts.ts';
import {readPrograms} from './programs.ts';
import {sssdAsks, sssdAsksDirectory} from './sssd.ts';

const switches = ['/etc/nsswitch.conf', '/usr/etc/nsswitch.conf'] as const;

export const switchAsks: readonly Ask[] = [...files(...switches), ...sssdAsks];
export const accountSourceAsks: readonly Ask[] = [accountsAsk, processesAsk, ...switchAsks];

/** Sources that answer only while their daemon runs. */
const daemons: ReadonlyMap<string, string> = new Map([
  ['sss', 'sssd'],
  ['winbind', 'winbindd'],
]);
const local = /^(?:files|compat|systemd|altfiles|db|usrfiles|\[\S{1,40}\])$/;

/** nsswitch.conf(5): sources of these databases, less those that are files of the host, or stand for them. @throws Gap */
export function directorySources(answers: Answers, databases: readonly string[]): string[] {
  const text = (answers.file(switches[0]) ?? answers.file(switches[1]))?.text ?? '';
  const entries = text.split('\n').map((line) => line.replace(/#.*$/, '').trim().split(':'));
  const sources = entries
    .filter(([name = '']) => databases.includes(name.trim()))
    .flatMap(([, ...rest]) => rest.join(':').split(/\s+/));
  const others = sources.filter((source) => source !== '' && !local.test(source));
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
