import {createElementReader, type Element, type ElementReader} from './element.ts';
import {notNmap, tooLarge, twoReports} from './error.ts';
import {hostOf} from './host.ts';
import {endOf, scanInfoOf, startOf, type Frame} from './scan.ts';
import type {NmapHost, NmapScan} from './types.ts';
import {createXmlReader, type Attributes, type XmlReader} from './xml.ts';

export {NmapXmlError} from './error.ts';
export {portStatesOf, type HostPorts} from './port-states.ts';
export type * from './types.ts';

export interface NmapXmlReader {
  /** The next part of the report. @throws NmapXmlError */
  write(part: string): void;
  /** What it tells beside its hosts. @throws NmapXmlError when it is none */
  end(): NmapScan;
}

/** A network of 18 bits, with every address listed. */
const mostHosts = 300_000;
const mostScans = 100;
const read = new Set(['host', 'scaninfo', 'runstats']);

interface Report {
  frame: Frame | null;
  hosts: number;
  /** Within the root: nothing else is open where it is 1. */
  depth: number;
  /** Element below the root that is being taken in. */
  reader: ElementReader | null;
}

function takeIn(report: Report, element: Element, onHost: (host: NmapHost) => void): void {
  const frame = report.frame ?? startOf(element);
  report.reader = null;
  if (element.name === 'host') {
    report.hosts += 1;
    if (report.hosts > mostHosts) throw tooLarge();
    onHost(hostOf(element));
  } else if (element.name === 'runstats') report.frame = {...frame, ...endOf(element)};
  else if (frame.scans.length >= mostScans) throw tooLarge();
  else report.frame = {...frame, scans: [...frame.scans, scanInfoOf(element)]};
}

function openRoot(report: Report, name: string, attributes: () => Attributes): void {
  if (report.frame !== null) throw twoReports();
  if (name !== 'nmaprun') throw notNmap();
  report.frame = startOf({name, attributes: attributes(), children: [], text: ''});
}

/**
 * Reads a report that comes in parts; each host is given on as soon as it is whole, and not kept. Beside nmap's own, reports
 * of programs that write its form are read: `scanner` tells whose it is.
 */
export function createNmapXmlReader(onHost: (host: NmapHost) => void): NmapXmlReader {
  const report: Report = {frame: null, hosts: 0, depth: 0, reader: null};
  const xml: XmlReader = createXmlReader({
    open: (name, attributes) => {
      if (report.depth === 0) openRoot(report, name, attributes);
      else if (report.depth === 1 && read.has(name)) report.reader = createElementReader();
      report.reader?.open(name, attributes());
      report.depth += 1;
    },
    close: () => {
      report.depth -= 1;
      const element = report.reader?.close() ?? null;
      if (element !== null) takeIn(report, element, onHost);
    },
    text: (text) => report.reader?.text(text),
  });
  const end = (): NmapScan => {
    const whole = xml.end();
    if (report.frame === null) throw notNmap();
    return {...report.frame, hosts: report.hosts, cut: !whole};
  };
  return {write: (part) => xml.write(part), end};
}

/** A whole report. @throws NmapXmlError */
export function hostsOfNmapXml(text: string): {readonly scan: NmapScan; readonly hosts: readonly NmapHost[]} {
  const hosts: NmapHost[] = [];
  const reader = createNmapXmlReader((host) => void hosts.push(host));
  reader.write(text);
  return {scan: reader.end(), hosts};
}
