import type {ArpTable, BridgeTable, DeviceNeighbors, DeviceVlans} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Parsed} from '../../model/probe.ts';
import {ipv4Number} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {readRows, rowsTold} from '../text/rows.ts';

/** `192.168.254.251 0000.cd37.06aa  vlan954      sa1         dynamic` */
export function readArp(text: string): Parsed<ArpTable> {
  if (!/IP Address +(?:MAC|LL) Address/i.test(text)) throw new Gap('unsupported', 'show arp');
  const read = readRows(text, (line) => {
    const [address = '', hardware = '', port] = line.trim().split(/\s+/);
    const mac = readMac(hardware);
    if (ipv4Number(address) !== null && mac !== null) return [{address, mac, interface: port ?? null}];
    return /^ *IP Address|incomplete/i.test(line) ? [] : null;
  });
  return rowsTold(read, (entries) => ({entries}));
}

const forwarding =
  /^(?<vlan>\d{1,4}|ARP|-) +(?<port>\S{1,40}) +(?<mac>[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}) +\S{1,12} +(?<kind>dynamic|static)\b/i;

/** `900  sa1          0009.0f09.0000   forward   dynamic`; the port CPU stands for the switch itself. */
export function readBridge(text: string): Parsed<BridgeTable> {
  if (!/^VLAN +port +mac/im.test(text)) throw new Gap('unsupported', 'show mac address-table');
  const read = readRows(text, (line) => {
    const {vlan = '', port = '', mac = '', kind} = forwarding.exec(line.trim())?.groups ?? {};
    const address = readMac(mac);
    if (address === null) return /^(?:VLAN +port|[-= ]+$|Static|ARP)/i.test(line.trim()) ? [] : null;
    if (/^CPU$/i.test(port)) return [];
    const id = /^\d+$/.test(vlan) ? Number(vlan) : null;
    return [{mac: address, vlan: id, port, learnt: kind?.toLowerCase() === 'dynamic'}];
  });
  return rowsTold(read, (entries) => ({entries}));
}

const vlanLine =
  /^(?<id>\d{1,4}) +(?<name>\S.{0,31}?) +(?:STATIC|DYNAMIC|SUSPEND) +(?<state>ACTIVE|INACTIVE|SUSPEND)\b/;

export function readVlans(text: string): Parsed<DeviceVlans> {
  if (!/^VLAN ID +Name/m.test(text)) throw new Gap('unsupported', 'show vlan all');
  const read = readRows(text, (line) => {
    const {id, name = '', state} = vlanLine.exec(line)?.groups ?? {};
    if (id !== undefined) return [{id: Number(id), name, active: state === 'ACTIVE'}];
    return /^(?:VLAN ID| {20,}|[= ]+$)/.test(line) ? [] : null;
  });
  return rowsTold(read, (vlans) => ({vlans}));
}

function neighbour(block: string): DeviceNeighbors['neighbors'][number] {
  const of = (name: string): string | null => {
    const text = new RegExp(String.raw`^ {2}${name} \.{2,40} ?(.{0,255})$`, 'm').exec(block)?.[1]?.trim() ?? '';
    return text === '' || text === '[not advertised]' || text === '[zero length]' ? null : text;
  };
  const addresses = (of('Management Addresses') ?? '').split(/[\s,]+/);
  return {
    protocol: 'lldp',
    localPort: block.slice(0, 40).split(':')[0] ?? '',
    name: of('System Name'),
    addresses: addresses.filter((one) => ipv4Number(one) !== null || /^[0-9a-f]{0,4}:[0-9a-f:.]{2,40}$/i.test(one)),
    mac: /MAC/i.test(of('Chassis ID Type') ?? '') ? readMac(of('Chassis ID') ?? '') : null,
    port: of('Port ID'),
    description: of('System Description'),
  };
}

export function readNeighbors(text: string): Parsed<DeviceNeighbors> {
  if (!/^LLDP Detailed Neighbor Information/m.test(text)) throw new Gap('unsupported', 'show lldp neighbors detail');
  const blocks = text.split(/^Local (?=\S{1,40}:\s*$)/m).slice(1);
  return whole({neighbors: blocks.filter((block) => /^ {2}Chassis ID \./m.test(block)).map(neighbour)});
}
