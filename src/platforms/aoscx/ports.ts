import type {DevicePorts} from '../../model/device/index.ts';
import {has, matching, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {below, readStatements} from '../config/statements.ts';
import {expandNames} from '../text/spans.ts';
import {portLines} from './port-lines.ts';

type Port = DevicePorts['ports'][number];

const off = {
  dot1x: false,
  macAuth: false,
  portSecurity: false,
  bpduGuard: false,
  stormControl: false,
  loopGuard: false,
};

/** What a port sets works with what is on for the whole device. */
interface Globals {
  readonly dot1x: boolean;
  readonly macAuth: boolean;
  readonly portSecurity: boolean;
  readonly spanningTree: boolean;
}

/** A port that says neither `shutdown` nor `no shutdown` follows its model: many are down then. */
function readPort(
  name: string,
  lines: readonly ConfigNode[],
  global: Globals,
): {readonly port: Port; readonly understood: boolean} {
  const bridged = /^(?:\d{1,2}\/\d|lag)/.test(name);
  const port: Port = {...plainPort(name), dynamicTrunk: false, ...(bridged ? off : {mode: 'routed'})};
  const sure = !bridged || has(lines, /^(?:no )?shutdown$/);
  port.shutdown = !sure;
  const understood = readStatements(lines, /^/, portLines, port);
  if (bridged) {
    port.dot1x = port.dot1x === true && global.dot1x;
    port.macAuth = port.macAuth === true && global.macAuth;
    port.portSecurity = port.portSecurity === true && global.portSecurity;
    port.bpduGuard = port.bpduGuard === true && global.spanningTree;
  }
  return {port, understood: understood && sure};
}

function globals(nodes: readonly ConfigNode[]): Globals {
  const on = (block: RegExp): boolean => has(below(nodes, block), /^enable$/);
  return {
    dot1x: on(/^aaa authentication port-access dot1x authenticator$/),
    macAuth: on(/^aaa authentication port-access mac-auth$/),
    portSecurity: on(/^port-access port-security$/) || has(nodes, /^port-access port-security enable$/),
    spanningTree: has(nodes, /^spanning-tree$/),
  };
}

/** Ports by single names, in the order of their blocks. */
export function readPorts(config: RunningConfig) {
  const {nodes} = config;
  const global = globals(nodes);
  const read = matching(nodes, /^interface (\S.{0,60})$/).flatMap(({node, match}) => {
    const text = (match[1] ?? '').replace(/ multi-chassis.{0,20}$/, '');
    const names = expandNames(text, ' ') ?? [text];
    return names.map((name) => readPort(name, node.children, global));
  });
  const inVlans = (line: RegExp): boolean => matching(nodes, /^vlan \S/).some(({node}) => has(node.children, line));
  const snoops = has(nodes, /^dhcpv4-snooping$/) && inVlans(/^dhcpv4-snooping$/);
  const value: DevicePorts = {
    dot1x: global.dot1x,
    dhcpSnooping: snoops,
    // It looks addresses up in what DHCP snooping learnt.
    arpInspection: snoops && inVlans(/^arp inspection$/),
    ports: read.map(({port}) => port),
  };
  return told(
    value,
    config,
    read.every(({understood}) => understood),
  );
}
