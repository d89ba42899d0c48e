import type {AclEntry, DeviceAcls, DeviceFacts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {readRule} from './rules.ts';
import {configAsk, find, readSettings} from './settings.ts';

type Settings = readonly string[];

const filter =
  /^(?<place>(?:lan|remote|template) \d+) ip filter (?<position>\d+) (?<act>pass|reject|restrict)(?: log)? (?<rest>.+)$/;
const rest = {log: null, enabled: true, hits: null, fromZone: [], toZone: []};

function listsOf(settings: Settings, place: string): DeviceAcls['acls'] {
  const told = find(settings, filter).filter(({groups}) => groups['place'] === place);
  const last = find(settings, new RegExp(`^${place} ip filter default (?<act>pass|reject|spi|restrict)`)).at(-1)
    ?.groups['act'];
  const read = told.map(({line, groups}) => ({line, groups, rule: readRule(settings, groups['rest'] ?? '')}));
  return (['in', 'out'] as const).map((direction) => ({
    ...{name: `${place} ${direction}`, family: 'ipv4'},
    // Without a default, what no rule matches may be let through.
    defaultAction: last === 'reject' || last === 'spi' ? 'deny' : 'permit',
    entries: read.flatMap(({line, groups, rule}): AclEntry[] =>
      rule?.directions.includes(direction) !== true
        ? []
        : [
            {
              ...rule.match,
              position: groups['position'] ?? '',
              action: groups['act'] === 'reject' ? 'deny' : 'permit',
              ...rest,
              text: line,
            },
          ],
    ),
    unread: read.filter(({rule}) => rule === null).map(({line}) => line),
  }));
}

export const deviceAcls: Reading<DeviceFacts['deviceAcls']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const named = find(settings, /^(?<place>(?:lan|remote|template) \d+) ip filter /).map(
      ({groups}) => groups['place'] ?? '',
    );
    const acls = [...new Set(named)].flatMap((place) => listsOf(settings, place));
    const bindings = acls.map(({name}) => {
      const [kind, id, direction] = name.split(' ');
      return {acl: name, place: `${kind} ${id}`, direction: direction === 'in' ? ('in' as const) : ('out' as const)};
    });
    const odd = settings.some((line) => / ip6 filter \d/.test(line)) || acls.some(({unread}) => unread.length > 0);
    return odd ? partial({acls, bindings}, 'unsupported') : whole({acls, bindings});
  },
};
