import {matching, type ConfigNode} from '../config/indented.ts';

const statement = /^(?:system )?login block-for \d{1,5} attempts (\d{1,5}) within (\d{1,5})$/;

/**
 * Failures after which the whole device takes no logins over the network for a while; null: it never does. Between two logins a
 * second passes by default, so a window of fewer seconds than attempts is never filled. Source: Cisco IOS Security Command
 * Reference, `login block-for`, `login delay`.
 */
function blockedAfter(nodes: readonly ConfigNode[]): number | null {
  const [, attempts, within] = matching(nodes, statement).at(-1)?.match ?? [];
  return attempts === undefined || attempts === '0' || Number(within) < Number(attempts) ? null : Number(attempts);
}

/** Failures after which logins are locked or slowed down, 0 for never. `perUser`: those that lock one account, null for none. */
export function lockoutAttempts(nodes: readonly ConfigNode[], perUser: number | null): number {
  const told = [perUser, blockedAfter(nodes)].filter((attempts) => attempts !== null);
  return told.length === 0 ? 0 : Math.min(...told);
}
