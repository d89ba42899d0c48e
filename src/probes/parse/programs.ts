import {programNames, programs} from '../asks/programs.ts';
import type {Answers} from '../../model/probe.ts';

export interface Programs {
  /** True when it is on the search path of the target. Only names of `programNames` can be asked. */
  installed(name: string): boolean;
  /** null when processes of other users cannot be seen, and none of ours is one of these. */
  running(...names: readonly string[]): boolean | null;
}

/** What the `programs` ask answers. @throws Gap */
export function readPrograms(answers: Answers): Programs {
  const {text} = answers.command(programs.id);
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n');
  const paths = (end === -1 ? text : text.slice(0, end)).split('\n');
  const found = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)));
  const processes = new Set(end === -1 ? [] : text.slice(end + 1).split('\n'));
  // A kernel without any process to list does not exist: an empty list is a list that was not shown.
  const hidden = processes.has('hidden:') || processes.size < 2;
  return {
    installed(name) {
      if (!programNames.includes(name)) throw new Error(`not asked for: ${name}`);
      return found.has(name);
    },
    running(...names) {
      // The kernel keeps 15 characters of a name.
      if (names.some((name) => processes.has(name.slice(0, 15)))) return true;
      return hidden ? null : false;
    },
  };
}
