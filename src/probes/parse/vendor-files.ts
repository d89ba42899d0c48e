import {files, type FilesAsk} from '../../model/ask.ts';
import type {Answers, FileText} from '../../model/probe.ts';
import {dropIns} from './drop-ins.ts';

/** Where SUSE keeps what the administrator has not written anew: `/usr/etc/profile` for `/etc/profile`. */
export function vendorPath(path: string): string {
  return `/usr${path}`;
}

/** Asks for these paths or patterns below /etc, and for those of the vendor. */
export function withVendor(...paths: readonly string[]): FilesAsk[] {
  return files(...paths.flatMap((path) => [path, vendorPath(path)]));
}

/** The file, or where there is none that of the vendor; null where there is neither. @throws Gap as `answers` does */
export function fileOrVendor(answers: {file(path: string): FileText | null}, path: string): FileText | null {
  return answers.file(path) ?? answers.file(vendorPath(path));
}

/** Files of a folder in the order of their names; one hides that of its name in the folder of the vendor. @throws Gap */
export function filesOverVendor(
  answers: Answers,
  pattern: string,
): {readonly files: FileText[]; readonly complete: boolean} {
  const read = [pattern, vendorPath(pattern)].map((one) => answers.files(one));
  return {files: dropIns(read.flatMap((folder) => folder.files)), complete: read.every(({complete}) => complete)};
}
