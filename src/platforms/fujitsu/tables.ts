import {cli} from '../../model/ask.ts';
import type {DeviceFacts, DeviceInterfaces, DeviceRoutes} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {find} from './settings.ts';

const routeAsk = cli('show ip route');
const etherAsk = cli('show ether');

const heading = /^FP\s+Destination\/Mask\s/;
const route =
  /^(?<flag>[* X]) ?(?<kind>[A-Z][A-Za-z0-9]?) +(?<destination>[\d.]{7,15}\/\d{1,2}) +(?<hop>\S+) +\d+ +\S+ +(?<port>\S+)$/;

function originOf(kind: string): DeviceRoutes['routes'][number]['protocol'] {
  if (kind === 'S') return 'static';
  if (kind === 'C' || kind === 'L') return 'connected';
  return /^(?:R|O|A|B[ei]?|E[12]|N[12]|I)$/.test(kind) ? 'dynamic' : 'other';
}

/** Routes that are used have an asterisk. */
export const deviceRoutes: Reading<DeviceFacts['deviceRoutes']> = {
  ask: [routeAsk],
  parse(answers) {
    const lines = answers
      .command(routeAsk.id)
      .text.split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '');
    if (!lines.some((line) => heading.test(line))) throw new Gap('unsupported', 'no heading of a routing table');
    const rest = lines.filter((line) => !heading.test(line) && !/^[- ]+$/.test(line));
    const read = find(rest, route).map(({groups}) => groups);
    const routes = read
      .filter(({flag}) => flag === '*')
      .map(({kind = '', destination = '', hop = '', port = ''}) => ({
        ...{destination, nextHop: /^[\d.]+$/.test(hop) && !/^[CL]$/.test(kind) ? hop : null},
        ...{interface: port, protocol: originOf(kind)},
      }));
    return read.length === rest.length ? whole({routes}) : partial({routes}, 'unsupported');
  },
};

function labelled(text: string, label: string): string | null {
  return new RegExp(String.raw`^${label} {0,20}: ?(\S.{0,200}?)?\s*$`, 'm').exec(text)?.[1] ?? null;
}

function portOf(text: string): DeviceInterfaces['interfaces'][number] | null {
  const [, group, port] = /^ETHER GROUP-(\d{1,3}) PORT-(\d{1,3})\]/.exec(text) ?? [];
  const status = labelled(text, 'status');
  if (group === undefined || port === undefined || status === null) return null;
  const speed = /\b(\d{2,6})M (?:Full|Half)\b/.exec(status)?.[1];
  return {
    ...{
      name: `ether ${group} ${port}`,
      description: labelled(text, 'description'),
      type: 'physical',
      addresses: [],
      mac: null,
    },
    ...{
      adminUp: !status.startsWith('disable'),
      operUp: speed !== undefined,
      speedMbps: speed === undefined ? null : Number(speed),
    },
    ...{inErrors: null, outErrors: null},
  };
}

/** The ports; interfaces that are built upon them are told by SNMP. */
export const deviceInterfaces: Reading<DeviceFacts['deviceInterfaces']> = {
  ask: [etherAsk],
  parse(answers) {
    const blocks = answers.command(etherAsk.id).text.split(/^\[/m).slice(1);
    const interfaces = blocks.flatMap((block) => portOf(block) ?? []);
    if (interfaces.length === 0) throw new Gap('unsupported', 'no port');
    return partial({interfaces}, 'unsupported');
  },
};
