import type {ArpTable, BridgeTable, DeviceInterfaces, DeviceRoutes, DeviceVlans} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {Parsed} from '../../model/probe.ts';
import {ipv4Number} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {readRows, rowsTold} from '../text/rows.ts';

/** Every answer begins with the time; tables count what follows. */
const preface = /^(?:Date |Total:|Port Counts:|\s*$)/;

const arpLine = /^ ?(?<address>\d[\d.]{6,14}) +(?<mac>[0-9a-f.]{14}|incomplete) +(?<netif>\S{1,20})\b/;

export function readArp(text: string): Parsed<ArpTable> {
  if (!/^ ?IP Address +Linklayer Address/m.test(text)) throw new Gap('unsupported', 'show ip arp');
  const read = readRows(text, (line) => {
    const {address = '', mac = '', netif = ''} = arpLine.exec(line)?.groups ?? {};
    const hardware = readMac(mac);
    if (ipv4Number(address) !== null && hardware !== null) return [{address, mac: hardware, interface: netif}];
    return mac === 'incomplete' || preface.test(line) || /^ ?IP Address/.test(line) ? [] : null;
  });
  return rowsTold(read, (entries) => ({entries}));
}

const macLine =
  /^(?<mac>[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}) +(?<vlan>\d{1,4}) +(?<kind>\S{1,10}) +(?<ports>\S{1,60})\s*$/;

/** `0012.e22d.eefa      1    Dynamic  0/1`. */
export function readBridge(text: string): Parsed<BridgeTable> {
  if (!/^MAC address +VLAN +Type +Port-list/m.test(text)) throw new Gap('unsupported', 'show mac-address-table');
  const read = readRows(text, (line) => {
    const {mac = '', vlan = '', kind = '', ports = ''} = macLine.exec(line.trim())?.groups ?? {};
    const address = readMac(mac);
    if (address !== null) return [{mac: address, vlan: Number(vlan), port: ports, learnt: /^dynamic$/i.test(kind)}];
    return preface.test(line) || /^(?:MAC address|Aging time)/.test(line) ? [] : null;
  });
  return rowsTold(read, (entries) => ({entries}));
}

const vlanHead = /^VLAN ID: ?(?<id>\d{1,4}) +Type: ?\S.{0,20}? +Status: ?(?<state>\w{1,12})/m;

/** Blocks of `show vlan`: their first line, and the description among the others. */
export function readVlans(text: string): Parsed<DeviceVlans> {
  if (!/^VLAN counts: ?\d/m.test(text)) throw new Gap('unsupported', 'show vlan');
  const blocks = text.split(/^(?=VLAN ID: ?\d)/m).slice(1);
  const vlans = blocks.flatMap((block) => {
    const {id, state} = vlanHead.exec(block)?.groups ?? {};
    const name = /^ {1,4}Description: ?(.{1,64})$/m.exec(block)?.[1]?.trim() ?? null;
    return id === undefined ? [] : [{id: Number(id), name, active: !/^Disable/i.test(state ?? '')}];
  });
  return rowsTold({rows: vlans, understood: vlans.length === blocks.length}, (rows) => ({vlans: rows}));
}

const kinds: Readonly<Record<string, string>> = {
  feth: 'fastethernet',
  geth: 'gigabitethernet',
  tengeth: 'tengigabitethernet',
};

/** `geth1/0/1` is the port that the configuration calls `gigabitethernet 1/0/1`. */
function longName(short: string): string {
  const [, kind = '', number = ''] = /^([a-z]{3,12})(\d.{0,12})$/.exec(short) ?? [];
  return kinds[kind] === undefined ? short : `${kinds[kind]} ${number}`;
}

function speedOf(text: string): number | null {
  const [, digits, giga] = /^(\d{1,4})(G)?BASE/.exec(text) ?? [];
  if (digits === undefined) return null;
  return Number(digits) * (giga === undefined ? 1 : 1000);
}

const portLine =
  /^ *(?<port>\d{1,2}(?:\/\d{1,2}){1,2}) +(?<name>\S{3,24}) +(?<state>up|down|init|test|fault|inact|dis|unused|mismatch) +(?<speed>\S{1,20}) /;

/** `show port`: `dis` are ports that were shut down. */
export function readInterfaces(text: string): Parsed<DeviceInterfaces> {
  if (!/^Port +Name +Status/m.test(text)) throw new Gap('unsupported', 'show port');
  const read = readRows(text, (line) => {
    const {name = '', state, speed = ''} = portLine.exec(line)?.groups ?? {};
    if (state === undefined) return preface.test(line) || /^Port +Name/.test(line) ? [] : null;
    return [
      {
        name: longName(name),
        description: null,
        type: 'physical' as const,
        adminUp: state !== 'dis',
        operUp: state === 'up',
        addresses: [],
        mac: null,
        speedMbps: speedOf(speed),
        inErrors: null,
        outErrors: null,
      },
    ];
  });
  return rowsTold(read, (interfaces) => ({interfaces}));
}

/** `10/8` and `192.168.0/24` leave out what is 0. */
function fullPrefix(text: string): string | null {
  const [, octets = '', length = ''] = /^(\d{1,3}(?:\.\d{1,3}){0,3})\/(\d{1,2})$/.exec(text) ?? [];
  const all = [...octets.split('.'), '0', '0', '0'].slice(0, 4).join('.');
  return ipv4Number(all) === null || Number(length) > 32 || length === '' ? null : `${all}/${length}`;
}

const routeLine =
  /^\*?>? ?(?<to>\d[\d./]{0,17}|default) +(?<hop>\S{1,40}) +(?<netif>\S{1,20}) +\S{1,14} +(?<protocol>Connected|Static|RIP|OSPF|BGP|Kernel|Local)\b/i;

export function readRoutes(text: string): Parsed<DeviceRoutes> {
  if (!/^ ?Destination +Next ?Hop +Interface/im.test(text)) throw new Gap('unsupported', 'show ip route');
  const read = readRows(text, (line) => {
    const {to = '', hop = '', netif = '', protocol = ''} = routeLine.exec(line)?.groups ?? {};
    const destination = to === 'default' ? '0.0.0.0/0' : fullPrefix(to);
    if (destination === null) return preface.test(line) || /^ ?Destination/i.test(line) ? [] : null;
    const connected = /^(?:connected|local)$/i.test(protocol);
    const kind = connected
      ? ('connected' as const)
      : /^static$/i.test(protocol)
        ? ('static' as const)
        : ('dynamic' as const);
    return [
      {
        destination,
        nextHop: connected || ipv4Number(hop) === null ? null : hop,
        interface: netif === '-' ? null : netif,
        protocol: kind,
      },
    ];
  });
  return rowsTold(read, (routes) => ({routes}));
}
