import type {ArpTable, BridgeTable, Device, DeviceFacts, DeviceNeighbors} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Parsed, type Reading} from '../../model/probe.ts';
import {cli} from '../../model/ask.ts';
import {clockReading, instant, utcOffset} from '../text/clock.ts';
import {ipv4Number} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {readRows, rowsTold} from '../text/rows.ts';
import {uptimeSeconds} from '../text/uptime.ts';

const uptime = /^(\S.{2,80}?) uptime is ((?:\d{1,4} weeks?, )?\d{1,4} days?, \d{1,2} hours?, \d{1,2} minutes?)/m;

/** `display version`, with the serial numbers of `display device manuinfo` where there are some. */
export function readDevice(text: string, parts: string | null, hostname: string | null): Parsed<Device> {
  const [, version, release] =
    /Comware Software, Version (\d[\d.]{2,16}), ((?:Release|Feature|ESS|Customer) \w{1,20})/i.exec(text) ?? [];
  if (version === undefined || release === undefined) throw new Gap('unsupported', 'display version');
  const [, model, up = ''] = uptime.exec(text) ?? [];
  const serials = [...(parts ?? '').matchAll(/^ *DEVICE[_ ]SERIAL[_ ]NUMBER *: ?([A-Z0-9]{6,30})\s*$/gm)].map(
    (match) => match[1] ?? '',
  );
  const device: Device = {
    vendor: /H3C/.test(text) && !/\bHPE?\b/.test(text) ? 'H3C' : 'HPE',
    os: 'hpe-comware',
    osName: 'Comware',
    version: `${version} ${release}`,
    model: model ?? null,
    serials: [...new Set(serials)],
    hostname,
    uptimeSeconds: uptimeSeconds(up),
  };
  return serials.length > 0 && hostname !== null ? whole(device) : partial(device, 'unsupported');
}

const arpLine =
  /^(?<address>\d[\d.]{6,14}) +(?<mac>[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}) +\S{1,24} +(?<port>\S{1,40}) +\S{1,8} +(?<kind>[SDORMI]{1,3})\s*$/;

export function readArp(text: string): Parsed<ArpTable> {
  if (!/^IP address +MAC address/im.test(text)) throw new Gap('unsupported', 'display arp');
  const read = readRows(text, (line) => {
    const {address = '', mac = '', port = ''} = arpLine.exec(line.trim())?.groups ?? {};
    const hardware = readMac(mac.replaceAll('-', '.'));
    if (ipv4Number(address) !== null && hardware !== null) return [{address, mac: hardware, interface: port}];
    return /^ *(?:Type:|IP address)/i.test(line) ? [] : null;
  });
  return rowsTold(read, (entries) => ({entries}));
}

const macLine =
  /^(?<mac>[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}) +(?<vlan>\d{1,4}) +(?<kind>\S.{0,20}?) +(?<port>\S{1,40}) +(?:AGING|NOAGED|[YN])\s*$/i;

export function readBridge(text: string): Parsed<BridgeTable> {
  if (!/^MAC ADDR(?:ESS)? +VLAN ID +STATE/im.test(text)) throw new Gap('unsupported', 'display mac-address');
  const read = readRows(text, (line) => {
    const {mac = '', vlan = '', kind = '', port = ''} = macLine.exec(line.trim())?.groups ?? {};
    const address = readMac(mac.replaceAll('-', '.'));
    if (address !== null) return [{mac: address, vlan: Number(vlan), port, learnt: /^learned$/i.test(kind)}];
    return /^(?:MAC ADDR| *-{3}|\d+ mac address)/i.test(line) ? [] : null;
  });
  return rowsTold(read, (entries) => ({entries}));
}

function neighbour(block: string): DeviceNeighbors['neighbors'][number] {
  const of = (name: string): string | null =>
    new RegExp(`^ {1,3}${name} {0,24}: (\\S.{0,254})$`, 'm').exec(block)?.[1]?.trim() ?? null;
  const address = of('Management address');
  const mac = (of('Chassis ID') ?? '').replaceAll('-', '.');
  return {
    protocol: 'lldp',
    localPort: /^[^\][]{0,80}\[(\S{1,60})\]/.exec(block)?.[1] ?? '',
    name: of('System name'),
    addresses: address !== null && ipv4Number(address) !== null ? [address] : [],
    mac: of('Chassis type') === 'MAC address' ? readMac(mac) : null,
    port: of('Port ID'),
    description: of('System description'),
  };
}

export function readNeighbors(text: string): Parsed<DeviceNeighbors> {
  const blocks = text.split(/^LLDP neighbor-information of port /m).slice(1);
  if (blocks.length === 0) throw new Gap('unsupported', 'display lldp neighbor-information verbose');
  return whole({neighbors: blocks.filter((block) => /^ *Chassis ID/m.test(block)).map(neighbour)});
}

const showClock = cli('display clock');

export const clockFact: Reading<DeviceFacts['clock']> = {
  ask: [showClock],
  parse(answers) {
    const {text} = answers.command(showClock.id);
    const [, time = '', zone = '', month = '', day = '', year = ''] =
      /^(\d{2}:\d{2}:\d{2})(?:\.\d{1,3})? (\S{1,32}) \w{3} (\d{2})\/(\d{2})\/(\d{4})\s*$/m.exec(text) ?? [];
    const [, sign = 'add', shift] = /^Time Zone : \S{1,32} (add|minus) (\d{2}:\d{2}):\d{2}/m.exec(text) ?? [];
    const offset =
      shift === undefined ? (zone === 'UTC' ? '+00:00' : null) : utcOffset(`${sign === 'minus' ? '-' : '+'}${shift}`);
    const at = offset === null ? null : instant({year, month, day, time, offset});
    if (at === null || offset === null) throw new Gap('unsupported', showClock.id);
    return whole(clockReading(answers, showClock.id, {at, offset, timezone: zone}));
  },
};
