import type {DeviceConfig, DeviceDefence, DeviceServices} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, matching, type ConfigNode} from '../../config/indented.ts';
import {told, type CiscoConfig} from '../config.ts';
import {configuredAddresses, interfaceNodes} from '../ios/ports.ts';

type Feature = DeviceServices['features'][number];
type Defence = DeviceDefence['defences'][number];

function ofInterface(name: string, children: readonly ConfigNode[]): Feature[] {
  if (configuredAddresses(children).length === 0 || /^(?:loopback|mgmt)/i.test(name)) return [];
  return [
    {name: 'icmp-redirects', enabled: !has(children, /^no ip redirects$/), interface: name},
    {name: 'arp-proxy', enabled: has(children, /^ip proxy-arp$/), interface: name},
    {name: 'directed-broadcast', enabled: has(children, /^ip directed-broadcast\b/), interface: name},
    {name: 'unicast-rpf', enabled: has(children, /^ip verify unicast source /), interface: name},
  ];
}

/** Defaults: Cisco Nexus System Management and Unicast Routing Configuration Guides. */
export function readServices(config: CiscoConfig): Parsed<DeviceServices> {
  const {nodes} = config;
  const whole = (name: Feature['name'], enabled: boolean): Feature => ({name, enabled, interface: null});
  return told(config, {
    features: [
      whole('cdp', !has(nodes, /^no cdp enable$/)),
      whole('lldp', has(nodes, /^feature lldp$/)),
      whole('vtp', has(nodes, /^feature vtp$/)),
      whole('source-route', !has(nodes, /^no ip source-route$/)),
      whole('dns-lookup', !has(nodes, /^no ip domain-lookup$/)),
      ...interfaceNodes(config).flatMap(({name, children}) => ofInterface(name, children)),
    ],
  });
}

function line(nodes: readonly ConfigNode[], pattern: RegExp): string | null {
  return nodes.find(({text}) => pattern.test(text))?.text ?? null;
}

export function readDefence(config: CiscoConfig): Parsed<DeviceDefence> {
  const plane = matching(config.nodes, /^control-plane$/).flatMap(({node}) => node.children);
  const policing =
    line(config.nodes, /^copp profile (?:strict|moderate|lenient|dense)$/) ?? line(plane, /^service-policy input /);
  const throttling = line(config.nodes, /^(?:(?:system )?login block-for \d|aaa authentication rejected \d)/);
  const storms = interfaceNodes(config).flatMap(({name, children}): Defence[] => {
    const detail = line(children, /^storm-control \S+ level /);
    return detail === null ? [] : [{name: 'storm-control', enabled: true, scope: name, detail}];
  });
  return told(config, {
    defences: [
      // Without a line the policy of the set-up dialogue may be in force.
      ...(policing === null
        ? []
        : [{name: 'control-plane-policing', enabled: true, scope: null, detail: policing} as const]),
      {name: 'login-throttling', enabled: throttling !== null, scope: null, detail: throttling},
      ...(storms.length > 0 ? storms : [{name: 'storm-control', enabled: false, scope: null, detail: null} as const]),
    ],
  });
}

/** Lines that change by themselves. */
export const nxosVolatile: readonly RegExp[] = [
  /^!Time: /,
  /^!Command: /,
  /^!Running configuration last done at: /,
  /^!No configuration change since last restart/,
];

/** `show running-config diff`: nothing but comments when both are the same. */
function isSaved(diff: string | null): boolean | null {
  // The answer has a head even where there is no difference.
  if (diff === null || diff.trim() === '') return null;
  return diff.split('\n').every((each) => /^\s*(?:!.*)?$/.test(each));
}

export function readSaved(config: CiscoConfig, diff: string | null): Parsed<DeviceConfig> {
  const lines = config.lines.filter(
    (each) => each.trim() !== '' && !nxosVolatile.some((pattern) => pattern.test(each)),
  );
  const saved = isSaved(diff);
  return told(config, {saved, lines}, saved !== null);
}
