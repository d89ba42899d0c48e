import {files, type FilesAsk} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {assignments, lastValue, words} from './config-text.ts';

const paths = ['/etc/os-release', '/usr/lib/os-release'] as const;

export const releaseAsks: readonly FilesAsk[] = files(...paths);

/** The family that a system's defaults come from, and the major number of its release. */
export interface Release {
  readonly family: 'red-hat' | 'suse' | 'other';
  readonly major: number | null;
}

const redHat = new Set(['rhel', 'centos', 'ol']);
const suse = new Set(['sles', 'sled', 'suse', 'opensuse']);

/** os-release(5); null where it was not read, or is not there. Amazon Linux 2 counts as what it is made of, release 2. */
export function releaseOf(answers: Answers): Release | null {
  try {
    const file = answers.file(paths[0]) ?? answers.file(paths[1]);
    if (file === null) return null;
    const found = assignments(file.text);
    const names = [lastValue(found, 'ID') ?? '', ...words(lastValue(found, 'ID_LIKE') ?? '')];
    const major = /^\d{1,4}/.exec(lastValue(found, 'VERSION_ID') ?? '')?.[0];
    const family = names.some((name) => redHat.has(name))
      ? 'red-hat'
      : names.some((name) => suse.has(name) || name.startsWith('opensuse'))
        ? 'suse'
        : 'other';
    return {family, major: major === undefined ? null : Number(major)};
  } catch (error) {
    if (error instanceof Gap) return null;
    throw error;
  }
}

/** RHEL 7, its rebuilds and Amazon Linux 2, whose tools have defaults that later ones gave up; null: not known. */
export function isOldRedHat(answers: Answers): boolean | null {
  const release = releaseOf(answers);
  if (release === null || (release.family === 'red-hat' && release.major === null)) return null;
  return release.family === 'red-hat' && release.major !== null && release.major < 8;
}
