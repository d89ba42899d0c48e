import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import type {FilesAsk} from '../../model/ask.ts';
import {configLines, words} from './config-lines.ts';
import {fileOrVendor, filesOverVendor, withVendor} from './vendor-files.ts';

const main = '/etc/login.defs';
/** SUSE's shadow reads these too. */
const parts = '/etc/login.defs.d/*.defs';

export const loginDefsAsks: FilesAsk[] = withVendor(main, parts);

/** login.defs(5) by name, the last one wins; empty when there is no such file. @throws Gap */
export function readLoginDefs(answers: Answers): ReadonlyMap<string, string> {
  const more = filesOverVendor(answers, parts);
  if (!more.complete) throw new Gap('permission-denied', parts);
  const texts = [fileOrVendor(answers, main), ...more.files].map((file) => file?.text ?? '');
  const found = new Map<string, string>();
  for (const line of texts.flatMap(configLines)) {
    const [name = '', value] = words(line);
    if (value !== undefined) found.set(name, value.replaceAll('"', ''));
  }
  return found;
}
