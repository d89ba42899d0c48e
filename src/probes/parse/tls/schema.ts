import {z} from 'zod';
import {field} from '../../../model/probe.ts';
import {flag, flagOrNull, int, intOrNull, text, texts} from '../fields.ts';

const time = (en: string, ja: string) => field(z.iso.datetime(), en, ja);
const key = {
  keyType: field(z.enum(['RSA', 'DSA', 'ECDSA', 'Ed25519', 'Ed448', 'other']), 'Kind of key', '鍵の種別'),
  keyBits: intOrNull('Length of the key', '鍵長', {unit: {en: 'bit', ja: 'ビット'}}),
  signature: text('Signature algorithm', '署名アルゴリズム'),
};

const Issuer = z.object({
  subject: text('Subject', '所有者'),
  ...key,
  notAfter: time('Valid until', '有効期限'),
  selfSigned: flag('Self-signed', '自己署名'),
});

const Certificate = z.object({
  subject: text('Subject', '所有者'),
  issuer: text('Issuer', '発行者'),
  names: texts('Names it is valid for', '証明書の対象ホスト名'),
  addresses: texts('Addresses it is valid for', '証明書の対象IPアドレス'),
  notBefore: time('Valid from', '有効期間の開始'),
  notAfter: time('Valid until', '有効期限'),
  ...key,
  selfSigned: flag('Self-signed', '自己署名'),
  publicCa: flag('From a public CA', '公的な認証局の発行'),
  fingerprint: text('SHA-256 fingerprint', 'SHA-256フィンガープリント'),
  chain: field(z.enum(['self-signed', 'linked', 'alone', 'broken']), 'Certificate chain', '証明書チェーン', {
    values: {
      'self-signed': {en: 'self-signed', ja: '自己署名'},
      linked: {en: 'each issued by the next', ja: '発行者まで連続'},
      alone: {en: 'without its issuer', ja: '発行者の証明書なし'},
      broken: {en: 'not in sequence', ja: '不連続'},
    },
  }),
  issuers: field(z.array(Issuer), 'Certificates sent with it', '併せて送信された証明書'),
});

/** One port at which TLS is spoken. */
export const Endpoint = z.object({
  port: int('Port', 'ポート'),
  begins: field(
    z.enum(['at-once', 'smtp', 'imap', 'pop3', 'ftp', 'ldap', 'postgresql']),
    'How TLS begins',
    'TLSの開始方法',
    {
      values: {
        'at-once': {en: 'with the connection', ja: '接続直後'},
        smtp: {en: 'after STARTTLS of SMTP', ja: 'SMTPのSTARTTLS後'},
        imap: {en: 'after STARTTLS of IMAP', ja: 'IMAPのSTARTTLS後'},
        pop3: {en: 'after STLS of POP3', ja: 'POP3のSTLS後'},
        ftp: {en: 'after AUTH TLS of FTP', ja: 'FTPのAUTH TLS後'},
        ldap: {en: 'after StartTLS of LDAP', ja: 'LDAPのStartTLS後'},
        postgresql: {en: 'after SSLRequest of PostgreSQL', ja: 'PostgreSQLのSSLRequest後'},
      },
    },
  ),
  versions: texts('Versions accepted', '受け付けるバージョン'),
  suites: texts('Cipher suites accepted', '受け付ける暗号スイート'),
  groups: texts('Groups of the key exchange', '鍵交換のグループ'),
  compression: flagOrNull('TLS compression', 'TLS圧縮'),
  secureRenegotiation: flagOrNull('Secure renegotiation', 'セキュアな再ネゴシエーション'),
  certificates: field(z.array(Certificate), 'Certificates', 'サーバ証明書'),
});
export type Endpoint = z.infer<typeof Endpoint>;
