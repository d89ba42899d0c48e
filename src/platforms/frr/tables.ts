import type {Device, DeviceInterfaces, DeviceRoutes} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Parsed} from '../../model/probe.ts';
import {readZebraRoutes} from '../config/zebra-routes.ts';
import {readMac} from '../text/mac.ts';

export function readDevice(text: string): Parsed<Device> {
  const [, version, hostname] = /^FRRouting (\d[\w.+~-]{0,40})(?: \((\S{1,255})\))?/m.exec(text) ?? [];
  if (version === undefined) throw new Gap('unsupported', 'show version');
  return whole({
    vendor: 'FRRouting',
    os: 'frr',
    osName: 'FRRouting',
    version,
    model: null,
    serials: [],
    hostname: hostname ?? null,
    uptimeSeconds: null,
  });
}

type Interface = DeviceInterfaces['interfaces'][number];

function typeOf(name: string, kind: string): Interface['type'] {
  if (kind === 'Loopback') return 'loopback';
  if (/^(?:tun|tap|gre|wg|sit|ipip)/.test(name)) return 'tunnel';
  if (/^bond/.test(name)) return 'aggregate';
  if (/^vlan\d|\.\d{1,4}$/.test(name)) return 'vlan';
  return /^(?:eth|en|swp)/.test(name) ? 'physical' : 'other';
}

function readBlock(block: string): Interface {
  const [, name = '', admin, oper] =
    /^(\S{1,64}) is (up|down|administratively down)(?:, line protocol is (up|down))?/.exec(block) ?? [];
  const of = (pattern: RegExp): string | null => pattern.exec(block)?.[1] ?? null;
  const speed = Number(of(/ speed (\d{1,9})\b/) ?? 0);
  const mac = readMac(of(/^ {2}HWaddr: (\S{1,20})/m) ?? '');
  return {
    name,
    description: of(/^ {2}Description: (.{1,240})$/m)?.trim() ?? null,
    type: typeOf(name, of(/^ {2}Type: (\S{1,24})/m) ?? ''),
    adminUp: admin === undefined ? null : admin === 'up',
    operUp: admin === undefined ? null : oper === 'up',
    addresses: [...block.matchAll(/^ {2}inet6? ([\da-f:.]{2,45}\/\d{1,3})/gim)].map((match) => match[1] ?? ''),
    mac,
    speedMbps: speed === 0 || speed >= 4_294_967_295 ? null : speed,
    inErrors: null,
    outErrors: null,
  };
}

export function readInterfaces(text: string): Parsed<DeviceInterfaces> {
  const blocks = text.split(/^Interface (?=\S{1,64} is )/m).slice(1);
  if (blocks.length === 0) throw new Gap('unsupported', 'show interface');
  return whole({interfaces: blocks.map(readBlock)});
}

/** Without a route of a family nothing is printed for it, not even the legend. */
export function readRoutes(v4: string, v6: string): Parsed<DeviceRoutes> {
  const families = [v4, v6].filter((text) => text.trim() !== '');
  if (families.length === 0) throw new Gap('unsupported', 'show ip route');
  const read = families.map(readZebraRoutes);
  const value = {routes: read.flatMap(({routes}) => routes)};
  return read.every(({understood}) => understood) ? whole(value) : partial(value, 'unsupported');
}
