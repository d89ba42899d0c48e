import {z} from 'zod';
import {field} from '../probe.ts';

const packets = {unit: {en: 'packets', ja: 'パケット'}};

/** Interfaces as they are now. Addresses as `192.0.2.1/24`; MAC addresses as `00:11:22:aa:bb:cc`. */
export const DeviceInterfaces = z.object({
  interfaces: field(
    z.array(
      z.object({
        name: field(z.string(), 'Name', '名前'),
        description: field(z.string().nullable(), 'Description', '説明'),
        type: field(z.enum(['physical', 'vlan', 'loopback', 'tunnel', 'aggregate', 'other']), 'Type', '種類'),
        adminUp: field(z.boolean().nullable(), 'Enabled', '有効化', {
          values: {true: {en: 'enabled', ja: '有効'}, false: {en: 'shut down', ja: '停止'}},
        }),
        operUp: field(z.boolean().nullable(), 'Link', 'リンク', {
          values: {true: {en: 'up', ja: 'アップ'}, false: {en: 'down', ja: 'ダウン'}},
        }),
        addresses: field(z.array(z.string()), 'Addresses', 'アドレス'),
        mac: field(z.string().nullable(), 'MAC address', 'MACアドレス'),
        speedMbps: field(z.number().nullable(), 'Speed', '速度', {unit: {en: 'Mbps', ja: 'Mbps'}}),
        inErrors: field(z.number().nullable(), 'Input errors', '受信エラー', packets),
        outErrors: field(z.number().nullable(), 'Output errors', '送信エラー', packets),
      }),
    ),
    'Interfaces',
    'インタフェース',
  ),
});
export type DeviceInterfaces = z.infer<typeof DeviceInterfaces>;

/** Interfaces as configured. A null says that the configuration read does not tell. */
export const DevicePorts = z.object({
  dot1x: field(z.boolean().nullable(), '802.1X in use on the device', '802.1X（装置全体）'),
  dhcpSnooping: field(z.boolean().nullable(), 'DHCP snooping', 'DHCPスヌーピング'),
  arpInspection: field(z.boolean().nullable(), 'ARP inspection', 'ARP検査'),
  ports: field(
    z.array(
      z.object({
        name: field(z.string(), 'Name', '名前'),
        description: field(z.string().nullable(), 'Description', '説明'),
        shutdown: field(z.boolean(), 'Shut down', '停止'),
        mode: field(z.enum(['access', 'trunk', 'routed']).nullable(), 'Mode', 'モード', {
          values: {
            access: {en: 'access', ja: 'アクセス'},
            trunk: {en: 'trunk', ja: 'トランク'},
            routed: {en: 'routed', ja: 'ルーテッド'},
            null: {en: 'not set', ja: '未設定'},
          },
        }),
        dynamicTrunk: field(z.boolean().nullable(), 'Negotiates trunking', 'トランクの自動ネゴシエーション'),
        accessVlan: field(z.int().nullable(), 'VLAN', 'VLAN'),
        trunkVlans: field(z.string().nullable(), 'VLANs of the trunk (null: all)', 'トランクのVLAN（空は全て）'),
        nativeVlan: field(z.int().nullable(), 'Native VLAN', 'ネイティブVLAN'),
        addresses: field(z.array(z.string()), 'Addresses', 'アドレス'),
        aclIn: field(z.string().nullable(), 'Access list, inbound', 'アクセスリスト（受信）'),
        aclOut: field(z.string().nullable(), 'Access list, outbound', 'アクセスリスト（送信）'),
        dot1x: field(z.boolean().nullable(), '802.1X', '802.1X認証'),
        macAuth: field(z.boolean().nullable(), 'MAC authentication', 'MAC認証'),
        portSecurity: field(z.boolean().nullable(), 'Port security', 'ポートセキュリティ'),
        bpduGuard: field(z.boolean().nullable(), 'BPDU guard', 'BPDUガード'),
        stormControl: field(z.boolean().nullable(), 'Storm control', 'ストーム制御'),
        loopGuard: field(z.boolean().nullable(), 'Loop detection', 'ループ検知'),
      }),
    ),
    'Ports',
    'ポート',
  ),
});
export type DevicePorts = z.infer<typeof DevicePorts>;

export const DeviceVlans = z.object({
  vlans: field(
    z.array(
      z.object({
        id: field(z.int(), 'VLAN', 'VLAN番号'),
        name: field(z.string().nullable(), 'Name', '名前'),
        active: field(z.boolean().nullable(), 'Active', '有効'),
      }),
    ),
    'VLANs',
    'VLAN',
  ),
});
export type DeviceVlans = z.infer<typeof DeviceVlans>;
