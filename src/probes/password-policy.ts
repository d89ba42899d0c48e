import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {assignmentsOf, intOrNull} from './parse/config-lines.ts';
import {lockoutAsks, readLockout} from './parse/lockout.ts';
import {loginDefsAsks, readLoginDefs} from './parse/login-defs.ts';
import {pamAsks, pamLines, pamStack, pamTree, readPam, type Pam, type PamLine, type PamNode} from './parse/pam.ts';
import {qualityAsks, readQuality, weakerQuality} from './parse/password-quality.ts';
import {rememberedBy} from './parse/password-stack.ts';
import {releaseAsks, releaseOf} from './parse/release.ts';
import {fileOrVendor, withVendor} from './parse/vendor-files.ts';

const day = {unit: {en: 'days', ja: '日'}};
const second = {unit: {en: 's', ja: '秒'}};
const days = (en: string, ja: string) => field(z.int().nullable(), en, ja, day);
const seconds = (en: string, ja: string) => field(z.int().nullable(), en, ja, second);
const count = (en: string, ja: string) => field(z.int().nullable(), en, ja);
const flag = (en: string, ja: string) => field(z.boolean().nullable(), en, ja);
const text = (en: string, ja: string) => field(z.string().nullable(), en, ja);

const Quality = z.object({
  module: text('Quality module', '強度検査モジュール'),
  minLength: count('Minimum length', '最小文字数'),
  minClasses: count('Required character classes', '必須の文字種数'),
  retry: count('Attempts at a new password', '再入力回数'),
  dictionary: flag('Dictionary check', '辞書検査'),
  enforceForRoot: flag('Holds for root too', 'rootにも適用'),
});
const Lockout = z.object({
  module: text('Lockout module', 'ロックアウトモジュール'),
  deny: count('Failed attempts until lockout', 'ロックまでの失敗回数'),
  unlockTime: seconds('Unlocked after (0: by an administrator)', 'ロック解除までの時間（0は管理者が解除）'),
  failInterval: seconds('Attempts counted within', '失敗回数を数える期間'),
  evenDenyRoot: flag('Holds for root too', 'rootにも適用'),
  localUsersOnly: flag('Holds for accounts of the host alone', 'ホストのローカルアカウントのみに適用'),
  services: field(z.array(z.string()), 'Services with lockout', 'ロックアウトが有効なサービス'),
  without: field(z.array(z.string()), 'Services without lockout', 'ロックアウトのないサービス'),
});
const PasswordPolicy = z.object({
  pam: field(z.boolean(), 'PAM in use', 'PAMの使用'),
  maxDays: days('Maximum password age for new accounts', '新規アカウントのパスワード有効期間'),
  minDays: days('Minimum password age for new accounts', '新規アカウントのパスワード変更禁止期間'),
  warnDays: days('Warning before expiry', '期限切れ前の警告'),
  inactiveDays: days('Disabled after expiry, for new accounts', '新規アカウントの期限切れ後の無効化'),
  hashMethod: text('Hash of new passwords', '新規パスワードのハッシュ方式'),
  quality: field(Quality, 'Quality', 'パスワード強度'),
  remember: count('Old passwords remembered', '再利用を禁止する世代数'),
  lockout: field(Lockout, 'Lockout', 'アカウントロックアウト'),
  nullok: field(z.array(z.string()), 'Services that take empty passwords', '空パスワードを許すサービス'),
  authselect: text('authselect profile', 'authselectプロファイル'),
});

const historyFile = '/etc/security/pwhistory.conf';
const useraddFile = '/etc/default/useradd';

/** From strong to weak. */
const hashes = ['gost_yescrypt', 'yescrypt', 'sha512', 'sha256', 'blowfish', 'md5', 'bigcrypt'];
const doors = ['login', 'sshd', 'su', 'gdm-password', 'lightdm', 'sddm'];

/** Services by which people change a password, at a login when it is too old; without any, the first of what they include. */
const changers = ['passwd', 'login', 'sshd', 'gdm-password', 'lightdm', 'sddm'];
const included = ['common-password', 'system-auth', 'base-password'];

function changersOf(pam: Pam): readonly (readonly PamNode[])[] {
  const treeOf = (service: string): readonly PamNode[] => pamTree(pam, service, 'password');
  const trees = changers.map(treeOf).filter((tree) => tree.length > 0);
  return trees.length > 0 ? trees : [treeOf(included.find((name) => pam.services.has(name)) ?? '')];
}

