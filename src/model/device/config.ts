import {z} from 'zod';
import {field} from '../probe.ts';

/** The configuration that runs. `lines` are redacted, and without those that change by themselves. */
export const DeviceConfig = z.object({
  saved: field(z.boolean().nullable(), 'Saved', '設定の保存', {
    values: {
      true: {en: 'same as the saved one', ja: '保存済み'},
      false: {en: 'differs from the saved one', ja: '未保存の変更あり'},
      null: {en: 'unknown', ja: '不明'},
    },
  }),
  lines: field(z.array(z.string()), 'Lines', '設定行'),
});
export type DeviceConfig = z.infer<typeof DeviceConfig>;

export const deviceFeatures = [
  'arp-proxy',
  'auto-install',
  'bootp',
  'cdp',
  'dhcp-server',
  'directed-broadcast',
  'dns-server',
  'dns-lookup',
  'finger',
  'ftp-server',
  'icmp-redirects',
  'icmp-unreachables',
  'lldp',
  'mop',
  'pad',
  'smart-install',
  'small-servers',
  'source-route',
  'tftp-server',
  'unicast-rpf',
  'upnp',
  'usb',
  'sd-card',
  'cloud-management',
  'tcp-keepalives',
  'spanning-tree',
  'vtp',
] as const;

/** Functions of a device that are on or off; `interface` null: for all of it. What is not listed could not be told. */
export const DeviceServices = z.object({
  features: field(
    z.array(
      z.object({
        name: field(z.enum(deviceFeatures), 'Function', '機能'),
        enabled: field(z.boolean(), 'Enabled', '有効'),
        interface: field(z.string().nullable(), 'Interface', 'インタフェース'),
      }),
    ),
    'Functions',
    '機能',
  ),
});
export type DeviceServices = z.infer<typeof DeviceServices>;

export const defences = [
  'syn-flood',
  'dos-policy',
  'intrusion-detection',
  'intrusion-prevention',
  'control-plane-policing',
  'storm-control',
  'login-throttling',
  'antivirus',
  'web-filter',
  'stateful-inspection',
] as const;

/** Defences against floods and intruders. What is not listed could not be told. */
export const DeviceDefence = z.object({
  defences: field(
    z.array(
      z.object({
        name: field(z.enum(defences), 'Defence', '防御機能'),
        enabled: field(z.boolean(), 'Enabled', '有効'),
        scope: field(z.string().nullable(), 'Where', '適用先'),
        detail: field(z.string().nullable(), 'Setting', '設定'),
      }),
    ),
    'Defences',
    '防御機能',
  ),
});
export type DeviceDefence = z.infer<typeof DeviceDefence>;

/** HOST-RESOURCES-MIB (RFC 2790): software as the agent lists it; names may be cut at 64 characters. */
export const HostSoftware = z.object({
  installed: field(
    z.array(
      z.object({
        name: field(z.string(), 'Name', '名前'),
        installedAt: field(z.string().nullable(), 'Installed on', 'インストール日'),
      }),
    ),
    'Installed software',
    'インストール済みソフトウェア',
  ),
  running: field(
    z.array(
      z.object({
        name: field(z.string(), 'Name', '名前'),
        path: field(z.string().nullable(), 'Path', 'パス'),
      }),
    ),
    'Running software',
    '実行中のソフトウェア',
  ),
});
export type HostSoftware = z.infer<typeof HostSoftware>;
