import type {Dialogue, PortsAsk, WireAsk, WireStep} from '../../src/model/outside.ts';
import {wireAsk} from '../../src/model/outside.ts';
import type {OutsideEntry, Plan, ZonePolicy} from '../../src/model/plan.ts';
import {writePorts} from '../../src/model/port-list.ts';
import type {DialogueOptions} from '../../src/transports/outside/dialogue.ts';
import {officePolicy, planOf} from './sender.ts';

/** A policy under which addresses may be looked at from outside. */
export const outsidePolicy: ZonePolicy = {...officePolicy, via: ['nmap']};

export const portsAsk = (ports: readonly number[]): PortsAsk => ({
  kind: 'ports',
  id: 'tcp-ports',
  ports: writePorts(ports),
  tool: 'connect',
  privilege: 'user',
  cost: 'cheap',
});

/** A dialogue of a test at a port. */
export function askOf(port: number, steps: readonly WireStep[], more: Partial<Dialogue> = {}): WireAsk {
  const plain = {id: 'test', class: 'read', transport: 'tcp', service: 'test', seconds: 2, limit: 4096} as const;
  return wireAsk({...plain, ports: [port], steps, ...more}, port);
}

/** With nothing that forbids, and nothing to hide. */
export const dialogueOptions = (host: string, signal: AbortSignal): DialogueOptions => ({
  ...{host, signal, connectMs: 1000},
  check: () => undefined,
  redact: (text) => text,
});

export function outsideEntry(
  asset: string,
  address: string,
  asks: OutsideEntry['asks'],
  more: Partial<OutsideEntry> = {},
): OutsideEntry {
  return {
    key: `${asset}/nmap/outside`,
    asset,
    zone: 'office',
    loadGroup: null,
    platform: 'auto',
    endpoint: {via: 'nmap', address, credential: null},
    talk: 'outside',
    asks,
    ...more,
  };
}

export const outsidePlan = (
  entries: readonly OutsideEntry[],
  policies: Readonly<Record<string, ZonePolicy>> = {office: outsidePolicy},
): Plan => ({...planOf(entries), policies});
