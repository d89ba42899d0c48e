import {cli} from '../../model/ask.ts';
import type {ArpTable, DeviceNeighbors, DeviceRedundancy, DeviceRoutes} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {readMac} from '../text/mac.ts';
import {sortedBy} from '../text/order.ts';

export const arp = cli('show arp all');
export const routes = cli('show routing route');
export const lldp = cli('show lldp neighbors all');
export const ha = cli('show high-availability state');

/** `ethernet1/1  192.0.2.1  00:00:5e:00:53:30 ethernet1/1  c  627`; what has no hardware address is left out. */
export const arpReading: Reading<ArpTable> = {
  ask: [arp],
  parse(answers) {
    const {text} = answers.command(arp.id);
    if (!/^total ARP entries in table/m.test(text)) throw new Gap('unsupported', arp.id);
    const [, body = ''] = text.split(/^-{20,}\s*$/m);
    const lines = body
      .split('\n')
      .filter((line) => /^\S+ {1,40}\d{1,3}\./.test(line) && !line.includes('(incomplete)'));
    const entries = lines.map((line) => {
      const [port = null, address = '', hardware = ''] = line.trim().split(/\s+/);
      const mac = readMac(hardware);
      return mac === null ? null : {address, mac, interface: port};
    });
    const told = {
      entries: sortedBy(
        entries.filter((entry) => entry !== null),
        ({address}) => address,
      ),
    };
    return entries.includes(null) ? partial(told, 'unsupported') : whole(told);
  },
};

type Route = DeviceRoutes['routes'][number];

/** Letters of the flags: PAN-OS CLI, `show routing route`. H is a host route of the device itself. */
function originOf(flags: string): Route['protocol'] {
  if (/[CH]/.test(flags)) return 'connected';
  if (flags.includes('S')) return 'static';
  return /[RBO]/.test(flags) ? 'dynamic' : 'other';
}

const routeLine =
  /^(?<destination>[0-9a-f.:]{2,45}\/\d{1,3}) +(?<hop>\S{1,60}) +(?:\d{1,10} +)?(?<flags>[A-Za-z0-9?~ ]{1,20}?)(?: +\d{1,12})?(?: +(?<port>[a-z][\w.\/-]{1,40}))?(?: +\d{1,10})?\s*$/;

/** Active routes: flag A. */
export const routesReading: Reading<DeviceRoutes> = {
  ask: [routes],
  parse(answers) {
    const {text} = answers.command(routes.id);
    if (!/^flags: A:active/m.test(text)) throw new Gap('unsupported', routes.id);
    const lines = text.split('\n').filter((line) => /^[0-9a-f.:]{2,45}\/\d{1,3}\s/.test(line));
    const all = lines.map((line): Route | 'inactive' | null => {
      const {destination, hop = '', flags = '', port} = routeLine.exec(line)?.groups ?? {};
      if (destination === undefined) return null;
      if (!flags.includes('A')) return 'inactive';
      const direct = hop === '0.0.0.0' || hop === '::' || /[CH]/.test(flags);
      return {destination, nextHop: direct ? null : hop, interface: port ?? null, protocol: originOf(flags)};
    });
    const told = all.filter((route) => route !== null && route !== 'inactive');
    const value = {routes: sortedBy(told, ({destination, nextHop}) => `${destination} ${nextHop ?? ''}`)};
    return all.includes(null) ? partial(value, 'unsupported') : whole(value);
  },
};

/** Paragraphs `Local interface: …`, then those of the neighbour. */
export const lldpReading: Reading<DeviceNeighbors> = {
  ask: [lldp],
  parse(answers) {
    const {text} = answers.command(lldp.id);
    if (!/^Local (?:information|interface):/m.test(text)) throw new Gap('unsupported', lldp.id);
    const neighbors = text.split(/^Local information:/m).flatMap((part) => {
      const value = (name: string): string | null => {
        const line = part.split('\n').find((each) => each.startsWith(`${name}: `));
        const told = line?.slice(name.length + 2).trim() ?? '';
        return told === '' ? null : told;
      };
      const chassis = value('Chassis ID');
      const localPort = value('Local interface');
      if (chassis === null || localPort === null) return [];
      const address = value('Management address');
      return [
        {
          protocol: 'lldp' as const,
          localPort,
          name: value('System name'),
          addresses: address === null ? [] : [address],
          mac: readMac(chassis),
          port: value('Port ID'),
          description: value('System description'),
        },
      ];
    });
    return whole({neighbors: sortedBy(neighbors, ({localPort}) => localPort)});
  },
};

/** `Group 1:`, `Mode: Active-Passive`, `State: active (last 45 days)`. Bundles, power supplies and fans are not asked for. */
export const redundancyReading: Reading<DeviceRedundancy> = {
  ask: [ha],
  parse(answers) {
    const {text} = answers.command(ha.id);
    const none = /HA not enabled/i.test(text);
    const group = /^Group (\d{1,3}):/m.exec(text)?.[1];
    if (!none && group === undefined) throw new Gap('unsupported', ha.id);
    const state = /^[ \t]*State: ([a-z-]{1,30})/m.exec(text)?.[1] ?? null;
    const gateways: DeviceRedundancy['gateways'] = none
      ? []
      : [{protocol: 'ha', name: `group ${group ?? ''}`, state, authentication: null}];
    return partial({gateways, bundles: [], powerSupplies: [], fans: []}, 'unsupported');
  },
};
