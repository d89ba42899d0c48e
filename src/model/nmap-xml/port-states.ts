import {portsOf} from '../port-list.ts';
import type {NmapExtraPorts, NmapHost, NmapPort, NmapScan, NmapTransport, PortState} from './types.ts';

/** Of a scan, and of a host, what tells of ports. */
export type ScannedPorts = Pick<NmapScan, 'scans'>;
export interface HostPorts extends Pick<NmapHost, 'timedOut' | 'unread'> {
  readonly ports: readonly Pick<NmapPort, 'transport' | 'port' | 'state'>[];
  readonly extraPorts: readonly (Pick<NmapExtraPorts, 'state' | 'count'> & {
    readonly reasons: readonly Pick<NmapExtraPorts['reasons'][number], 'ports' | 'transport'>[];
  })[];
}

/** What a report tells of the ports of one host. */
export interface PortStates {
  /** Ports that were looked at, ascending; null: not told. */
  readonly scanned: readonly number[] | null;
  readonly states: ReadonlyMap<number, PortState>;
  /** False where what became of some port is not known. */
  readonly complete: boolean;
}

function scannedOf({scans}: ScannedPorts, transport: NmapTransport): number[] | null {
  const lists = scans.filter((scan) => scan.transport === transport).map(({ports}) => ports);
  if (lists.length === 0 || lists.includes(null)) return null;
  return portsOf(lists.join(','));
}

type Told = readonly [port: number, state: PortState];

function* toldOf(host: HostPorts, transport: NmapTransport): Generator<Told> {
  for (const one of host.ports) if (one.transport === transport) yield [one.port, one.state];
  for (const {state, reasons} of host.extraPorts) {
    for (const {ports, ...reason} of reasons) {
      if (ports === null || reason.transport !== transport) continue;
      for (const port of portsOf(ports)) yield [port, state];
    }
  }
}

/** A report tells of each port once: many short lists can name all of them without end. */
const mostTold = 500_000;

/** nmap 7.91 and older tells only how many ports are in a state: with one state and one transport, those that it does not list. */
function restOf(scan: ScannedPorts, {extraPorts}: HostPorts, left: readonly number[]): Told[] {
  const [extra, ...others] = extraPorts;
  const lone = others.length === 0 && new Set(scan.scans.map(({transport}) => transport)).size === 1;
  return lone && extra?.count === left.length ? left.map((port): Told => [port, extra.state]) : [];
}

/** The state of each port that was looked at. What a report tells twice, and differently, is `unknown`. */
export function portStatesOf(scan: ScannedPorts, host: HostPorts, transport: NmapTransport): PortStates {
  const scanned = scannedOf(scan, transport);
  const states = new Map<number, PortState>();
  let count = 0;
  for (const [port, state] of toldOf(host, transport)) {
    count += 1;
    if (count > mostTold) break;
    states.set(port, (states.get(port) ?? state) === state ? state : 'unknown');
  }
  const left = (scanned ?? []).filter((port) => !states.has(port));
  for (const [port, state] of restOf(scan, host, left)) states.set(port, state);
  const known = scanned?.every((port) => (states.get(port) ?? 'unknown') !== 'unknown') ?? false;
  return {scanned, states, complete: known && count <= mostTold && !host.timedOut && host.unread === 0};
}
