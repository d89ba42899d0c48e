import {cli} from '../../model/ask.ts';
import type {ArpTable, DeviceFacts, DeviceInterfaces, DeviceRoutes} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Reading} from '../../model/probe.ts';
import {ipv4Number} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {unfold} from './fold.ts';

const arpAsk = cli('show arp');
const routeAsk = cli('show ip route');
const lanAsks = ['lan1', 'lan2', 'lan3'].map((name) => cli(`show status ${name}`));

function linesOf(answers: Answers, id: string): string[] {
  return unfold(answers.command(id).text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

const arpHeading = /^(?:Count|Number of entries|カウント数|エントリ数|Interface|インタ?ー?フェー?ス)/;
const arpLine = /^(?<interface>[A-Z]\S{2,24})\s+(?<address>[\d.]{7,15})\s+(?<mac>[0-9a-f:]{17})\s+(?:\d+|permanent)$/i;

export const arpTable: Reading<DeviceFacts['arpTable']> = {
  ask: [arpAsk],
  parse(answers) {
    const lines = linesOf(answers, arpAsk.id);
    if (!lines.some((line) => arpHeading.test(line))) throw new Gap('unsupported', 'no heading of an ARP table');
    const rest = lines.filter((line) => !arpHeading.test(line));
    const entries = rest.flatMap((line): ArpTable['entries'] => {
      const {interface: port = '', address = '', mac = ''} = arpLine.exec(line)?.groups ?? {};
      const read = readMac(mac);
      return read === null || ipv4Number(address) === null ? [] : [{address, mac: read, interface: port.toLowerCase()}];
    });
    return entries.length === rest.length ? whole({entries}) : partial({entries}, 'unsupported');
  },
};

const routeHeading = /^(?:Destination|宛先)/;
const routeLine =
  /^(?<destination>default|[\d.]{7,15}\/\d{1,2})\s+(?<hop>-|[\d.]{7,15})\s+(?<port>\S{1,32})\s+(?<kind>[A-Za-z-]{2,16})(?:\s|$)/;
const kinds: Readonly<Record<string, DeviceRoutes['routes'][number]['protocol']>> = {
  static: 'static',
  implicit: 'connected',
  rip: 'dynamic',
  ospf: 'dynamic',
  bgp: 'dynamic',
};

export const deviceRoutes: Reading<DeviceFacts['deviceRoutes']> = {
  ask: [routeAsk],
  parse(answers) {
    const lines = linesOf(answers, routeAsk.id);
    if (!lines.some((line) => routeHeading.test(line))) throw new Gap('unsupported', 'no heading of a routing table');
    const rest = lines.filter((line) => !routeHeading.test(line));
    const routes = rest.flatMap((line): DeviceRoutes['routes'] => {
      const {destination, hop, port, kind} = routeLine.exec(line)?.groups ?? {};
      if (destination === undefined || port === undefined || kind === undefined) return [];
      return [
        {
          destination: destination === 'default' ? '0.0.0.0/0' : destination,
          nextHop: hop === undefined || hop === '-' ? null : hop,
          interface: port,
          protocol: kinds[kind.toLowerCase()] ?? 'other',
        },
      ];
    });
    return routes.length === rest.length ? whole({routes}) : partial({routes}, 'unsupported');
  },
};

type Interface = DeviceInterfaces['interfaces'][number];

function labelled(text: string, labels: string): string | null {
  return new RegExp(String.raw`^(?:${labels})[:：][ \t]*(\S.*?)[ \t]*$`, 'm').exec(text)?.[1] ?? null;
}

/** The first line names the interface; links stand in parentheses: `(1000BASE-T Full Duplex)`, `(Link Down)`. */
function readLan(text: string): Interface | null {
  const name = /^(LAN\d{1,2})\s*$/m.exec(text)?.[1];
  const mac = readMac(labelled(text, 'Ethernet Address|イーサネットアドレス') ?? '');
  if (name === undefined || mac === null) return null;
  const speeds = [...text.matchAll(/\((\d{2,5})BASE-\w{1,4} (?:Full|Half) Duplex\)/g)].map((match) => Number(match[1]));
  const address = labelled(text, 'IP Address|IPアドレス');
  return {
    name: name.toLowerCase(),
    description: labelled(text, 'Description|説明'),
    ...{type: 'physical', adminUp: null, operUp: speeds.length > 0 ? true : /\(Link Down\)/i.test(text) ? false : null},
    addresses: address !== null && /^[\d.]+\/\d+$/.test(address) ? [address] : [],
    ...{mac, speedMbps: speeds.length === 0 ? null : Math.max(...speeds), inErrors: null, outErrors: null},
  };
}

/** Not all of them: PP and tunnel interfaces have no address of their own, further LAN interfaces are told by SNMP. */
export const deviceInterfaces: Reading<DeviceFacts['deviceInterfaces']> = {
  ask: lanAsks,
  parse(answers) {
    const interfaces = lanAsks.flatMap(({id}) => {
      try {
        const read = readLan(unfold(answers.command(id).text));
        return read === null ? [] : [read];
      } catch (error) {
        if (error instanceof Gap) return [];
        throw error;
      }
    });
    if (interfaces.length === 0) throw new Gap('unsupported', 'no state of a LAN interface was understood');
    return partial({interfaces}, 'unsupported');
  },
};
