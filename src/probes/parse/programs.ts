import {processesAsk, programNames} from '../asks/processes.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers, CommandText} from '../../model/probe.ts';
import {untilEnd} from './ended.ts';
import {once} from './once.ts';

export interface Programs {
  /** True when it is on the search path of the target. Only names of `programNames` can be asked. */
  installed(name: string): boolean;
  /** null when processes of other users cannot be seen, and none of ours is one of these. */
  running(...names: readonly string[]): boolean | null;
}

const read = once(({text, cut}: CommandText): Programs => {
  const {lines, ended} = untilEnd(text);
  const end = lines.indexOf('= processes');
  if (lines[0] !== '= programs' || end === -1) throw new Gap('unsupported', 'no list of programs');
  const found = new Set(lines.slice(1, end).map((path) => path.slice(path.lastIndexOf('/') + 1)));
  const listed = lines.slice(end + 1);
  const processes = new Set(listed.filter((line) => line.startsWith('Name:\t')).map((line) => line.slice(6)));
  const hidden = cut || !ended || !listed.includes('Pid:\t1');
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
});

/** What the ask `processes` tells of programs. @throws Gap */
export function readPrograms(answers: Answers): Programs {
  return read(answers.command(processesAsk.id));
}
