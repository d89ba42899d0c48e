import {plainLines, switched, unquoted, withoutComment} from './config-text.ts';
import {soughtFiles, type Seen} from './included.ts';

interface Setting {
  readonly name: string;
  readonly value: string;
  /** False inside of a block, which speaks of some clients or services only. */
  readonly forAll: boolean;
}

const decisive = ['ssl', 'disable_plaintext_auth', 'auth_allow_cleartext'];
const mostFiles = 100;
const deepest = 10;

/** Settings in the order of reading, includes followed; null when one could not be. https://doc.dovecot.org/2.3/ */
function settingsOf(seen: Seen, main: string): Setting[] | null {
  const found: Setting[] = [];
  let [left, blocks, whole] = [mostFiles, 0, true];
  function read(path: string, depth: number): void {
    left -= 1;
    if (left < 0 || depth > deepest) {
      whole = false;
      return;
    }
    const text = (seen.files.get(path) ?? '').replaceAll('\\\n', ' ');
    for (const line of plainLines(text)) take(withoutComment(line), path, depth);
  }
  function take(line: string, path: string, depth: number): void {
    const include = /^!include(?<may>_try)?\s+(?<name>\S.*)$/.exec(line)?.groups;
    if (include !== undefined) {
      const name = include['name']?.trim() ?? '';
      const wanted = name.startsWith('/') ? name : `${path.slice(0, path.lastIndexOf('/'))}/${name}`;
      const paths = soughtFiles(seen, wanted);
      if (paths === null) whole = false;
      for (const one of paths ?? []) read(one, depth + 1);
      return;
    }
    const set = /^(?<name>[\w/]{1,200})\s*=\s*(?<value>.*)$/.exec(line)?.groups;
    if (set !== undefined)
      found.push({name: set['name'] ?? '', value: unquoted((set['value'] ?? '').trim()), forAll: blocks === 0});
    if (line.endsWith('{')) blocks += 1;
    if (line.startsWith('}')) blocks -= 1;
  }
  read(main, 0);
  return whole ? found : null;
}

/**
 * Whether passwords are taken over TLS alone; null when that cannot be known. Cleartext is refused unless
 * `disable_plaintext_auth = no` (to 2.3) or `auth_allow_cleartext = yes` (since 2.4), and `ssl = required` refuses it all the same.
 */
export function loginOnlyWithTls(seen: Seen, main: string): boolean | null {
  const all = settingsOf(seen, main);
  if (all === null) return null;
  const last = (name: string): string | null => all.findLast((one) => one.forAll && one.name === name)?.value ?? null;
  const doubtful = all
    .filter(({name}) => decisive.includes(name))
    .some(({value, forAll}) => !forAll || /^[$<]/.test(value));
  const trusted = all.some(({name, value}) => name === 'login_trusted_networks' && value !== '');
  if (doubtful || trusted) return null;
  const clear = switched(last('disable_plaintext_auth')) === false || switched(last('auth_allow_cleartext')) === true;
  return !clear || last('ssl') === 'required';
}
