import type {DeviceDefence, DeviceFacts, DeviceServices} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {byCodeUnit} from '../text/order.ts';
import {readHosts} from './access.ts';
import {hasCardSlot, hasUsb, hasWebPages} from './models.ts';
import {configAsk, find, has, isOn, placeOf, readConfig, setting, type RtConfig} from './statements.ts';

type Feature = DeviceServices['features'][number];
type Name = Feature['name'];

/** Switches, and what they are where nothing is set (command reference). */
const switches: readonly {readonly name: Name; readonly words: string; readonly byDefault: boolean}[] = [
  {name: 'small-servers', words: 'ip simple-service', byDefault: false},
  {name: 'icmp-redirects', words: 'ip icmp redirect send', byDefault: true},
  {name: 'icmp-unreachables', words: 'ip icmp unreachable send', byDefault: true},
  {name: 'cloud-management', words: 'yno use', byDefault: false},
];

const onlyWhere: readonly {
  readonly name: Name;
  readonly words: string;
  readonly byDefault: boolean;
  readonly has: (model: string) => boolean;
}[] = [
  {name: 'upnp', words: 'upnp use', byDefault: false, has: (model) => hasWebPages(model) === true},
  {name: 'usb', words: 'usbhost use', byDefault: true, has: hasUsb},
  {name: 'sd-card', words: 'sd use', byDefault: true, has: hasCardSlot},
];

function feature(name: Name, enabled: boolean | null): Feature[] {
  return enabled === null ? [] : [{name, enabled, interface: null}];
}

function proxies(config: RtConfig): Feature[] {
  const found = find(config, /^ip (?<name>\S+) proxyarp (?:on|vrrp \d+)$/);
  if (found.length === 0) return feature('arp-proxy', false);
  return found.map(({groups}) => ({name: 'arp-proxy', enabled: true, interface: groups['name'] ?? null}));
}

function featuresOf(config: RtConfig): Feature[] {
  const dhcp = setting(config, 'dhcp service');
  const dns = setting(config, 'dns service') ?? 'recursive';
  const broadcasts = setting(config, 'ip filter directed-broadcast') ?? 'on';
  const sourceRoute = isOn(config, 'ip filter source-route', true);
  const all = [
    ...proxies(config),
    ...feature('dhcp-server', dhcp === 'server'),
    // Whom it answers is `dns host`, any unless set.
    ...feature('dns-server', dns !== 'off' && !readHosts(setting(config, 'dns host') ?? 'any').nobody),
    ...feature('directed-broadcast', broadcasts !== 'on'),
    ...feature('source-route', sourceRoute === null ? null : !sourceRoute),
    ...feature('tftp-server', !readHosts(setting(config, 'tftp host') ?? 'none').nobody),
    ...switches.flatMap(({name, words, byDefault}) => feature(name, isOn(config, words, byDefault))),
    ...onlyWhere.flatMap(({name, words, byDefault, has: present}) =>
      present(config.model) || setting(config, words) !== null ? feature(name, isOn(config, words, byDefault)) : [],
    ),
  ];
  return all.sort((a, b) => byCodeUnit(a.name, b.name));
}

export const deviceServices: Reading<DeviceFacts['deviceServices']> = {
  ask: [configAsk],
  parse(answers) {
    return whole({features: featuresOf(readConfig(answers))});
  },
};

type Defence = DeviceDefence['defences'][number];

function detections(config: RtConfig): Defence[] {
  const pattern = /^ip (?<name>\S+) intrusion detection (?<direction>in|out) (?<state>on|off)(?<detail>(?: .*)?)$/;
  const found = find(config, pattern).map(({groups: {name = '', direction, state, detail = ''}, statement}) => ({
    ...{name: 'intrusion-detection' as const, enabled: state === 'on'},
    scope: `${placeOf(name, statement.within)} ${direction}`,
    detail: detail.trim() === '' ? null : detail.trim(),
  }));
  return found.length > 0 ? found : [{name: 'intrusion-detection', enabled: false, scope: null, detail: null}];
}

/** Connections are followed where dynamic filters stand in a list. */
function inspections(config: RtConfig): Defence[] {
  const pattern = /^(?<family>ipv?6?) (?<name>\S+) secure filter (?<direction>in|out) .*\bdynamic (?<numbers>[\d ]+)$/;
  const found = find(config, pattern).map(({groups: {family, name = '', direction, numbers = ''}, statement}) => ({
    ...{name: 'stateful-inspection' as const, enabled: true},
    scope: `${family} ${placeOf(name, statement.within)} ${direction}`,
    detail: `dynamic ${numbers.trim()}`,
  }));
  return found.length > 0 ? found : [{name: 'stateful-inspection', enabled: false, scope: null, detail: null}];
}

export const deviceDefence: Reading<DeviceFacts['deviceDefence']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const urls = has(config, /^url \S+ filter (?:in|out) /) && isOn(config, 'url filter use', true) === true;
    const value: DeviceDefence = {
      defences: [
        ...detections(config),
        ...inspections(config),
        {name: 'web-filter', enabled: urls, scope: null, detail: null},
      ],
    };
    return has(config, /^ip(?:v6)? policy filter /) ? partial(value, 'unsupported') : whole(value);
  },
};
