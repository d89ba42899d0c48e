import {z} from 'zod';
import {field} from '../probe.ts';

/** Routes in use. `destination` as `192.0.2.0/24`; the default route is `0.0.0.0/0` or `::/0`. */
export const DeviceRoutes = z.object({
  routes: field(
    z.array(
      z.object({
        destination: field(z.string(), 'Destination', '宛先'),
        nextHop: field(z.string().nullable(), 'Next hop', 'ネクストホップ'),
        interface: field(z.string().nullable(), 'Interface', 'インタフェース'),
        protocol: field(z.enum(['connected', 'static', 'dynamic', 'other']), 'Origin', '種類'),
      }),
    ),
    'Routes',
    '経路',
  ),
});
export type DeviceRoutes = z.infer<typeof DeviceRoutes>;

/** Routing protocols and how their neighbours are told from strangers. */
export const DeviceRouting = z.object({
  protocols: field(
    z.array(
      z.object({
        protocol: field(z.enum(['rip', 'ospf', 'ospf6', 'eigrp', 'isis', 'bgp']), 'Protocol', 'プロトコル'),
        scope: field(z.string(), 'Neighbour, area or interface', '隣接・エリア・インタフェース'),
        authentication: field(z.enum(['none', 'plain', 'md5', 'sha', 'unknown']), 'Authentication', '認証'),
      }),
    ),
    'Routing protocols',
    '経路制御プロトコル',
  ),
});
export type DeviceRouting = z.infer<typeof DeviceRouting>;

/** Devices that announce themselves on a link. */
export const DeviceNeighbors = z.object({
  neighbors: field(
    z.array(
      z.object({
        protocol: field(z.enum(['lldp', 'cdp', 'other']), 'Protocol', 'プロトコル'),
        localPort: field(z.string(), 'Own port', '自装置のポート'),
        name: field(z.string().nullable(), 'Name', '名前'),
        addresses: field(z.array(z.string()), 'Addresses', 'アドレス'),
        mac: field(z.string().nullable(), 'MAC address', 'MACアドレス'),
        port: field(z.string().nullable(), 'Its port', '相手のポート'),
        description: field(z.string().nullable(), 'Description', '説明'),
      }),
    ),
    'Neighbours',
    '隣接機器',
  ),
});
export type DeviceNeighbors = z.infer<typeof DeviceNeighbors>;

/** ARP and IPv6 neighbour table: who was spoken to lately. */
export const ArpTable = z.object({
  entries: field(
    z.array(
      z.object({
        address: field(z.string(), 'Address', 'アドレス'),
        mac: field(z.string(), 'MAC address', 'MACアドレス'),
        interface: field(z.string().nullable(), 'Interface', 'インタフェース'),
      }),
    ),
    'Entries',
    'エントリ',
  ),
});
export type ArpTable = z.infer<typeof ArpTable>;

/** Forwarding table of a switch: which MAC address was seen at which port. Own addresses are left out. */
export const BridgeTable = z.object({
  entries: field(
    z.array(
      z.object({
        mac: field(z.string(), 'MAC address', 'MACアドレス'),
        vlan: field(z.int().nullable(), 'VLAN', 'VLAN'),
        port: field(z.string(), 'Port', 'ポート'),
        learnt: field(z.boolean(), 'Learnt', '学習'),
      }),
    ),
    'Entries',
    'エントリ',
  ),
});
export type BridgeTable = z.infer<typeof BridgeTable>;
