import type {DeviceVlans} from '../../model/device/index.ts';
import {has, lastValue, matching} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {expandNumbers} from '../text/spans.ts';

/** `vlan 10,20-29`: a block may stand for many. */
export function readVlans(config: RunningConfig) {
  const blocks = matching(config.nodes, /^vlan ([\d,-]{1,4000})$/).map(({node, match}) => ({
    ids: expandNumbers(match[1] ?? ''),
    name: lastValue(node.children, /^name (.{1,64})$/),
    active: !has(node.children, /^shutdown$/),
  }));
  const vlans: DeviceVlans['vlans'] = blocks.flatMap(({ids, name, active}) =>
    (ids ?? []).map((id) => ({id, name, active})),
  );
  const known = blocks.every(({ids}) => ids !== null);
  vlans.sort((a, b) => a.id - b.id);
  return told({vlans}, config, known);
}
