import {z} from 'zod';
import {field} from '../probe.ts';
import {Grade, gradeValues} from './users.ts';

export const DeviceWireless = z.object({
  networks: field(
    z.array(
      z.object({
        ssid: field(z.string(), 'SSID', 'SSID'),
        enabled: field(z.boolean(), 'Enabled', '有効'),
        security: field(
          z.enum([
            'open',
            'wep',
            'wpa-psk',
            'wpa2-psk',
            'wpa3-sae',
            'wpa-enterprise',
            'wpa2-enterprise',
            'wpa3-enterprise',
            'unknown',
          ]),
          'Security',
          '認証・暗号',
        ),
        ciphers: field(z.array(z.enum(['tkip', 'ccmp', 'gcmp', 'unknown'])), 'Ciphers', '暗号方式'),
        keyGrade: field(Grade.nullable(), 'Key', '事前共有鍵の強度', {values: gradeValues}),
        hidden: field(z.boolean().nullable(), 'Name is not announced', 'SSIDの隠蔽'),
        isolated: field(z.boolean().nullable(), 'Clients are kept apart', '端末間通信の遮断'),
      }),
    ),
    'Wireless networks',
    '無線ネットワーク',
  ),
});
export type DeviceWireless = z.infer<typeof DeviceWireless>;

/**
 * What tunnels may agree on. Algorithms in lower case with their key lengths: `des`, `3des`, `aes128`, `aes256`, `md5`, `sha1`, `sha256`; as the
 * device names them where the names are not known.
 */
export const DeviceVpn = z.object({
  proposals: field(
    z.array(
      z.object({
        name: field(z.string(), 'Name', '名前'),
        phase: field(z.enum(['ike', 'ipsec']), 'Phase', 'フェーズ'),
        version: field(z.enum(['ikev1', 'ikev2']).nullable(), 'Version', 'バージョン'),
        encryption: field(z.array(z.string()), 'Encryption', '暗号'),
        integrity: field(z.array(z.string()), 'Integrity', '認証'),
        dhGroups: field(z.array(z.int()), 'Diffie-Hellman groups', 'DHグループ'),
        aggressive: field(z.boolean().nullable(), 'Aggressive mode', 'アグレッシブモード'),
        keyGrade: field(Grade.nullable(), 'Pre-shared key', '事前共有鍵の強度', {values: gradeValues}),
      }),
    ),
    'Proposals',
    '提案',
  ),
  remoteAccess: field(
    z.array(z.string()),
    'Remote access (SSL-VPN, L2TP, PPTP …)',
    'リモートアクセス（SSL-VPN、L2TP、PPTPなど）',
  ),
});
export type DeviceVpn = z.infer<typeof DeviceVpn>;
