import type {DeviceFacts, DevicePorts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {plainPort} from '../config/port.ts';
import {byCodeUnit} from '../text/order.ts';
import {readAddresses} from './filter-fields.ts';
import {configAsk, find, placeOf, readConfig, type RtConfig} from './statements.ts';

type Port = DevicePorts['ports'][number];

const interfaceName = String.raw`(?:lan|wan|bridge|vlan|loopback)\d{1,3}(?:[./]\d{1,3})?|pp|tunnel`;
export const own = new RegExp(String.raw`^ip(?:v6)? (?<name>${interfaceName}) (?<rest>.*)$`);
const described = new RegExp(String.raw`^description (?<name>${interfaceName}) (?<text>.*)$`);

interface Found {
  description: string | null;
  addresses: string[];
  aclIn: string | null;
  aclOut: string | null;
}

export function placesOf(config: RtConfig): Map<string, Found> {
  const places = new Map<string, Found>();
  const of = (name: string): Found => {
    const found = places.get(name) ?? {description: null, addresses: [], aclIn: null, aclOut: null};
    places.set(name, found);
    return found;
  };
  for (const {
    groups: {name = '', rest = ''},
    statement,
  } of find(config, own)) {
    const found = of(placeOf(name, statement.within));
    const address = /^(?:secondary )?address (?<address>[0-9a-f.:]+\/\S+)/i.exec(rest)?.groups?.['address'];
    if (address !== undefined) found.addresses.push(...(readAddresses(address) ?? [address]));
    const direction = /^secure filter (in|out) /.exec(rest)?.[1];
    const acl = `${statement.text.split(' ')[0]} ${placeOf(name, statement.within)} ${direction}`;
    if (direction === 'in') found.aclIn ??= acl;
    if (direction === 'out') found.aclOut ??= acl;
  }
  for (const {
    groups: {name = '', text = ''},
    statement,
  } of find(config, described))
    of(placeOf(name, statement.within)).description = text;
  for (const {statement} of find(config, /^(?:pp|tunnel) enable \S+$/)) of(statement.text.replace(' enable', ''));
  return places;
}

/** PP and tunnel interfaces rest until they are enabled; a LAN interface works until it is shut down. */
function isShut(config: RtConfig, name: string): boolean {
  const [kind, id] = name.split(' ');
  if (id !== undefined) return !config.statements.some(({text}) => text === `${kind} enable ${id}`);
  return config.statements.some(({text}) => text === `lan shutdown ${name}`);
}

function portOf(config: RtConfig, name: string, found: Found): Port {
  return {...plainPort(name), ...found, shutdown: isShut(config, name), mode: 'routed'};
}

export const devicePorts: Reading<DeviceFacts['devicePorts']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const ports = [...placesOf(config)].map(([name, found]) => portOf(config, name, found));
    return whole({
      ...{dot1x: null, dhcpSnooping: null, arpInspection: null},
      ports: ports.sort((a, b) => byCodeUnit(a.name, b.name)),
    });
  },
};

export const deviceVlans: Reading<DeviceFacts['deviceVlans']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const pattern = /^vlan \S+ 802\.1q vid=(?<id>\d{1,4})(?: name=(?<name>\S+))?$/;
    const vlans = find(config, pattern).map(({groups}) => ({
      id: Number(groups['id']),
      name: groups['name'] ?? null,
      active: true,
    }));
    const unread = config.statements.some(({text}) => /^vlan \S+ 802\.1q /.test(text) && !pattern.test(text));
    const value = {vlans: vlans.sort((a, b) => a.id - b.id)};
    return unread ? partial(value, 'unsupported') : whole(value);
  },
};
