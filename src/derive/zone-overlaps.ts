import {covers, rangeOf, type Range} from './networks.ts';
import type {ZonesOf} from './zone-members.ts';

/** A network, with the zones of all that its addresses may be in. */
export interface Overlap {
  readonly network: string;
  readonly zones: readonly string[];
}

interface Placed {
  readonly network: string;
  readonly range: Range;
  readonly zones: readonly string[];
}

/** The widest first where several begin alike: what lies within a network follows it at once. */
function inOrder(zonesOf: ZonesOf): Placed[] {
  const all = [...zonesOf].flatMap(([network, zones]) => {
    const range = rangeOf(network);
    return range === null ? [] : [{network, range, zones}];
  });
  return all.sort(({range: a}, {range: b}) => Number(a.low - b.low) || Number(b.high - a.high));
}

/**
 * Networks within which networks of other zones lie, sorted. Their computers may stand in one network with different masks, or
 * apart with a mask that is too wide: that cannot be told by addresses.
 */
export function overlapsOf(zonesOf: ZonesOf): Overlap[] {
  const placed = inOrder(zonesOf);
  const found = placed.flatMap(({network, range, zones}, index): Overlap[] => {
    const all = new Set(zones);
    for (let at = index + 1; at < placed.length; at += 1) {
      const inner = placed[at];
      if (inner === undefined || !covers(range, inner.range)) break;
      for (const zone of inner.zones) all.add(zone);
    }
    return all.size === zones.length ? [] : [{network, zones: [...all].sort()}];
  });
  return found.sort((a, b) => (a.network < b.network ? -1 : 1));
}
