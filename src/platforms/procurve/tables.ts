import type {ArpTable, Device, DeviceNeighbors} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Parsed} from '../../model/probe.ts';
import {ipv4Number} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {readRows, rowsTold} from '../text/rows.ts';
import {secondsIn} from '../text/uptime.ts';

function field(text: string, name: string): string | null {
  const found = new RegExp(`^ {0,6}(?:.{40,50})?${name} {0,20}: {0,2}(\\S.{0,40}?)(?: {2,}|\\s*$)`, 'm').exec(
    text,
  )?.[1];
  return found === undefined || found === '' ? null : found;
}

const model = /^; (\S{1,12}) Configuration Editor; Created on release #/m;

/** `show system`, and the model from the first line of the configuration where it was shown. */
export function readDevice(text: string, config: string | null): Parsed<Device> {
  const version = /Software revision {0,12}: {0,2}([A-Z]{1,2}\.\d[\w.]{2,20})/.exec(text)?.[1];
  if (version === undefined) throw new Gap('unsupported', 'show system');
  const serial = /Serial Number {0,12}: {0,2}([A-Z0-9]{6,20})/.exec(text)?.[1];
  const up = /Up Time {0,12}: {0,2}(\d{1,5}) days?(?: (\d{1,2}):(\d{2}))?/.exec(text);
  const device: Device = {
    vendor: 'HPE',
    os: 'hpe-procurve',
    osName: 'ArubaOS-Switch',
    version,
    model: config === null ? null : (model.exec(config)?.[1] ?? null),
    serials: serial === undefined ? [] : [serial],
    hostname: field(text, 'System Name'),
    uptimeSeconds: up === null ? null : secondsIn(up.slice(1)),
  };
  return device.model === null ? partial(device, 'unsupported') : whole(device);
}

const arpLine = /^ *(?<address>\d[\d.]{6,14}) +(?<mac>[0-9a-f]{6}-[0-9a-f]{6}) +\S{1,12}(?: +(?<port>\S{1,16}))?\s*$/;

/** `10.11.12.11     0015b2-a45078     dynamic 2` */
export function readArp(text: string): Parsed<ArpTable> {
  if (!/^ *IP Address +MAC Address +Type/m.test(text)) throw new Gap('unsupported', 'show arp');
  const read = readRows(text, (line) => {
    const {address = '', mac = '', port} = arpLine.exec(line)?.groups ?? {};
    const hardware = readMac(mac.replace('-', ''));
    if (ipv4Number(address) !== null && hardware !== null) return [{address, mac: hardware, interface: port ?? null}];
    return /^ *(?:IP A|-{8,}|incomplete)/.test(line) ? [] : null;
  });
  return rowsTold(read, (entries) => ({entries}));
}

function neighbour(block: string): DeviceNeighbors['neighbors'][number] {
  const of = (name: string): string | null =>
    new RegExp(`^ {1,6}${name} {0,12}: {0,2}(\\S.{0,254})$`, 'm').exec(block)?.[1]?.trim() ?? null;
  const address = of('Address');
  return {
    protocol: 'lldp',
    localPort: /^\S{1,12}/.exec(block)?.[0] ?? '',
    name: of('SysName'),
    addresses: address !== null && ipv4Number(address) !== null ? [address] : [],
    mac: of('ChassisType') === 'mac-address' ? readMac((of('ChassisId') ?? '').replaceAll(/[ -]/g, '')) : null,
    port: of('PortId'),
    description: of('System Descr'),
  };
}

export function readNeighbors(text: string): Parsed<DeviceNeighbors> {
  if (!/LLDP Remote Device/m.test(text)) throw new Gap('unsupported', 'show lldp info remote-device detail');
  const blocks = text.split(/^ {1,4}Local Port {1,6}: (?=\S)/m).slice(1);
  return whole({neighbors: blocks.map(neighbour)});
}
