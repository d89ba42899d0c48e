import type {DeviceRouting} from '../../model/device/index.ts';
import {matching, type ConfigNode} from './indented.ts';

type Protocol = DeviceRouting['protocols'][number];
type Authentication = Protocol['authentication'];

/** What an interface says of itself; null when it leaves it to its area. */
function onInterface({children}: ConfigNode): Authentication | null {
  const kind = /^ip ospf(?: \S{1,40})? authentication(?: (message-digest|null|key-chain)\b.{0,80})?$/;
  const last = matching(children, kind).at(-1);
  if (last === undefined) return null;
  if (last.match[1] === 'null') return 'none';
  if (last.match[1] === 'key-chain') return 'unknown';
  return last.match[1] === 'message-digest' ? 'md5' : 'plain';
}

/** What is said of each area, by its name; the last line of an area counts. */
function ofAreas(router: ConfigNode): ReadonlyMap<string, Authentication> {
  const lines = matching(router.children, /^area (\S{1,20}) authentication(?: (message-digest))?$/);
  return new Map(lines.map(({match}) => [match[1] ?? '', match[2] === undefined ? 'plain' : 'md5']));
}

/** Areas of one router of OSPF, and interfaces that authenticate by themselves. */
export function ospf(router: ConfigNode, interfaces: readonly ConfigNode[]): Protocol[] {
  const areas = matching(router.children, /^(?:network \S{1,40}(?: \d[\d.]{6,14})? )?area (\S{1,20})\b/);
  const here = interfaces.flatMap(({children}) => matching(children, /^ip ospf(?: \S{1,40})? area (\S{1,20})$/));
  const names = [...new Set([...areas, ...here].map(({match}) => match[1] ?? ''))].sort();
  const own = interfaces.flatMap((each) => {
    const authentication = onInterface(each);
    return authentication === null ? [] : [{scope: each.text.replace(/^interface /, ''), authentication}];
  });
  const said = ofAreas(router);
  // Where interfaces authenticate by themselves, an area that says nothing is not known to have none: they may be all of its.
  const silent: Authentication = own.some(({authentication}) => authentication === 'plain' || authentication === 'md5')
    ? 'unknown'
    : 'none';
  const ofNames = names.map((name) => ({scope: `area ${name}`, authentication: said.get(name) ?? silent}));
  return [...ofNames, ...own].map((each) => ({protocol: 'ospf', ...each}));
}
