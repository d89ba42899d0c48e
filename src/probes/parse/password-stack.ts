import type {Answers} from '../../model/probe.ts';
import {assignmentsOf, intOrNull} from './config-lines.ts';
import {refuses} from './pam-flow.ts';
import {asksDirectory, forLocalUser} from './pam-modules.ts';
import {pamArg, pamLines, type PamLine, type PamNode} from './pam.ts';
import {fileOrVendor} from './vendor-files.ts';

/** Whether a new password of an account of the host that this line refuses is refused, though all others of the stack take it; null: not known. */
export function refusalCounts(tree: readonly PamNode[], line: PamLine): boolean | null {
  return refuses(tree, (other) => {
    if (other === line) return ['authtok_err'];
    if (asksDirectory(other)) return ['user_unknown'];
    return other.module === 'pam_unix.so' ? ['success'] : forLocalUser(other);
  });
}

export interface Remembered {
  readonly remember: number | null;
  readonly complete: boolean;
}

const usual = '/etc/security/pwhistory.conf';

/** Old passwords that cannot be taken again: pam_pwhistory(8), pwhistory.conf(5), pam_unix(8). @throws Gap */
export function rememberedBy(answers: Answers, tree: readonly PamNode[]): Remembered {
  const conf = assignmentsOf(fileOrVendor(answers, usual)?.text ?? '');
  for (const line of pamLines(tree).filter(({module}) => module === 'pam_pwhistory.so')) {
    const counts = refusalCounts(tree, line);
    const read = (pamArg(line, 'conf') ?? usual) === usual;
    if (counts === null || (counts && !read)) return {remember: null, complete: false};
    if (counts) {
      const remember = intOrNull(pamArg(line, 'remember') ?? conf.get('remember') ?? '10');
      return {remember, complete: true};
    }
  }
  const unix = pamLines(tree).find((line) => line.module === 'pam_unix.so' && pamArg(line, 'remember') !== null);
  if (unix === undefined) return {remember: null, complete: true};
  const counts = refusalCounts(tree, unix);
  return {remember: counts === true ? intOrNull(pamArg(unix, 'remember') ?? '') : null, complete: counts !== null};
}
