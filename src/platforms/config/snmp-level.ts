import type {DeviceSnmp} from '../../model/device/index.ts';
import {matching, type ConfigNode} from './indented.ts';
import {unquoted} from '../text/quotes.ts';

type User = DeviceSnmp['users'][number];

/** The least that a request has to carry to be answered. */
export type SnmpLevel = 'noauth' | 'auth' | 'priv';

const rising: readonly SnmpLevel[] = ['noauth', 'auth', 'priv'];

/** The lowest of several; null for none of them. */
export function lowest(levels: readonly string[]): SnmpLevel | null {
  return rising.find((level) => levels.includes(level)) ?? null;
}

/** What is weak by itself is so at every level. */
const weak: ReadonlySet<string> = new Set(['none', 'md5', 'des', '3des']);

/**
 * An account as its requests are protected at least: what its group does not demand can be left out. null: what is demanded is
 * not told, so that what the account could do says nothing.
 */
export function heldTo(user: User, level: SnmpLevel | null): User {
  const {auth, priv} = user;
  if (level === null) {
    return {...user, auth: weak.has(auth) ? auth : 'unknown', priv: weak.has(priv) ? priv : 'unknown'};
  }
  return {...user, auth: level === 'noauth' ? 'none' : auth, priv: level === 'priv' ? priv : 'none'};
}

/**
 * Accounts by the levels of their groups. A group without a line lets nobody read anything. `line`: its first group is the name
 * of a group, its second one the level.
 */
export function heldToGroups(users: readonly User[], nodes: readonly ConfigNode[], line: RegExp): User[] {
  const lines = matching(nodes, line).map(({match}) => [unquoted(match[1] ?? ''), match[2] ?? ''] as const);
  return users.map((user) => {
    if (user.group === null) return heldTo(user, null);
    const levels = lines.filter(([name]) => name === user.group).map(([, level]) => level);
    return heldTo(user, lowest(levels) ?? 'priv');
  });
}
