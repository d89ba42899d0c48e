import {isRunFolder} from '../run/folder.ts';
import type {CollectOptions} from './collecting.ts';
import {languageOf, tell} from './context.ts';
import {isDiskFull} from './errors.ts';
import type {ReportOptions} from './finish.ts';
import {messages} from './messages.ts';

/** What was begun: the command's name, the inventory, where it is written, and what was given beside. */
export interface Begun {
  readonly command: 'scan' | 'collect';
  readonly inventory: string;
  readonly folder: string;
  readonly options: CollectOptions & Partial<ReportOptions>;
}

/** As a POSIX shell takes it for one word. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * The command that goes on with a run: what was given for the inventory and the reports must be given again; what the run
 * is judged with stands in its folder.
 */
export function resumeCommand({command, inventory, folder, options}: Begun): string {
  const {failOn, nmap = [], kit = []} = options;
  const given: readonly (readonly [flag: string, value: string | undefined])[] = [
    ['--with', options.with],
    ['--plan', options.plan],
    ['--walks', options.walks],
    ['--asset', options.asset],
    ['--known-hosts', options.knownHosts],
    ['--checks', options.checks],
    ['--format', options.format],
    ['--fail-on', failOn === '3' ? undefined : failOn],
    ['--min-coverage', options.minCoverage],
    ...nmap.map((file) => ['--nmap', file] as const),
    ...kit.map((file) => ['--kit', file] as const),
  ];
  const flags = given.flatMap(([flag, value]) => (value === undefined ? [] : [flag, word(value)]));
  return ['mizumori', command, word(inventory), ...flags, '--resume', word(folder)].join(' ');
}

/** How to go on with a run that ended before its time. An import is done anew: to go on with it as a scan would ask the assets. */
export function tellResume(hint: string, begun: Begun): void {
  if (begun.options.offline === true || !isRunFolder(begun.folder)) return;
  tell(`${hint} ${resumeCommand(begun)}`);
}

/** Does a part of a run. What a full disk ends can be gone on with when there is room. */
export async function kept<T>(begun: Begun, part: () => Promise<T>): Promise<T> {
  try {
    return await part();
  } catch (error) {
    const {collectedKept} = messages(languageOf(begun.options.lang, process.env));
    if (isDiskFull(error)) tellResume(collectedKept, begun);
    throw error;
  }
}
