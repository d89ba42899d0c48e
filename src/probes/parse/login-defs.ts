import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {files, type FilesAsk} from '../../model/ask.ts';
import {configLines, words} from './config-lines.ts';

const mains = ['/etc/login.defs', '/usr/etc/login.defs'] as const;
/** SUSE's shadow reads these too. A file hides one of its name in the folder of the vendor. */
const parts = ['/usr/etc/login.defs.d/*.defs', '/etc/login.defs.d/*.defs'] as const;

export const loginDefsAsks: FilesAsk[] = files(...mains, ...parts);

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** login.defs(5) by name, the last one wins; empty when there is no such file. @throws Gap */
export function readLoginDefs(answers: Answers): ReadonlyMap<string, string> {
  const main = mains.map((path) => answers.file(path)).find((file) => file !== null);
  const folders = parts.map((pattern) => answers.files(pattern));
  if (folders.some(({complete}) => !complete)) throw new Gap('permission-denied', parts.join(' '));
  const dropIns = new Map(folders.flatMap((folder) => folder.files).map((file) => [baseName(file.path), file.text]));
  const texts = [main?.text ?? '', ...[...dropIns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)];
  const found = new Map<string, string>();
  for (const line of texts.flatMap(configLines)) {
    const [name = '', value] = words(line);
    if (value !== undefined) found.set(name, value.replaceAll('"', ''));
  }
  return found;
}
