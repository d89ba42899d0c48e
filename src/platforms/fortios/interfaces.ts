import {cli} from '../../model/ask.ts';
import type {DeviceInterfaces, DevicePorts, DeviceVlans} from '../../model/device/index.ts';
import {partial, whole, type Answers, type Reading} from '../../model/probe.ts';
import {edits, number, sections, value, values, type EditNode} from '../config/edit-tree.ts';
import {plainPort} from '../config/port.ts';
import {withMask} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {textOrNull} from '../text/or-null.ts';
import {sortedBy} from '../text/order.ts';
import {configOf, ofConfig, show} from './config.ts';

type Interface = DeviceInterfaces['interfaces'][number];

const physical = cli('get system interface physical');

function ipv4(port: EditNode): string[] {
  const all = [port, ...edits(port, 'secondaryip')].map((node) => values(node, 'ip'));
  return all.flatMap(([address = '', mask = '']) => {
    const told = address.includes('/') ? address : withMask(address, mask);
    return told === null || told.startsWith('0.0.0.0/') ? [] : [told];
  });
}

function ipv6(port: EditNode): string[] {
  return sections(port, 'ipv6').flatMap((section) => {
    const own = value(section, 'ip6-address');
    return [
      ...(own === null || own === '::/0' ? [] : [own]),
      ...edits(section, 'ip6-extra-addr').map(({name}) => name),
    ];
  });
}

const types: Readonly<Record<string, Interface['type']>> = {
  physical: 'physical',
  vlan: 'vlan',
  loopback: 'loopback',
  tunnel: 'tunnel',
  aggregate: 'aggregate',
  redundant: 'aggregate',
};

/** VLAN interfaces have no type in `show`, but an interface that they lie on. */
function typeOf(port: EditNode): Interface['type'] {
  const told = value(port, 'type');
  if (told === null && value(port, 'vlanid') !== null) return 'vlan';
  return types[told ?? ''] ?? 'other';
}

export function describe(port: EditNode): string | null {
  const texts = [value(port, 'alias'), value(port, 'description')].filter((text) => text !== null && text !== '');
  return texts.length === 0 ? null : texts.join(' / ');
}

interface Link {
  readonly up: boolean;
  readonly mbps: number | null;
}

/** `==[port1]`, then lines `status: up`, `speed: 1000Mbps (Duplex: full)`. null where it was not answered. */
function links(answers: Answers): ReadonlyMap<string, Link> {
  const [, ...parts] = (textOrNull(answers, physical.id) ?? '').split(/^[ \t]*==\s?\[\s?/m);
  return new Map(
    parts.map((part) => {
      const name = /^[^\]\n]{1,64}/.exec(part)?.[0].trim() ?? '';
      const speed = /^[ \t]*speed: (\d{1,7})Mbps/m.exec(part)?.[1];
      return [name, {up: /^[ \t]*status: up\s*$/m.test(part), mbps: speed === undefined ? null : Number(speed)}];
    }),
  );
}

export const interfacesReading: Reading<DeviceInterfaces> = {
  ask: [show, physical],
  parse(answers) {
    const config = configOf(answers);
    const state = links(answers);
    const found = edits(config.global, 'system interface').map((port): Interface => {
      const link = state.get(port.name);
      return {
        name: port.name,
        description: describe(port),
        type: typeOf(port),
        adminUp: value(port, 'status') !== 'down',
        operUp: link?.up ?? null,
        addresses: [...ipv4(port), ...ipv6(port)],
        mac: readMac(value(port, 'macaddr') ?? ''),
        speedMbps: link?.mbps ?? null,
        inErrors: null,
        outErrors: null,
      };
    });
    // The agent of SNMP tells more of them: errors, and the state of all.
    return partial({interfaces: sortedBy(found, ({name}) => name)}, 'unsupported');
  },
};

export const portsReading: Reading<DevicePorts> = ofConfig(({global}) => {
  const ports = edits(global, 'system interface').map((port) => ({
    ...plainPort(port.name),
    description: describe(port),
    shutdown: value(port, 'status') === 'down',
    mode: ipv4(port).length + ipv6(port).length > 0 ? ('routed' as const) : null,
    addresses: [...ipv4(port), ...ipv6(port)],
  }));
  return whole({dot1x: null, dhcpSnooping: null, arpInspection: null, ports: sortedBy(ports, ({name}) => name)});
});

export const vlansReading: Reading<DeviceVlans> = ofConfig(({global}) => {
  const found = edits(global, 'system interface').flatMap((port) => {
    const id = number(value(port, 'vlanid'));
    return id === null || id === 0 ? [] : [{id, name: port.name, active: value(port, 'status') !== 'down'}];
  });
  return whole({vlans: sortedBy(found, ({id, name}) => `${String(id).padStart(4, '0')} ${name}`)});
});
