import type {DeviceConfig, DeviceDefence, DeviceRedundancy, DeviceServices} from '../../../model/device/index.ts';
import {partial, type Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {told, type CiscoConfig} from '../config.ts';
import {readStamp} from '../stamp.ts';

type Feature = DeviceServices['features'][number];
type Defence = DeviceDefence['defences'][number];

function namedInterfaces({nodes}: CiscoConfig): string[] {
  return matching(nodes, /^interface /).flatMap(({node}) => lastValue(node.children, /^nameif (\S+)$/) ?? []);
}

/** Defaults: Cisco ASA Series Command Reference, `ip verify reverse-path`, `sysopt noproxyarp`, `dhcpd enable`, `dns domain-lookup`. */
export function readServices(config: CiscoConfig): Parsed<DeviceServices> {
  const lines = new Set(config.nodes.map(({text}) => text));
  const features = namedInterfaces(config).flatMap((name): Feature[] => [
    {name: 'unicast-rpf', enabled: lines.has(`ip verify reverse-path interface ${name}`), interface: name},
    {name: 'arp-proxy', enabled: !lines.has(`sysopt noproxyarp ${name}`), interface: name},
    {name: 'dhcp-server', enabled: lines.has(`dhcpd enable ${name}`), interface: name},
    {name: 'dns-lookup', enabled: lines.has(`dns domain-lookup ${name}`), interface: name},
  ]);
  return told(config, {features});
}

/** All lines of a tree. */
function below(nodes: readonly ConfigNode[], depth = 0): string[] {
  return depth > 4 ? [] : nodes.flatMap(({text, children}) => [text, ...below(children, depth + 1)]);
}

function line(config: CiscoConfig, pattern: RegExp): string | null {
  return config.nodes.find(({text}) => pattern.test(text))?.text ?? null;
}

/** Half-open connections are limited by a policy; without one they are not: Cisco ASA Series Firewall Configuration Guide. */
export function readDefence(config: CiscoConfig): Parsed<DeviceDefence> {
  const used = new Set(
    matching(config.nodes, /^service-policy (\S+) (?:global|interface )/).map(({match}) => match[1]),
  );
  const policies = matching(config.nodes, /^policy-map (\S+)$/).flatMap(({node, match}) =>
    used.has(match[1]) ? below(node.children) : [],
  );
  const embryonic = policies.find((text) => /^set connection .*embryonic-conn-max [1-9]/.test(text)) ?? null;
  const threat = line(config, /^threat-detection basic-threat$/);
  const scanning = line(config, /^threat-detection scanning-threat\b/);
  const ips = policies.find((text) => /^(?:ips|sfr) /.test(text)) ?? null;
  const one = (name: Defence['name'], detail: string | null): Defence => ({
    name,
    enabled: detail !== null,
    scope: null,
    detail,
  });
  return told(config, {
    defences: [
      {name: 'stateful-inspection', enabled: true, scope: null, detail: null},
      one('syn-flood', embryonic),
      one('dos-policy', threat),
      one('intrusion-detection', scanning),
      one('intrusion-prevention', ips),
    ],
  });
}

/** Lines that change by themselves. */
export const asaVolatile: readonly RegExp[] = [
  /^Cryptochecksum:/,
  /^: (?:Saved|Written by |Serial Number|Hardware)/,
  /^:\s*$/,
];

const modified = /^Configuration last modified by [^\n]{1,80}$/m;

/** `show version` tells when it was changed; the head of the saved configuration tells when it was written. */
function isSaved(version: string | null, startup: string | null): boolean | null {
  if (version === null) return null;
  if (/^Configuration has not been modified since last system restart/m.test(version)) return true;
  const changed = readStamp(modified.exec(version)?.[0] ?? '');
  const written = readStamp(startup ?? '');
  if (changed === null || written === null || changed.zone !== written.zone) return null;
  return written.at >= changed.at;
}

export function readSaved(config: CiscoConfig, version: string | null, startup: string | null): Parsed<DeviceConfig> {
  const lines = config.lines.filter((each) => each.trim() !== '' && !asaVolatile.some((pattern) => pattern.test(each)));
  const saved = isSaved(version, startup);
  return told(config, {saved, lines}, saved !== null);
}

/** `This host: Primary - Active`, of `show failover`. */
function failoverState(shown: string | null): string | null {
  return /^[ \t]*This host: (?:Primary|Secondary) - ([^\n]{1,40})$/m.exec(shown ?? '')?.[1]?.trim() ?? null;
}

export function readRedundancy(config: CiscoConfig, shown: string | null): Parsed<DeviceRedundancy> {
  const on = has(config.nodes, /^failover$/);
  const keyed = has(config.nodes, /^failover (?:key|ipsec pre-shared-key) /);
  const authentication = keyed ? 'unknown' : 'none';
  const gateways = on ? [{protocol: 'ha', name: 'failover', state: failoverState(shown), authentication} as const] : [];
  return partial({gateways, bundles: [], powerSupplies: [], fans: []}, 'unsupported');
}