/** What the weakest of the ways to change a password demands. @throws Gap */
function demandsOf(answers: Answers, trees: readonly (readonly PamNode[])[]) {
  const qualities = trees.map((tree) => readQuality(answers, tree));
  const histories = trees.map((tree) => rememberedBy(answers, tree));
  return {
    quality: qualities.map(({quality}) => quality).reduce(weakerQuality),
    remember: histories
      .map(({remember}) => remember)
      .reduce((a, b) => (a === null || b === null ? null : Math.min(a, b))),
    complete: [...qualities, ...histories].every(({complete}) => complete),
  };
}

/** Where a stack was not seen as a whole, its silence is no proof that login.defs decides. */
function hashOf(stack: readonly PamLine[], defs: ReadonlyMap<string, string>, complete: boolean): string | null {
  const unix = stack.find((line) => line.module === 'pam_unix.so');
  // Each of them sets those before it aside.
  const argument = unix?.args.findLast((arg) => hashes.includes(arg));
  if (!complete) return null;
  return argument ?? defs.get('ENCRYPT_METHOD')?.toLowerCase() ?? null;
}

/**
 * What busybox's passwd of Alpine is built for; it serves where there are neither PAM nor the tools that read login.defs.
 * `known`: false where it is not known whether this is Alpine.
 */
function builtInHash(answers: Answers, pam: Pam, defs: ReadonlyMap<string, string>) {
  if (!pam.complete || pam.services.size > 0 || defs.size > 0) return {hash: null, known: true};
  const release = releaseOf(answers);
  return {hash: release?.family === 'alpine' ? 'sha512' : null, known: release !== null};
}

/** Of the ways to change a password the weakest hash; null where one of them is not known. */
function weakestHash(
  trees: readonly (readonly PamNode[])[],
  defs: ReadonlyMap<string, string>,
  complete: boolean,
): string | null {
  const found = trees.map((tree) => hashOf(pamLines(tree), defs, complete));
  // DES and what is not known are not listed.
  const rank = (hash: string): number => (hashes.includes(hash) ? hashes.indexOf(hash) : hashes.length);
  return found.reduce((one, other) => (one === null || other === null ? null : rank(other) > rank(one) ? other : one));
}

function ageOf(text: string | undefined): number | null {
  const value = intOrNull(text);
  return value === null || value < 0 ? null : value;
}

/** login.defs(5), pam_unix(8), pam_pwquality(8), pam_pwhistory(8), pam_faillock(8), as the stacks have them. */
export const passwordPolicy = defineProbe({
  fact: 'passwordPolicy',
  title: {en: 'Password and lockout policy', ja: 'パスワード・ロックアウトのポリシー'},
  cost: 'cheap',
  schema: PasswordPolicy,
  ask: {
    linux: [
      ...[...pamAsks, ...loginDefsAsks, ...qualityAsks, ...lockoutAsks],
      ...withVendor(historyFile, useraddFile),
      ...files('/etc/authselect/authselect.conf'),
      ...releaseAsks,
    ],
  },
  parse(answers) {
    const pam = readPam(answers);
    const defs = readLoginDefs(answers);
    const trees = changersOf(pam);
    const {quality, remember, complete} = demandsOf(answers, trees);
    const locking = readLockout(answers, pam);
    const useradd = assignmentsOf(fileOrVendor(answers, useraddFile)?.text ?? '');
    const builtIn = builtInHash(answers, pam, defs);
    const selected = answers.file('/etc/authselect/authselect.conf')?.text.split('\n')[0]?.trim();
    const value = {
      pam: pam.services.size > 0,
      maxDays: ageOf(defs.get('PASS_MAX_DAYS')),
      minDays: ageOf(defs.get('PASS_MIN_DAYS')),
      warnDays: ageOf(defs.get('PASS_WARN_AGE')),
      inactiveDays: ageOf(useradd.get('INACTIVE')),
      hashMethod: weakestHash(trees, defs, pam.complete) ?? builtIn.hash,
      quality,
      remember,
      lockout: locking.lockout,
      nullok: doors.filter((service) =>
        pamStack(pam, service, 'auth').some(
          (line) => line.module === 'pam_unix.so' && line.args.some((arg) => /^nullok(_secure)?$/.test(arg)),
        ),
      ),
      authselect: selected === undefined || selected === '' ? null : selected,
    };
    return pam.complete && complete && locking.complete && builtIn.known ? whole(value) : partial(value);
  },
});
