import {cli} from '../../model/ask.ts';
import type {DeviceRedundancy} from '../../model/device/index.ts';
import {partial, type Answers, type Reading} from '../../model/probe.ts';
import {edits, settingOf, value, values, type EditNode} from '../config/edit-tree.ts';
import {textOrNull} from '../text/or-null.ts';
import {sortedBy} from '../text/order.ts';
import {configOf, show} from './config.ts';

type Gateway = DeviceRedundancy['gateways'][number];

const ha = cli('get system ha status');

/** `HA Health Status: OK`, or warnings below it; members `in-sync` or not. null where it was not answered. */
function health(answers: Answers): string | null {
  const text = textOrNull(answers, ha.id);
  if (text === null || !/^[ \t]*Mode: HA /m.test(text)) return null;
  const members = text
    .split('\n')
    .flatMap((line) => /^\s*\S{1,32}\(updated [^)]{1,40}\): (\S{1,32})\s*$/.exec(line)?.[1] ?? []);
  const synchronised = members.filter((state) => state === 'in-sync').length;
  const good = /^[ \t]*HA Health Status: OK\s*$/m.test(text) ? 'OK' : 'warning';
  return `${good}, ${synchronised}/${members.length} in-sync`;
}

function cluster(global: EditNode, answers: Answers): Gateway[] {
  const mode = settingOf(global, 'system ha', 'mode');
  if (mode === null || mode === 'standalone') return [];
  const name = settingOf(global, 'system ha', 'group-name') ?? mode;
  return [{protocol: 'ha', name, state: health(answers), authentication: null}];
}

function vrrp(global: EditNode): Gateway[] {
  return edits(global, 'system interface').flatMap((port) =>
    edits(port, 'vrrp').map((group) => ({
      protocol: 'vrrp',
      name: `${port.name} ${group.name}`,
      state: value(group, 'status') === 'disable' ? 'disable' : null,
      // VRRP of FortiOS has no authentication: RFC 3768 took it out.
      authentication: 'none',
    })),
  );
}

/** Power supplies and fans are not asked for. */
export const redundancyReading: Reading<DeviceRedundancy> = {
  ask: [show, ha],
  parse(answers) {
    const {global} = configOf(answers);
    const bundles = edits(global, 'system interface')
      .filter((port) => ['aggregate', 'redundant'].includes(value(port, 'type') ?? ''))
      .map((port) => ({name: port.name, members: [...values(port, 'member')].sort(), up: null}));
    const gateways = [...cluster(global, answers), ...vrrp(global)];
    const told = {gateways: sortedBy(gateways, ({name}) => name), bundles, powerSupplies: [], fans: []};
    return partial(told, 'unsupported');
  },
};
