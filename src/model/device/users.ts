import {z} from 'zod';
import {field} from '../probe.ts';

/**
 * How a password is stored. none: there is none · plain: readable · reversible: obfuscated (Cisco type 7 and its like) ·
 * remote: on a server · public-key: no password, a key · hash: one-way, of a kind that is not known.
 */
export const passwordSchemes = [
  'none',
  'plain',
  'reversible',
  'des-crypt',
  'md5-crypt',
  'sha1',
  'sha256',
  'sha512',
  'pbkdf2',
  'scrypt',
  'bcrypt',
  'hash',
  'public-key',
  'remote',
] as const;
export const PasswordScheme = z.enum(passwordSchemes);
export type PasswordScheme = z.infer<typeof PasswordScheme>;

/** What the redactor found a readable secret to be. */
export const Grade = z.enum(['default', 'weak', 'ok']);
export type Grade = z.infer<typeof Grade>;

export const gradeValues = {
  default: {en: 'a factory default', ja: '工場出荷時の値'},
  weak: {en: 'easily guessed', ja: '推測されやすい'},
  ok: {en: 'in no list of known values', ja: '既知の一覧になし'},
  null: {en: 'cannot be told', ja: '判定できない'},
};

const schemeValues = {
  none: {en: 'no password', ja: 'パスワードなし'},
  plain: {en: 'readable', ja: '平文'},
  reversible: {en: 'reversible', ja: '可逆（復号可能）'},
  remote: {en: 'on a server', ja: '認証サーバ'},
  'public-key': {en: 'public key', ja: '公開鍵'},
  hash: {en: 'hashed', ja: 'ハッシュ'},
  null: {en: 'unknown', ja: '不明'},
};

/** Accounts kept on a device. Lists hold local ones only. */
export const DeviceUsers = z.object({
  users: field(
    z.array(
      z.object({
        name: field(z.string(), 'Name', '名前'),
        privilege: field(z.int().nullable(), 'Privilege level', '特権レベル'),
        role: field(z.string().nullable(), 'Role', '役割'),
        administrator: field(z.boolean().nullable(), 'May change the configuration', '設定変更の権限'),
        enabled: field(z.boolean(), 'Enabled', '有効'),
        scheme: field(PasswordScheme.nullable(), 'Password stored as', 'パスワードの保存方式', {values: schemeValues}),
        grade: field(Grade.nullable(), 'Password', 'パスワードの強度', {values: gradeValues}),
      }),
    ),
    'Accounts',
    'アカウント',
  ),
  enable: field(
    z
      .object({
        scheme: field(PasswordScheme.nullable(), 'Stored as', '保存方式', {values: schemeValues}),
        grade: field(Grade.nullable(), 'Password', '強度', {values: gradeValues}),
      })
      .nullable(),
    'Password of the privileged mode',
    '特権モードのパスワード',
  ),
  hasPrivilegedMode: field(
    z.boolean(),
    'Has a privileged mode with a password of its own',
    '特権モード（別パスワード）のある機種',
  ),
  encryption: field(z.boolean().nullable(), 'Readable passwords are obfuscated', '平文パスワードの難読化'),
  minLength: field(z.int().nullable(), 'Least length of a password', 'パスワードの最小文字数'),
  lockoutAttempts: field(
    z.int().nullable(),
    'Failed logins before a lock (0: no lock)',
    'ロックまでの失敗回数（0は無効）',
  ),
});
export type DeviceUsers = z.infer<typeof DeviceUsers>;
