import {z} from 'zod';
import {field} from '../../model/probe.ts';

const enabled = {true: {en: 'enabled', ja: '有効'}, false: {en: 'disabled', ja: '無効'}};
const flag = (en: string, ja: string) => field(z.boolean().nullable(), en, ja, {values: enabled});
const text = (en: string, ja: string) => field(z.string().nullable(), en, ja);
const count = (en: string, ja: string) => field(z.int().nullable(), en, ja);
const names = (en: string, ja: string) => field(z.array(z.string()), en, ja);
const algorithms = (en: string, ja: string) => field(z.array(z.string()).nullable(), en, ja);
const seconds = {en: 's', ja: '秒'};

/** What sshd goes by. null: not known (only in an incomplete fact), or for `banner`: none. */
export const SshdEffective = z.object({
  permitRootLogin: text('Root login', 'rootログイン'),
  passwordAuthentication: flag('Password authentication', 'パスワード認証'),
  permitEmptyPasswords: flag('Empty passwords accepted', '空パスワードの許可'),
  kbdInteractiveAuthentication: flag('Keyboard-interactive authentication', 'キーボードインタラクティブ認証'),
  pubkeyAuthentication: flag('Public key authentication', '公開鍵認証'),
  hostbasedAuthentication: flag('Host-based authentication', 'ホストベース認証'),
  authenticationMethods: text('Required authentication methods', '必須の認証方式'),
  ignoreRhosts: text('rhosts files ignored', 'rhostsファイルの無視'),
  maxAuthTries: count('Authentication attempts per connection', '1接続あたりの認証試行回数'),
  maxSessions: count('Sessions per connection', '1接続あたりのセッション数'),
  maxStartups: text('Concurrent unauthenticated connections', '未認証の同時接続数'),
  loginGraceTime: field(z.int().nullable(), 'Login grace time', 'ログイン猶予時間', {unit: seconds}),
  clientAliveInterval: field(z.int().nullable(), 'Client alive interval', 'クライアント生存確認の間隔', {
    unit: seconds,
  }),
  clientAliveCountMax: count('Client alive messages', 'クライアント生存確認の回数'),
  x11Forwarding: flag('X11 forwarding', 'X11転送'),
  allowTcpForwarding: text('TCP forwarding', 'TCPポート転送'),
  allowAgentForwarding: flag('Agent forwarding', 'エージェント転送'),
  gatewayPorts: text('Remote forwarding to all addresses', '転送ポートの外部公開'),
  permitTunnel: text('Tunnel devices', 'トンネルデバイス'),
  disableForwarding: flag('All forwarding disabled', '全転送の禁止'),
  allowUsers: names('Users allowed', '許可する利用者'),
  allowGroups: names('Groups allowed', '許可するグループ'),
  denyUsers: names('Users denied', '拒否する利用者'),
  denyGroups: names('Groups denied', '拒否するグループ'),
  banner: text('Banner file', 'バナーファイル'),
  usePam: flag('PAM', 'PAMの使用'),
  logLevel: text('Log level', 'ログレベル'),
  strictModes: flag('Strict modes', 'StrictModes'),
  permitUserEnvironment: text('User environment files', '利用者による環境変数の設定'),
  ciphers: algorithms('Ciphers', '暗号方式'),
  macs: algorithms('MACs', 'メッセージ認証方式'),
  kexAlgorithms: algorithms('Key exchange algorithms', '鍵交換方式'),
  hostKeyAlgorithms: algorithms('Host key algorithms', 'ホスト鍵方式'),
  pubkeyAcceptedAlgorithms: algorithms('Public key algorithms', '公開鍵認証の鍵方式'),
  authorizedKeysFiles: algorithms('Authorised keys files', '公開鍵登録ファイル'),
  subsystems: names('Subsystems', 'サブシステム'),
  ports: field(z.array(z.int()), 'Ports', '待受ポート'),
  listenAddresses: names('Listen addresses', '待受アドレス'),
});
export type SshdEffective = z.infer<typeof SshdEffective>;

const sources = {
  effective: {en: 'as sshd itself reports', ja: 'sshd自身の出力'},
  files: {en: 'configuration files', ja: '設定ファイル'},
};

const Setting = z.object({
  name: field(z.string(), 'Keyword', 'キーワード'),
  value: field(z.string(), 'Value', '値'),
});
const MatchBlock = z.object({
  criteria: field(z.string(), 'Match criteria', 'Match条件'),
  settings: field(z.array(Setting), 'Settings', '設定'),
});
const HostKey = z.object({
  path: field(z.string(), 'File', 'ファイル'),
  type: field(z.string(), 'Key type', '鍵の種類'),
  bits: field(z.int().nullable(), 'Key size', '鍵長', {unit: {en: 'bit', ja: 'ビット'}}),
});
const Dropbear = z.object({
  installed: field(z.boolean(), 'Dropbear installed', 'Dropbear導入'),
  options: field(z.string().nullable(), 'Dropbear options', 'Dropbearの起動オプション'),
});
/** OpenSSH's server as configured, and dropbear. */
export const Sshd = z.object({
  installed: field(z.boolean(), 'OpenSSH server installed', 'OpenSSHサーバ導入'),
  source: field(z.enum(['effective', 'files']).nullable(), 'Source', '取得元', {values: sources}),
  effective: field(SshdEffective.nullable(), 'Effective configuration', '有効な設定'),
  matchBlocks: field(z.array(MatchBlock), 'Match blocks', 'Matchブロック'),
  hostKeys: field(z.array(HostKey), 'Host keys', 'ホスト鍵'),
  dropbear: field(Dropbear, 'Dropbear', 'Dropbear'),
});
export type Sshd = z.infer<typeof Sshd>;
