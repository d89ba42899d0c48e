import {hostsOfNmapXml, portStatesOf, type HostPorts, type NmapScan} from '../../model/nmap-xml/index.ts';
import {readReportedHost} from '../../model/nmap-report.ts';
import {writePorts} from '../../model/port-list.ts';
import type {PortScan} from './connect-scan.ts';

/** Scan of one host out of the XML of nmap; null: it is none, or not of one host. */
export function readNmapScan(xml: string): PortScan | null {
  try {
    const {scan, hosts} = hostsOfNmapXml(xml);
    const [host, ...others] = hosts;
    return host === undefined || others.length > 0 ? null : portScanOf(scan, host);
  } catch {
    return null;
  }
}

function portScanOf(
  scan: Pick<NmapScan, 'scanner' | 'version' | 'finished' | 'cut' | 'scans'>,
  host: HostPorts,
): PortScan {
  const {scanned, states, complete} = portStatesOf(scan, host, 'tcp');
  const at = (wanted: (state: string) => boolean): number[] =>
    [...states]
      .filter(([, state]) => wanted(state))
      .map(([port]) => port)
      .sort((a, b) => a - b);
  return {
    tool: [scan.scanner, scan.version ?? ''].join(' ').trim(),
    scanned: writePorts(scanned ?? [...states.keys()]),
    open: at((state) => state === 'open'),
    filtered: at((state) => state !== 'open' && state !== 'closed' && state !== 'unknown'),
    complete: complete && !scan.cut && scan.finished !== 'error',
  };
}

/** The same out of what was kept of a report of many hosts, see `model/nmap-report.ts`; null: it is none. */
export function readNmapReport(text: string): PortScan | null {
  const kept = readReportedHost(text);
  return kept && portScanOf(kept.nmap, kept.host);
}
