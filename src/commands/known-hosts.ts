import {statSync} from 'node:fs';
import {parseKnownHosts, readOptional, type KnownHosts} from '../index.ts';
import {formatProblem} from '../model/input-error.ts';
import type {Language} from '../model/text.ts';
import {badInput, tell} from './context.ts';

/** Keys of a known_hosts file; none where there is no such file. @throws InputError for a folder */
export function readKnownHosts(file: string): KnownHosts {
  if (statSync(file, {throwIfNoEntry: false})?.isDirectory() === true)
    throw badInput(
      file,
      'is a folder: name a known_hosts file',
      'はフォルダーです。known_hostsファイルを指定してください',
    );
  return parseKnownHosts(readOptional(file));
}

/** Tells of lines that count for nothing: a host whose key stands in one is not known. */
export function tellNotes({notes}: KnownHosts, file: string, language: Language): void {
  for (const note of notes) tell(formatProblem({file, column: null, ...note}, language));
}
