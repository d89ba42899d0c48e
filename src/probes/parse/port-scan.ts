import {readConnectScan, type PortScan} from './connect-scan.ts';
import {readNmapReport, readNmapScan} from './nmap-scan.ts';

/** What a look at the ports of an address showed, by whichever tool; null: the text is no whole one. */
export const readPortScan = (text: string): PortScan | null =>
  readConnectScan(text) ?? readNmapScan(text) ?? readNmapReport(text);
