import type {AccessEntry} from './security-descriptor.ts';

/** Principals that are many people, or nobody in particular. */
const wide = {
  everyone: 'S-1-1-0',
  anonymous: 'S-1-5-7',
  authenticated: 'S-1-5-11',
  users: 'S-1-5-32-545',
  guests: 'S-1-5-32-546',
} as const;

export const rights = ['full', 'change', 'read', 'none', 'unknown'] as const;

export type Right = (typeof rights)[number];

/** FILE_ALL_ACCESS and GENERIC_ALL; to write or append, to take ownership or rights; to read. */
const bits = {full: 0x1f01ff, all: 0x10000000, write: 0x400d0006, read: 0x80000001} as const;

const has = (mask: number, wanted: number): boolean => (mask & wanted) >>> 0 !== 0;

function rightOf(mask: number): Right {
  if (has(mask, bits.all) || (mask & bits.full) >>> 0 === bits.full) return 'full';
  if (has(mask, bits.write)) return 'change';
  return has(mask, bits.read) ? 'read' : 'none';
}

/** What a principal itself is given, entry by entry: what was denied to it, or to everyone, is not given further on. */
function grantOf(list: readonly AccessEntry[] | 'open' | null, sid: string): Right {
  if (list === null) return 'unknown';
  if (list === 'open') return 'full';
  let [granted, denied] = [0, 0];
  for (const entry of list) {
    if (entry.allow && entry.sid === sid) granted |= entry.mask & ~denied;
    if (!entry.allow && (entry.sid === sid || entry.sid === wide.everyone)) denied |= entry.mask & ~granted;
  }
  return rightOf(granted);
}

/** What a share gives to each of the wide principals. `open`: it has no list; null: its list is not known. */
export function grantsOf(list: readonly AccessEntry[] | 'open' | null): Readonly<Record<keyof typeof wide, Right>> {
  return {
    everyone: grantOf(list, wide.everyone),
    anonymous: grantOf(list, wide.anonymous),
    authenticated: grantOf(list, wide.authenticated),
    users: grantOf(list, wide.users),
    guests: grantOf(list, wide.guests),
  };
}
