import type {DeviceNeighbors} from '../../model/device/index.ts';
import {readMac} from '../text/mac.ts';
import {ipv4Number} from '../text/address.ts';

export type Neighbor = DeviceNeighbors['neighbors'][number];

/** What was read, and whether all that was told was understood. */
export interface Neighbors {
  readonly neighbors: readonly Neighbor[];
  readonly understood: boolean;
}

function field(block: string, label: RegExp): string | null {
  const value = label.exec(block)?.[1]?.trim();
  return value === undefined || value === '' || /^(?:not advertised|null|- not advertised)$/.test(value) ? null : value;
}

function addressesIn(block: string): string[] {
  const pattern =
    /^[ \t]*(?:IP|IPv4|IPv6|IPV6|Management)(?: address(?:es)?(?: IPV6)?)?: ?([0-9A-Fa-f.:]{3,45})(?: \([^\n)]{1,40}\))?\s*$/gim;
  const found = [...block.matchAll(pattern)].map((match) => (match[1] ?? '').toLowerCase());
  return [...new Set(found)].filter((each) => ipv4Number(each) !== null || each.split(':').length > 2);
}

/** `show cdp neighbors detail` of IOS and NX-OS. */
export function readCdp(text: string): Neighbors {
  const blocks = text.split(/^(?=Device ID:)/m).filter((block) => block.startsWith('Device ID:'));
  const neighbors = blocks.map((block): Neighbor | null => {
    const ports = /^Interface: ?([^,\n]{1,80}),\s{1,8}Port ID \(outgoing port\): ?([^\n]{0,120})$/m.exec(block);
    if (ports?.[1] === undefined) return null;
    return {
      protocol: 'cdp',
      localPort: ports[1].trim(),
      name: field(block, /^System Name: ?([^\n]{0,256})/m) ?? field(block, /^Device ID: ?([^\n]{0,256})/m),
      addresses: addressesIn(block),
      mac: null,
      port: ports[2]?.trim() ?? null,
      description: field(block, /^Version ?:\s{0,4}\n([^\n]{1,256})/m) ?? field(block, /^Platform: ?([^,\n]{1,128})/m),
    };
  });
  const known = neighbors.filter((each) => each !== null);
  return {neighbors: known, understood: known.length === neighbors.length};
}

function descriptionOf(block: string): string | null {
  return field(block, /^System Description:[ \t]{0,4}\n?([^\n]{1,256})/m);
}

/** `show lldp neighbors detail` of IOS and NX-OS. Old releases do not tell the own port; those entries are not understood. */
export function readLldp(text: string): Neighbors {
  const blocks = text.split(/^(?=Local Intf:|Chassis id:)/m);
  let local: string | null = null;
  let understood = true;
  const neighbors: Neighbor[] = [];
  for (const block of blocks) {
    local = field(block, /^Local Intf: ?([^\n]{1,80})/m) ?? local;
    if (!block.includes('Chassis id:')) continue;
    const localPort = field(block, /^Local Port id: ?([^\n]{1,80})/m) ?? local;
    local = null;
    if (localPort === null) {
      understood = false;
      continue;
    }
    neighbors.push({
      protocol: 'lldp',
      localPort,
      name: field(block, /^System Name: ?([^\n]{0,256})/m),
      addresses: addressesIn(block),
      mac: readMac(field(block, /^Chassis id: ?([^\n]{1,80})/m) ?? ''),
      port: field(block, /^Port id: ?([^\n]{1,128})/m),
      description: descriptionOf(block),
    });
  }
  return {neighbors, understood};
}
