import type {DevicePorts} from '../../model/device/index.ts';
import {has, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements} from '../config/statements.ts';
import {expandNames} from '../text/spans.ts';
import {portLines} from './port-lines.ts';
import {spanningTree} from './services.ts';

type Port = DevicePorts['ports'][number];

/** What holds for a port as long as its own lines say nothing. Source: AlliedWare Plus command reference. */
function defaults(name: string, {nodes}: RunningConfig): Port {
  const bridged = /^(?:port|sa|po)\d/.test(name);
  const detects = has(nodes, /^loop-protection loop-detect\b/);
  const guards = has(nodes, /^spanning-tree portfast bpdu-guard$/);
  return {
    ...plainPort(name),
    mode: bridged ? null : 'routed',
    dynamicTrunk: false,
    ...(bridged ? {accessVlan: 1, nativeVlan: 1} : {}),
    ...(bridged ? {dot1x: false, macAuth: false, portSecurity: false, stormControl: false} : {}),
    bpduGuard: bridged ? (guards ? null : false) : null,
    loopGuard: bridged && !detects ? false : null,
  };
}

/** VLANs of another mode than the port's say nothing. */
function settled(port: Port, detects: boolean, guard: boolean | null): Port {
  const trunk = port.mode === 'trunk';
  const vlans = {
    accessVlan: port.mode === 'access' ? port.accessVlan : null,
    nativeVlan: trunk ? port.nativeVlan : null,
  };
  return {...port, ...vlans, loopGuard: detects ? guard : port.loopGuard};
}

function readPort(
  name: string,
  config: RunningConfig,
  lines: readonly ConfigNode[],
): {port: Port; understood: boolean} {
  const port = defaults(name, config);
  const understood = readStatements(lines, /^/, portLines, port);
  const action = /^loop-protection action (\S+)/;
  const chosen = lines.flatMap(({text}) => action.exec(text)?.[1] ?? []).at(-1);
  const detects = has(config.nodes, /^loop-protection loop-detect\b/) && /^(?:port|sa|po)\d/.test(name);
  // Without spanning tree no BPDU is looked at.
  if (port.bpduGuard !== null && spanningTree(config) === false) port.bpduGuard = false;
  return {port: settled(port, detects, chosen === undefined ? null : chosen !== 'none'), understood};
}

/** Blocks of all interfaces by single names, in order; a block may stand for many. */
function blocks({nodes}: RunningConfig): {readonly named: Map<string, ConfigNode[]>; readonly understood: boolean} {
  const named = new Map<string, ConfigNode[]>();
  let understood = true;
  for (const {text, children} of nodes) {
    const list = /^interface (\S{1,400})$/.exec(text)?.[1];
    if (list === undefined) continue;
    const names = list === 'lo' ? ['lo'] : expandNames(list);
    if (names === null) understood = false;
    for (const name of names ?? [list]) named.set(name, [...(named.get(name) ?? []), ...children]);
  }
  return {named, understood};
}

/** Ports by single names, in the order of their blocks. */
export function readPorts(config: RunningConfig) {
  const {named, understood} = blocks(config);
  const read = [...named].map(([name, lines]) => readPort(name, config, lines));
  const snoops = has(config.nodes, /^service dhcp-snooping$/);
  const inVlans = (line: RegExp): boolean => [...named.values()].some((lines) => has(lines, line));
  const value: DevicePorts = {
    dot1x: has(config.nodes, /^aaa authentication dot1x default /),
    // Each works in those VLANs alone that are named, ARP security with what DHCP snooping learnt.
    dhcpSnooping: snoops && inVlans(/^ip dhcp snooping$/),
    arpInspection: snoops && inVlans(/^arp security$/),
    ports: read.map(({port}) => port),
  };
  return told(value, config, understood && read.every((each) => each.understood));
}
