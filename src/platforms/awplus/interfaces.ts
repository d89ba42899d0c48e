import type {DeviceInterfaces} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Parsed} from '../../model/probe.ts';
import {readMac} from '../text/mac.ts';

type Interface = DeviceInterfaces['interfaces'][number];

function typeOf(name: string): Interface['type'] {
  if (/^(?:port|eth|cellular)\d/.test(name)) return 'physical';
  if (/^vlan\d/.test(name)) return 'vlan';
  if (/^lo\d*$/.test(name)) return 'loopback';
  if (/^tunnel\d/.test(name)) return 'tunnel';
  return /^(?:sa|po)\d/.test(name) ? 'aggregate' : 'other';
}

function up(state: string | undefined): boolean | null {
  return state === undefined ? null : state === 'UP';
}

function readBlock(block: string): Interface {
  const name = /^\S{1,64}/.exec(block)?.[0] ?? '';
  const [, link, admin] = /^ {2}Link is (\S{1,20}), administrative state is (UP|DOWN)/m.exec(block) ?? [];
  const speed = /\bcurrent speed (\d{1,7})\b/.exec(block)?.[1];
  const v4 = [...block.matchAll(/^ {2}IPv4 address (\d[\d.]{6,14}\/\d{1,2})/gm)].map((match) => match[1] ?? '');
  const v6 = [...block.matchAll(/^ {2}IPv6 address ([\da-f:.]{2,45}\/\d{1,3})/gim)].map((match) => match[1] ?? '');
  return {
    name,
    description: /^ {2}Description: (.{1,240})$/m.exec(block)?.[1]?.trim() ?? null,
    type: typeOf(name),
    adminUp: up(admin),
    operUp: link === undefined || !/^(?:UP|DOWN)$/.test(link) ? null : link === 'UP',
    addresses: [...v4, ...v6],
    mac: readMac(/^ {2}Hardware is .{1,40}, address is (\S{1,20})/m.exec(block)?.[1] ?? ''),
    speedMbps: speed === undefined ? null : Number(speed),
    inErrors: null,
    outErrors: null,
  };
}

/** `show interface`. Dropped packets are no errors, and errors are not shown. */
export function readInterfaces(text: string): Parsed<DeviceInterfaces> {
  const blocks = text.split(/^Interface (?=\S)/m).slice(1);
  if (blocks.length === 0) throw new Gap('unsupported', 'show interface');
  return whole({interfaces: blocks.map(readBlock)});
}
