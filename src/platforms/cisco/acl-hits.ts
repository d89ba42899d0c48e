import type {DeviceAcls} from '../../model/device/index.ts';
import {readAclLine} from '../acl/entry.ts';

type Acl = DeviceAcls['acls'][number];
type Entry = Acl['entries'][number];

interface Shown {
  readonly standard: boolean;
  readonly ipv6: boolean;
  readonly lines: string[];
}

const heading = /^(Standard|Extended) IP access list (\S+)|^IPv6 access list (\S+)|^IP access list (\S+)/;

/** `show access-lists`: lines by the name of their list. */
function shownLists(text: string): Map<string, Shown> {
  const lists = new Map<string, Shown>();
  let open: Shown | null = null;
  for (const line of text.split('\n')) {
    const match = heading.exec(line);
    const name = match?.[2] ?? match?.[3] ?? match?.[4];
    if (match !== null && name !== undefined) {
      open = {standard: match[1] === 'Standard', ipv6: match[3] !== undefined, lines: []};
      lists.set(name, open);
    } else if (/^\s/.test(line) && line.trim() !== '') open?.lines.push(line.trim());
  }
  return lists;
}

/** What an entry lets through, without what only its showing adds. */
function meaning(entry: Entry): string {
  return JSON.stringify({...entry, hits: null, position: '', text: ''});
}

function countsOf({standard, ipv6, lines}: Shown): ReadonlyMap<string, number> {
  const mask = ipv6 ? 'prefix' : 'wildcard';
  const counts = new Map<string, number>();
  for (const line of lines) {
    const read = readAclLine(line, {form: standard ? 'standard' : 'extended', mask}, '');
    const [entry, ...more] = read.kind === 'entries' ? read.entries : [];
    // An entry without a number may be matched in hardware, where nothing is counted.
    if (entry === undefined || more.length > 0 || entry.hits === null) continue;
    const key = meaning(entry);
    counts.set(key, (counts.get(key) ?? 0) + entry.hits);
  }
  return counts;
}

/** Adds the hits of `show access-lists` to entries that mean the same; equal entries of one list get their sum. */
export function withHits(acls: readonly Acl[], text: string): Acl[] {
  const shown = shownLists(text);
  return acls.map((acl) => {
    const list = shown.get(acl.name);
    if (list === undefined) return acl;
    const counts = countsOf(list);
    return {...acl, entries: acl.entries.map((entry) => ({...entry, hits: counts.get(meaning(entry)) ?? null}))};
  });
}
