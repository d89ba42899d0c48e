import {cli} from '../../model/ask.ts';
import type {ArpTable, BridgeTable, DeviceNeighbors} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {readMac} from '../text/mac.ts';
import {sortedBy} from '../text/order.ts';

export const arp = cli('show arp no-resolve');
export const lldp = cli('show lldp neighbors');
export const bridge = cli('show ethernet-switching table');

/** Lines of a table, and whether each of those that look like one was read. */
function rows<T>(text: string, looks: RegExp, read: (line: string) => T | null): {rows: T[]; complete: boolean} {
  const found = text
    .split('\n')
    .filter((line) => looks.test(line))
    .map(read);
  const told = found.filter((row) => row !== null);
  return {rows: told, complete: told.length === found.length};
}

const macWord = /^\s*(?:\S{1,64}\s{1,40})?[0-9a-f]{2}(?::[0-9a-f]{2}){5}\s/i;

/** `00:00:5e:00:53:04 192.0.2.130    vlan.20        none` */
export const arpReading: Reading<ArpTable> = {
  ask: [arp],
  parse(answers) {
    const {text} = answers.command(arp.id);
    if (!/^MAC Address\s/m.test(text) && !/^Total entries: \d/m.test(text)) throw new Gap('unsupported', arp.id);
    const read = rows(text, macWord, (line) => {
      const [hardware = '', address = '', port = null] = line.trim().split(/\s+/);
      const mac = readMac(hardware);
      return mac === null || !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) ? null : {address, mac, interface: port};
    });
    const total = Number(/^Total entries: (\d{1,7})/m.exec(text)?.[1] ?? read.rows.length);
    const told = {entries: sortedBy(read.rows, ({address}) => address)};
    return read.complete && total === read.rows.length ? whole(told) : partial(told, 'unsupported');
  },
};

/** `ge-0/0/1  -  00:00:5e:00:53:46   Gi0/1   sw-01`; columns stand under their heads. */
export const lldpReading: Reading<DeviceNeighbors> = {
  ask: [lldp],
  parse(answers) {
    const lines = answers.command(lldp.id).text.split('\n');
    const head = lines.find((line) => /^Local Interface\s/.test(line)) ?? '';
    const starts = ['Local Interface', 'Parent Interface', 'Chassis Id', 'Port info', 'System Name'].map((name) =>
      head.indexOf(name),
    );
    if (starts.includes(-1)) throw new Gap('unsupported', lldp.id);
    const body = lines.slice(lines.indexOf(head) + 1).filter((line) => /^[a-z]{1,4}\d{0,3}-?\S{0,20}\s/.test(line));
    const neighbors = body.map((line) => {
      const cells = starts.map((start, index) => line.slice(start, starts[index + 1]).trim());
      const [localPort = '', , chassis = '', port = '', name = ''] = cells;
      const known = {protocol: 'lldp' as const, addresses: [], description: null};
      return {...known, localPort, name: name || null, mac: readMac(chassis), port: port || null};
    });
    return whole({neighbors: sortedBy(neighbors, ({localPort, name}) => `${localPort} ${name ?? ''}`)});
  },
};

/** `Vlan2  00:00:5e:00:53:30   D   -   ae3.0`: newer systems. The table names VLANs; their numbers are not told. */
export const bridgeReading: Reading<BridgeTable> = {
  ask: [bridge],
  parse(answers) {
    const {text} = answers.command(bridge.id);
    if (!/^Ethernet switching table ?: \d/m.test(text)) throw new Gap('unsupported', bridge.id);
    const read = rows(text, macWord, (line) => {
      const [, hardware = '', flags = '', , port = ''] = line.trim().split(/\s+/);
      const mac = readMac(hardware);
      return mac === null || port === '' ? null : {mac, vlan: null, port, learnt: flags.includes('D')};
    });
    const told = {entries: sortedBy(read.rows, ({mac, port}) => `${mac} ${port}`)};
    return read.complete ? whole(told) : partial(told, 'unsupported');
  },
};
