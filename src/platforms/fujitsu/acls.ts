import type {AclEntry, DeviceAcls, DeviceFacts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {distinct, groupedBy} from '../text/order.ts';
import {definitionsOf, readRule, type Definitions} from './rules.ts';
import {configAsk, find, readSettings} from './settings.ts';

type Found = ReturnType<typeof find>[number];

const filter =
  /^(?<place>(?:lan|remote|template) \d+) ip filter (?<position>\d+) (?<act>pass|reject|restrict)(?: log)? (?<rest>.+)$/;
const rest = {log: null, enabled: true, hits: null, fromZone: [], toZone: []};

/** `lines`: the filters of one place; `otherwise`: what its default does. */
function listsOf(
  place: string,
  lines: readonly Found[],
  otherwise: string | undefined,
  definitions: Definitions,
): DeviceAcls['acls'] {
  const read = lines.map(({line, groups}) => ({line, groups, rule: readRule(definitions, groups['rest'] ?? '')}));
  return (['in', 'out'] as const).map((direction) => ({
    ...{name: `${place} ${direction}`, family: 'ipv4'},
    // Without a default, what no rule matches may be let through.
    defaultAction: otherwise === 'reject' || otherwise === 'spi' ? 'deny' : 'permit',
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

function aclsOf(settings: readonly string[]): DeviceAcls['acls'] {
  const placeOf = ({groups}: Found): string => groups['place'] ?? '';
  const named = find(settings, /^(?<place>(?:lan|remote|template) \d+) ip filter /).map(placeOf);
  const filters = groupedBy(find(settings, filter), (found) => [placeOf(found)]);
  const defaults = new Map(
    find(settings, /^(?<place>(?:lan|remote|template) \d+) ip filter default (?<act>pass|reject|spi|restrict)/).map(
      (found) => [placeOf(found), found.groups['act']],
    ),
  );
  const definitions = definitionsOf(settings);
  return distinct(named).flatMap((place) => listsOf(place, filters.get(place) ?? [], defaults.get(place), definitions));
}

export const deviceAcls: Reading<DeviceFacts['deviceAcls']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const acls = aclsOf(settings);
    const bindings = acls.map(({name}) => {
      const [kind, id, direction] = name.split(' ');
      return {acl: name, place: `${kind} ${id}`, direction: direction === 'in' ? ('in' as const) : ('out' as const)};
    });
    const odd = settings.some((line) => / ip6 filter \d/.test(line)) || acls.some(({unread}) => unread.length > 0);
    return odd ? partial({acls, bindings}, 'unsupported') : whole({acls, bindings});
  },
};
