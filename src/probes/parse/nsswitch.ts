import type {FilesAsk} from '../../model/ask.ts';
import type {FileText} from '../../model/probe.ts';
import {configLines, withoutComment, words} from './config-lines.ts';
import {fileOrVendor, withVendor} from './vendor-files.ts';

const path = '/etc/nsswitch.conf';

export const nsswitchAsks: readonly FilesAsk[] = withVendor(path);

/** nsswitch.conf(5): sources of these databases, without what shall follow from their answers (`[NOTFOUND=return]`). @throws Gap as `answers` does */
export function sourcesOf(answers: {file(path: string): FileText | null}, ...databases: readonly string[]): string[] {
  return configLines(fileOrVendor(answers, path)?.text ?? '').flatMap((line) => {
    const written = withoutComment(line);
    const at = written.indexOf(':');
    if (!databases.includes(written.slice(0, Math.max(at, 0)).trim())) return [];
    return words(written.slice(at + 1).replace(/\[[^\]]*\]?/g, ' '));
  });
}
