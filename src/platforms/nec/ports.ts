import type {DeviceFacts, DevicePorts} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {filter} from './acls.ts';
import {configAsk, readTree} from './tree.ts';

type Port = DevicePorts['ports'][number];

/** The last list that an interface is filtered by. */
function boundTo(lines: readonly ConfigNode[], direction: 'in' | 'out'): string | null {
  const found = matching(lines, filter).filter(({match}) => match.groups?.['direction'] === direction);
  return found.at(-1)?.match.groups?.['acl'] ?? null;
}

export const devicePorts: Reading<DeviceFacts['devicePorts']> = {
  ask: [configAsk],
  parse(answers) {
    const ports = matching(readTree(answers), /^interface (\S+)$/).map(({node: {children}, match}): Port => ({
      ...plainPort(match[1] ?? ''),
      description: lastValue(children, /^description (.+)$/),
      mode: 'routed',
      shutdown: has(children, /^shutdown$/),
      addresses: matching(children, /^ipv?6? address ([0-9a-f.:]+\/\d{1,3})/i).map(({match: found}) => found[1] ?? ''),
      aclIn: boundTo(children, 'in'),
      aclOut: boundTo(children, 'out'),
    }));
    return whole({dot1x: null, dhcpSnooping: null, arpInspection: null, ports});
  },
};
