import {files, type FilesAsk} from '../../model/ask.ts';
import type {Answers} from '../../model/probe.ts';
import {attempt} from './attempt.ts';
import {assignments, lastValue, words} from './config-text.ts';

const paths = ['/etc/os-release', '/usr/lib/os-release'] as const;

export const releaseAsks: readonly FilesAsk[] = files(...paths);

/** The family that a system's defaults come from, and the major number of its release. */
export interface Release {
  readonly family: 'red-hat' | 'suse' | 'alpine' | 'other';
  readonly major: number | null;
}

const redHat = new Set(['rhel', 'centos', 'ol']);
const suse = new Set(['sles', 'sled', 'suse', 'opensuse']);

function familyOf(names: readonly string[]): Release['family'] {
  if (names.some((name) => redHat.has(name))) return 'red-hat';
  if (names.some((name) => suse.has(name) || name.startsWith('opensuse'))) return 'suse';
  return names[0] === 'alpine' ? 'alpine' : 'other';
}

/** os-release(5); null where it was not read, or is not there. Amazon Linux 2 counts as what it is made of, release 2. */
export function releaseOf(answers: Answers): Release | null {
  const file = attempt(() => answers.file(paths[0]) ?? answers.file(paths[1]));
  if (file === null) return null;
  const found = assignments(file.text);
  const names = [lastValue(found, 'ID') ?? '', ...words(lastValue(found, 'ID_LIKE') ?? '')];
  const major = /^\d{1,4}/.exec(lastValue(found, 'VERSION_ID') ?? '')?.[0];
  return {family: familyOf(names), major: major === undefined ? null : Number(major)};
}

/** RHEL 7, its rebuilds and Amazon Linux 2, whose tools have defaults that later ones gave up; null: not known. */
export function isOldRedHat(answers: Answers): boolean | null {
  const release = releaseOf(answers);
  if (release === null || (release.family === 'red-hat' && release.major === null)) return null;
  return release.family === 'red-hat' && release.major !== null && release.major < 8;
}
