import {z} from 'zod';
import {defineProbe, field, partial, whole, type FileText} from '../model/probe.ts';
import {configLines, words} from './parse/config-lines.ts';
import {loginDefsAsks, readLoginDefs} from './parse/login-defs.ts';
import {pamAsks} from './parse/pam.ts';
import {reading, type Reading} from './parse/reading.ts';
import {filesOverVendor, vendorPath, withVendor} from './parse/vendor-files.ts';

const shellFiles = ['/etc/profile', '/etc/bash.bashrc', '/etc/bashrc', '/etc/environment'] as const;
const shellFolder = '/etc/profile.d/*.sh';

const Umask = z.object({
  file: field(z.string(), 'File', 'ファイル'),
  value: field(z.string(), 'umask', 'umask'),
  groupWrite: field(z.boolean(), 'Group may write', 'グループの書き込み可'),
  otherRead: field(z.boolean(), 'Others may read', '他者の読み取り可'),
  otherWrite: field(z.boolean(), 'Others may write', '他者の書き込み可'),
});
type Umask = z.infer<typeof Umask>;
const Timeout = z.object({
  file: field(z.string(), 'File', 'ファイル'),
  seconds: field(z.int(), 'Shell ends after', 'シェルの自動終了までの時間', {unit: {en: 's', ja: '秒'}}),
  readonly: field(z.boolean(), 'Cannot be changed by users', '利用者による変更不可'),
});
type Timeout = z.infer<typeof Timeout>;
const SessionDefaults = z.object({
  umasks: field(z.array(Umask), 'umask settings', 'umaskの設定'),
  timeouts: field(z.array(Timeout), 'Shell timeouts', 'シェルのタイムアウト設定'),
  homeMode: field(z.string().nullable(), 'Mode of new home directories', '新規ホームディレクトリのモード'),
});

function umaskOf(file: string, value: string): Umask | null {
  if (!/^[0-7]{1,4}$/.test(value)) return null;
  const mask = Number.parseInt(value, 8);
  const open = (bit: number): boolean => (mask & bit) === 0;
  return {file, value, groupWrite: open(0o020), otherRead: open(0o004), otherWrite: open(0o002)};
}

const speaks = (text: string): boolean => text.includes('umask') || text.includes('TMOUT');

/** Statements of a shell script, as far as its lines and semicolons tell them. */
function statements(text: string): string[][] {
  return configLines(text)
    .filter(speaks)
    .flatMap((line) => line.split(/[;&|]/).filter(speaks))
    .map((part) => words(part).filter((word) => !['then', 'else', 'do', '{', '('].includes(word)));
}

function umasksOf({path, text}: FileText): (Umask | null)[] {
  return statements(text)
    .filter(([name, value]) => name === 'umask' && value !== undefined && value !== '-S' && value !== '-p')
    .map(([, value = '']) => umaskOf(path, value));
}

function timeoutOf({path, text}: FileText): Timeout | null {
  let seconds: number | null = null;
  let readonly = false;
  for (const parts of statements(text)) {
    const set = parts.map((word) => /^TMOUT=(["']?)(\d{1,7})\1$/.exec(word)?.[2]).find((value) => value !== undefined);
    if (set !== undefined) seconds = Number(set);
    const names = parts.some((word) => word === 'TMOUT' || word.startsWith('TMOUT='));
    if (names && /^(?:readonly|typeset|declare)$/.test(parts[0] ?? '')) readonly ||= isReadonly(parts);
  }
  return seconds === null ? null : {file: path, seconds, readonly};
}

function isReadonly([first, second = '']: readonly string[]): boolean {
  return first === 'readonly' || /^-[a-z]*r/.test(second);
}

/** Sessions have the umask of login.defs by pam_umask(8) alone; without it, only new homes have. */
function isApplied(read: Reading): boolean {
  return read
    .files(...pamAsks.map(({pattern}) => pattern))
    .some(({text}) => configLines(text).some((line) => line.includes('pam_umask.so')));
}

/** login.defs(5), and what the shells of all users read first. Conditions in scripts are not evaluated. */
export const sessionDefaults = defineProbe({
  fact: 'sessionDefaults',
  title: {en: 'Session defaults', ja: 'ログインセッションの既定値'},
  cost: 'cheap',
  schema: SessionDefaults,
  ask: {linux: [...loginDefsAsks, ...pamAsks, ...withVendor(...shellFiles, shellFolder)]},
  parse(answers) {
    const defs = readLoginDefs(answers);
    const folder = filesOverVendor(answers, shellFolder);
    // SUSE's /etc/profile goes on in that of the vendor.
    const read = shellFiles
      .flatMap((path) => [path, vendorPath(path)])
      .map((path) => answers.file(path))
      .filter((file) => file !== null);
    const scripts = [...read, ...folder.files];
    const inDefs = defs.get('UMASK');
    const inShells = scripts.flatMap(umasksOf);
    const pam = reading(answers);
    const applied = inShells.length > 0 || isApplied(pam);
    const umasks = [...(inDefs === undefined || !applied ? [] : [umaskOf('/etc/login.defs', inDefs)]), ...inShells];
    const value = {
      umasks: umasks.filter((umask) => umask !== null),
      timeouts: scripts.map(timeoutOf).filter((timeout) => timeout !== null),
      homeMode: defs.get('HOME_MODE') ?? null,
    };
    const sure = inShells.length > 0 || pam.sure(true) === true;
    return folder.complete && !umasks.includes(null) && sure ? whole(value) : partial(value);
  },
});
