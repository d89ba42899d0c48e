import type {DeviceFacts, DeviceRouting} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {own, placesOf} from './links.ts';
import {hasTwinSupplies} from './models.ts';
import {configAsk, find, has, isOn, placeOf, readConfig, setting, type RtConfig} from './statements.ts';

type Protocol = DeviceRouting['protocols'][number];

function ospf(config: RtConfig): Protocol[] {
  if (isOn(config, 'ospf use', false) !== true) return [];
  return find(config, /^ospf area (?<area>[\d.]+|backbone)(?<rest>(?: .*)?)$/).map(({groups: {area, rest = ''}}) => {
    const told = /\bauth=(text|md5)\b/.exec(rest)?.[1];
    return {
      protocol: 'ospf',
      scope: `area ${area}`,
      authentication: told === 'text' ? 'plain' : told === 'md5' ? 'md5' : 'none',
    };
  });
}

function bgp(config: RtConfig): Protocol[] {
  if (isOn(config, 'bgp use', false) !== true) return [];
  const pattern = /^bgp neighbor (?<id>\d+) \S+ (?<address>[0-9a-f.:]+)/i;
  return find(config, pattern).map(({groups: {id, address}}) => ({
    protocol: 'bgp',
    scope: `neighbor ${address}`,
    authentication: setting(config, `bgp neighbor pre-shared-key ${id}`) === null ? 'none' : 'md5',
  }));
}

/** RIP goes out of every interface that has an address and where it is not switched off. */
function rip(config: RtConfig): Protocol[] {
  if (isOn(config, 'rip use', false) !== true) return [];
  return [...placesOf(config)].flatMap(([name, {addresses}]) => {
    const lines = find(config, own).filter(
      ({groups, statement}) => placeOf(groups['name'] ?? '', statement.within) === name,
    );
    const told = lines.map(({groups}) => groups['rest'] ?? '');
    const silent = told.includes('rip send off') && told.includes('rip receive off');
    if (silent || (addresses.length === 0 && !told.some((text) => text.startsWith('rip ')))) return [];
    const authentication = told.some((text) => text.startsWith('rip auth type text')) ? 'plain' : 'none';
    return [{protocol: 'rip' as const, scope: name, authentication: authentication}];
  });
}

export const deviceRouting: Reading<DeviceFacts['deviceRouting']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const value = {protocols: [...rip(config), ...ospf(config), ...bgp(config)]};
    // How OSPF for IPv6 is protected is not read.
    return has(config, /^ipv6 (?:ospf use on|rip use on)/) ? partial(value, 'unsupported') : whole(value);
  },
};

export const deviceRedundancy: Reading<DeviceFacts['deviceRedundancy']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const value: DeviceFacts['deviceRedundancy'] = {
      gateways: find(config, /^ip(?:v6)? (?<name>\S+) vrrp (?<id>\d+) \S+(?<rest>(?: .*)?)$/).map(({groups}) => ({
        protocol: 'vrrp',
        name: `${groups['name']} ${groups['id']}`,
        state: null,
        authentication: /\bauth=/.test(groups['rest'] ?? '') ? 'plain' : 'none',
      })),
      bundles: find(config, /^lan link-aggregation static (?<id>\d+) (?<members>.+)$/).map(({groups}) => ({
        name: groups['id'] ?? '',
        members: (groups['members'] ?? '').split(/\s+/),
        up: null,
      })),
      powerSupplies: [],
      fans: [],
    };
    return hasTwinSupplies(config.model) ? partial(value, 'unsupported') : whole(value);
  },
};
