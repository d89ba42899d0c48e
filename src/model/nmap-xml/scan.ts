import {attribute, below, type Element} from './element.ts';
import type {NmapScan, NmapScanInfo} from './types.ts';
import {countOf, portListOf, timeOf, transportOf} from './values.ts';

/** What a report tells beside its hosts. */
export type Frame = Omit<NmapScan, 'hosts' | 'cut'>;

export function scanInfoOf(element: Element): NmapScanInfo {
  return {
    type: attribute(element, 'type') ?? '',
    transport: transportOf(attribute(element, 'protocol')),
    ports: portListOf(attribute(element, 'services')),
  };
}

export function startOf(root: Element): Frame {
  return {
    scanner: attribute(root, 'scanner') ?? '',
    version: attribute(root, 'version'),
    args: attribute(root, 'args'),
    startedAt: timeOf(attribute(root, 'start')),
    finishedAt: null,
    finished: null,
    errorMessage: null,
    scans: [],
    counts: null,
  };
}

function countsOf(hosts: Element | undefined): NmapScan['counts'] {
  const of = (name: string): number | null => (hosts === undefined ? null : countOf(attribute(hosts, name)));
  const [up, down, total] = [of('up'), of('down'), of('total')];
  return up === null || down === null || total === null ? null : {up, down, total};
}

/** Old nmap (5.21) writes no `exit`: it writes the element where all has gone well. */
const exits: ReadonlyMap<string, NmapScan['finished']> = new Map([
  ['success', 'success'],
  ['', 'success'],
]);

export function endOf(runstats: Element): Pick<NmapScan, 'finished' | 'finishedAt' | 'errorMessage' | 'counts'> {
  const [finished] = below(runstats, 'finished');
  const [hosts] = below(runstats, 'hosts');
  const of = (name: string): string | null => (finished === undefined ? null : attribute(finished, name));
  return {
    finished: finished === undefined ? null : (exits.get(of('exit') ?? '') ?? 'error'),
    finishedAt: timeOf(of('time')),
    errorMessage: of('errormsg'),
    counts: countsOf(hosts),
  };
}
