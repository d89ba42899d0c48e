import type {Answers} from '../../model/probe.ts';
import {files, type FilesAsk} from '../../model/ask.ts';
import {configLines, words} from './config-lines.ts';

export const loginDefsAsks: FilesAsk[] = files('/etc/login.defs', '/usr/etc/login.defs');

/** login.defs(5) by name; empty when there is no such file. @throws Gap */
export function readLoginDefs(answers: Answers): ReadonlyMap<string, string> {
  const file = answers.file('/etc/login.defs') ?? answers.file('/usr/etc/login.defs');
  const found = new Map<string, string>();
  for (const line of configLines(file?.text ?? '')) {
    const [name = '', value] = words(line);
    if (value !== undefined) found.set(name, value.replaceAll('"', ''));
  }
  return found;
}
