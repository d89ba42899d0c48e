import type {DeviceRouting} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {edits, sections, value, type EditNode} from '../config/edit-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';

type Protocol = DeviceRouting['protocols'][number];

const ospfWays: Readonly<Record<string, Protocol['authentication']>> = {
  none: 'none',
  text: 'plain',
  md5: 'md5',
  'message-digest': 'md5',
};

function ospf(node: EditNode): Protocol[] {
  return sections(node, 'router ospf').flatMap((section) => {
    const way = (word: string | null): Protocol['authentication'] => ospfWays[word ?? 'none'] ?? 'unknown';
    const areas = edits(section, 'area').map((area) => [area.name, way(value(area, 'authentication'))] as const);
    const ports = edits(section, 'ospf-interface').flatMap((port) => {
      const own = value(port, 'authentication');
      return own === null ? [] : [[value(port, 'interface') ?? port.name, way(own)] as const];
    });
    return [...areas, ...ports].map(([scope, authentication]) => ({protocol: 'ospf', scope, authentication}));
  });
}

function bgp(node: EditNode): Protocol[] {
  return sections(node, 'router bgp').flatMap((section) =>
    [...edits(section, 'neighbor'), ...edits(section, 'neighbor-group')].map((neighbor) => ({
      protocol: 'bgp',
      scope: neighbor.name,
      authentication: value(neighbor, 'password') === null ? 'none' : 'md5',
    })),
  );
}

function rip(node: EditNode): Protocol[] {
  return sections(node, 'router rip').flatMap((section) => {
    if (edits(section, 'network').length === 0) return [];
    const ports = edits(section, 'interface');
    const ways = ports.map((port) => [port.name, ospfWays[value(port, 'auth-mode') ?? 'none'] ?? 'unknown'] as const);
    const all = ways.length === 0 ? [['all', 'none'] as const] : ways;
    return all.map(([scope, authentication]) => ({protocol: 'rip', scope, authentication}));
  });
}

export const routingReading: Reading<DeviceRouting> = ofConfig(({vdoms}) => {
  const protocols = vdoms.flatMap(({node, prefix}) =>
    [...ospf(node), ...bgp(node), ...rip(node)].map((each) => ({...each, scope: `${prefix}${each.scope}`})),
  );
  const others = vdoms.some(
    ({node}) =>
      edits(node, 'router ospf6').length > 0 ||
      ['router isis', 'router ospf6'].some((name) =>
        sections(node, name).some((section) => edits(section, 'isis-net').length + edits(section, 'area').length > 0),
      ),
  );
  const told: DeviceRouting = {protocols: sortedBy(protocols, ({protocol, scope}) => `${protocol} ${scope}`)};
  return others ? partial(told, 'unsupported') : whole(told);
});
