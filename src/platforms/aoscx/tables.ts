import type {ArpTable, BridgeTable, Device, DeviceNeighbors, DeviceRedundancy} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Parsed} from '../../model/probe.ts';
import {ipv4Number} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {readRows, rowsTold} from '../text/rows.ts';
import {uptimeSeconds} from '../text/uptime.ts';

export function readDevice(text: string): Parsed<Device> {
  const of = (name: string): string | null =>
    new RegExp(`^${name} {1,20}: {0,2}(\\S.{0,120})$`, 'm').exec(text)?.[1]?.trim() ?? null;
  const version = of('(?:ArubaOS|AOS)-CX Version');
  if (version === null) throw new Gap('unsupported', 'show system');
  const serial = of('Chassis Serial Nbr');
  return whole({
    vendor: 'HPE Aruba Networking',
    os: 'aruba-aoscx',
    osName: 'AOS-CX',
    version,
    model: of('Product Name'),
    serials: serial === null ? [] : [serial],
    hostname: of('Hostname'),
    uptimeSeconds: uptimeSeconds(of('Up Time') ?? ''),
  });
}

const arpLine =
  /^(?<address>\d[\d.]{6,14}|[0-9a-f]{0,4}:[0-9a-f:]{2,40}) +(?<mac>\S{17})? +(?<port>\S{1,32}) +(?:(?<physical>\S{1,40}) +)?(?<state>reachable|stale|delay|probe|failed|incomplete|permanent)\b/i;

export function readArp(text: string): Parsed<ArpTable> {
  if (!/^IPv4 Address +MAC +Port/m.test(text)) throw new Gap('unsupported', 'show arp all-vrfs');
  const read = readRows(text, (line) => {
    const {address = '', mac = '', port = '', state} = arpLine.exec(line)?.groups ?? {};
    const hardware = readMac(mac);
    if (ipv4Number(address) !== null && hardware !== null) return [{address, mac: hardware, interface: port}];
    return state !== undefined || /^(?:IPv4 Address|-{20,}|Total Number)/.test(line) ? [] : null;
  });
  return rowsTold(read, (entries) => ({entries}));
}

const macLine = /^(?<mac>(?:[0-9a-f]{2}:){5}[0-9a-f]{2}) +(?<vlan>\d{1,4}) +(?<kind>\S{1,32}) +(?<port>\S{1,40})\s*$/i;

export function readBridge(text: string): Parsed<BridgeTable> {
  if (!/^(?:MAC Address +VLAN|No MAC entries)/m.test(text)) throw new Gap('unsupported', 'show mac-address-table');
  const read = readRows(text, (line) => {
    const {mac = '', vlan = '', kind = '', port = ''} = macLine.exec(line)?.groups ?? {};
    const address = readMac(mac);
    if (address !== null) return [{mac: address, vlan: Number(vlan), port, learnt: kind !== 'static'}];
    return /^(?:MAC |Number of|No MAC|-{20,})/.test(line) ? [] : null;
  });
  return rowsTold(read, (entries) => ({entries}));
}

function neighbour(block: string): DeviceNeighbors['neighbors'][number] {
  const of = (name: string): string | null =>
    new RegExp(`^${name} {0,30}: (\\S.{0,254})$`, 'm').exec(block)?.[1]?.trim() ?? null;
  const addresses = (of('Neighbor Management-Address') ?? '').split(/[\s,]+/);
  return {
    protocol: 'lldp',
    localPort: /^\S{1,40}/.exec(block)?.[0] ?? '',
    name: of('Neighbor System-Name'),
    addresses: addresses.filter((one) => ipv4Number(one) !== null || /^[0-9a-f]{0,4}:[0-9a-f:]{2,40}$/i.test(one)),
    mac: readMac(of('Neighbor Chassis-ID') ?? ''),
    port: of('Neighbor Port-ID'),
    description: of('Neighbor System-Description'),
  };
}

export function readNeighbors(text: string): Parsed<DeviceNeighbors> {
  if (!/^LLDP Neighbor Information/m.test(text)) throw new Gap('unsupported', 'show lldp neighbor-info detail');
  const blocks = text.split(/^Port {10,40}: (?=\S)/m).slice(1);
  return whole({neighbors: blocks.filter((block) => /^Neighbor Chassis-ID/m.test(block)).map(neighbour)});
}

const supply =
  /^(?<name>\d{1,2}\/\d{1,2}) +\S{1,12} +\S{1,24} +(?<state>OK|Input fault|Output fault|Warning|Unknown|Absent|Fault\S*) /gim;
const fan =
  /^(?<name>(?:PSU|Tray|\d)\S{1,20}) +\S{1,12} +\S{1,24} +\S{1,12} +\S{1,20} +(?<state>ok|fault|unknown|uninitialized)\b/gim;

/** `show environment power-supply` and `show environment fan`. */
export function readParts(supplies: string, fans: string): Pick<DeviceRedundancy, 'fans' | 'powerSupplies'> {
  const rows = (text: string, pattern: RegExp): {name: string; good: boolean}[] =>
    [...text.matchAll(pattern)].flatMap(({groups}) => {
      const state = (groups?.['state'] ?? '').toLowerCase();
      return state === 'absent' ? [] : [{name: groups?.['name'] ?? '', good: state === 'ok'}];
    });
  return {powerSupplies: rows(supplies, supply), fans: rows(fans, fan)};
}
