import type {ArpTable, BridgeTable, DeviceVlans} from '../../model/device/index.ts';
import {ipv4Number} from '../text/address.ts';
import {readMac} from '../text/mac.ts';

type ArpEntry = ArpTable['entries'][number];
type BridgeEntry = BridgeTable['entries'][number];
type Vlan = DeviceVlans['vlans'][number];

const dotted = /^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/i;

/** Columns of IOS (`Internet 192.0.2.1 5 0011.2233.4455 ARPA Vlan1`), NX-OS and ASA: the address and the MAC address tell themselves. */
export function readArp(
  text: string,
  interfaceOf: (words: readonly string[], mac: number) => string | null,
): ArpEntry[] {
  return text.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const mac = words.findIndex((word) => dotted.test(word));
    const address = words.slice(0, mac < 0 ? 0 : mac).find((word) => ipv4Number(word) !== null);
    const read = readMac(words[mac] ?? '');
    if (address === undefined || read === null) return [];
    return [{address, mac: read, interface: interfaceOf(words, mac)}];
  });
}

/** Ports that stand for the device itself, or for several at once. */
const own = /^(?:cpu|router|switch|supervisor|sup-eth\S*|vl(?:an)?\d+|drop|igmp|--?|\S*,\S*)$/i;
const rowPattern =
  /^[ \t*+~#GOCRSDp]{0,12}(?<vlan>\d{1,4}|all|n\/a|-{1,4})\s+(?<mac>[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})\s+(?<type>[a-z_]+)\s+(?<rest>\S.*)$/i;
const oldRow =
  /^\s{0,8}(?<mac>[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})\s+(?<type>[a-z]+)\s+(?<vlan>\d{1,4})\s+(?<rest>\S+)\s*$/i;

function portOf(rest: string): string | null {
  const trimmed = rest.trim();
  if (/\bvPC Peer-Link(?:\([A-Z]\))?$/.test(trimmed)) return 'vPC Peer-Link';
  return trimmed.split(/\s+/).at(-1) ?? null;
}

/** `show mac address-table` of IOS and NX-OS. Own addresses and those of groups of ports are left out. */
export function readBridge(text: string): BridgeEntry[] {
  return text.split('\n').flatMap((line) => {
    const groups = rowPattern.exec(line)?.groups ?? oldRow.exec(line)?.groups;
    const mac = readMac(groups?.['mac'] ?? '');
    const port = portOf(groups?.['rest'] ?? '');
    if (groups === undefined || mac === null || port === null || own.test(port)) return [];
    const {vlan = '', type = ''} = groups;
    return [{mac, vlan: /^\d+$/.test(vlan) ? Number(vlan) : null, port, learnt: /^dynamic$/i.test(type)}];
  });
}

const vlanRow = /^(?<id>\d{1,4})\s+(?<name>\S{1,128})\s+(?<state>active|suspended|act\/\w+|sus\/\w+)(?:\s|$)/;

/** `show vlan brief` of IOS and NX-OS; null when it is no such table. */
export function readVlans(text: string): Vlan[] | null {
  if (!/^VLAN\s+Name\s+Status/m.test(text)) return null;
  return text.split('\n').flatMap((line) => {
    const {id, name = '', state} = vlanRow.exec(line)?.groups ?? {};
    if (id === undefined) return [];
    const active = state === 'active' ? true : state === 'suspended' ? false : null;
    return [{id: Number(id), name, active}];
  });
}
