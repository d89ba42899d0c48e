import type {DeviceRedundancy} from '../../model/device/index.ts';
import {lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {expandNames} from '../text/spans.ts';

/** `lag 1` on a port makes it a member. How many of them are up is not in the configuration. */
export function lagBundles(nodes: readonly ConfigNode[]): DeviceRedundancy['bundles'] {
  const members = new Map<string, string[]>();
  for (const {node, match} of matching(nodes, /^interface (\d\S{0,40})$/)) {
    const lag = lastValue(node.children, /^lag (\d{1,4})$/);
    if (lag === null) continue;
    members.set(`lag ${lag}`, [...(members.get(`lag ${lag}`) ?? []), ...(expandNames(match[1] ?? '') ?? [])]);
  }
  return [...members].map(([name, ports]) => ({name, members: ports, up: null}));
}
