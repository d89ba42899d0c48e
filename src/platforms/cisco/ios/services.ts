import type {DeviceServices} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, matching, type ConfigNode} from '../../config/indented.ts';
import {told, type CiscoConfig} from '../config.ts';
import {syntaxVersion} from './config.ts';
import {configuredAddresses, interfaceNodes} from './ports.ts';

type Feature = DeviceServices['features'][number];
type Name = Feature['name'];

interface Rule {
  readonly name: Name;
  readonly on: RegExp;
  readonly off: RegExp | null;
  /** What holds where no line tells; null: releases differ. Since 15 unless a version stands there. */
  readonly otherwise: boolean | null;
}

/**
 * Defaults by Cisco IOS Configuration Fundamentals Command Reference and IP Addressing Services Command Reference, releases 15 and
 * later; where switches and routers differ, none is given.
 */
const rules: readonly Rule[] = [
  {name: 'source-route', on: /^ip source-route$/, off: /^no ip source-route$/, otherwise: true},
  {name: 'tcp-keepalives', on: /^service tcp-keepalives-in$/, off: /^no service tcp-keepalives-in$/, otherwise: false},
  {name: 'finger', on: /^(?:service|ip) finger\b/, off: /^no (?:service|ip) finger$/, otherwise: false},
  {name: 'small-servers', on: /^service (?:tcp|udp)-small-servers/, off: null, otherwise: false},
  {
    name: 'bootp',
    on: /^ip bootp server$/,
    off: /^no (?:ip bootp server|service dhcp)$|^ip dhcp bootp ignore$/,
    otherwise: true,
  },
  {name: 'dns-lookup', on: /^ip domain[ -]lookup\b/, off: /^no ip domain[ -]lookup$/, otherwise: true},
  {name: 'dns-server', on: /^ip dns server$/, off: null, otherwise: false},
  {name: 'pad', on: /^service pad\b/, off: /^no service pad$/, otherwise: null},
  {name: 'auto-install', on: /^service config$/, off: /^no service config$/, otherwise: null},
  {name: 'smart-install', on: /^vstack$/, off: /^no vstack$/, otherwise: null},
  {name: 'tftp-server', on: /^tftp-server \S/, off: null, otherwise: false},
  {name: 'ftp-server', on: /^ftp-server enable$/, off: null, otherwise: false},
  {name: 'cdp', on: /^cdp run$/, off: /^no cdp run$/, otherwise: null},
  {name: 'lldp', on: /^lldp run$/, off: /^no lldp run$/, otherwise: null},
  {name: 'vtp', on: /^vtp mode (?:server|client)$/, off: /^vtp mode (?:transparent|off)$/, otherwise: null},
];

function byRule({nodes}: CiscoConfig, {name, on, off, otherwise}: Rule): Feature[] {
  const enabled = has(nodes, on) ? true : off !== null && has(nodes, off) ? false : otherwise;
  return enabled === null ? [] : [{name, enabled, interface: null}];
}

/** What the interfaces that speak IP have on by default, and how it is switched off. */
const onInterfaces: readonly (readonly [Name, RegExp])[] = [
  ['arp-proxy', /^no ip proxy-arp$/],
  ['icmp-redirects', /^no ip redirects$/],
  ['icmp-unreachables', /^no ip unreachables$/],
];

function speaksIp(children: readonly ConfigNode[]): boolean {
  return configuredAddresses(children).length > 0 || has(children, /^ip (?:address (?:dhcp|negotiated)|unnumbered )/);
}

function ofInterface(name: string, children: readonly ConfigNode[]): Feature[] {
  const mop = matching(children, /^(no )?mop enabled$/).map(({match}): Feature => {
    return {name: 'mop', enabled: match[1] === undefined, interface: name};
  });
  if (!speaksIp(children) || /^(?:Loopback|Tunnel|Null)/.test(name)) return mop;
  const rpf = has(children, /^ip verify unicast (?:source reachable-via|reverse-path)/);
  return [
    ...mop,
    ...onInterfaces.map(([feature, off]): Feature => ({name: feature, enabled: !has(children, off), interface: name})),
    {name: 'directed-broadcast', enabled: has(children, /^ip directed-broadcast\b/), interface: name},
    {name: 'unicast-rpf', enabled: rpf, interface: name},
  ];
}

/** VLANs without a spanning tree stand by themselves: what holds for the others is not told then. */
function spanningTree({nodes}: CiscoConfig): Feature[] {
  const on = has(nodes, /^spanning-tree mode /) && !has(nodes, /^no spanning-tree vlan /);
  return on ? [{name: 'spanning-tree', enabled: true, interface: null}] : [];
}

function dhcpServer({nodes}: CiscoConfig): Feature {
  const enabled = has(nodes, /^ip dhcp pool /) && !has(nodes, /^no service dhcp$/);
  return {name: 'dhcp-server', enabled, interface: null};
}

/** What answers of other commands tell of CDP, LLDP and Smart Install. */
function shownFeature(name: Name, shown: string | null, on: RegExp, off: RegExp): Feature[] {
  if (shown === null) return [];
  if (off.test(shown)) return [{name, enabled: false, interface: null}];
  return on.test(shown) ? [{name, enabled: true, interface: null}] : [];
}

export interface Shown {
  readonly cdp: string | null;
  readonly lldp: string | null;
  readonly vstack: string | null;
}

export function readServices(config: CiscoConfig, shown: Shown): Parsed<DeviceServices> {
  const recent = syntaxVersion(config) >= 15;
  const configured = rules.flatMap((rule) => byRule(config, recent ? rule : {...rule, otherwise: null}));
  const told_ = new Set(configured.map(({name}) => name));
  const more = [
    ...shownFeature('cdp', shown.cdp, /^Device ID:|Total cdp entries/m, /CDP is not enabled/),
    ...shownFeature('lldp', shown.lldp, /^Chassis id:|Total entries displayed/m, /LLDP is not enabled/),
    ...shownFeature(
      'smart-install',
      shown.vstack,
      /SmartInstall enabled|Oper(?:ational)? Mode: Enabled/i,
      /SmartInstall disabled|Oper(?:ational)? Mode: Disabled/i,
    ),
  ].filter(({name}) => !told_.has(name));
  const perInterface = interfaceNodes(config).flatMap(({name, children}) => ofInterface(name, children));
  const names = new Set([...configured, ...more].map(({name}) => name));
  // Every IOS knows CDP; one that does not know the commands of the others runs neither.
  const read = (name: Name, text: string | null): boolean => names.has(name) || text === null;
  const understood = names.has('cdp') && read('lldp', shown.lldp) && read('smart-install', shown.vstack);
  const features = [...configured, ...spanningTree(config), ...more, dhcpServer(config), ...perInterface];
  return told(config, {features}, understood);
}
