import type {OpenRule} from './access-list.ts';
import type {DeviceFilter} from './zone-filter.ts';
import {endOf, type Layout} from './zone-layout.ts';
import type {Member} from './zone-members.ts';

/** A network device with what its access lists do. */
export interface Router {
  readonly member: Member;
  readonly filter: DeviceFilter;
  /** Whether its access lists and interfaces were read wholly. */
  readonly complete: boolean;
  readonly sides: readonly string[];
}

/** All that goes from one zone to another through a device, where some of it is not stopped. */
export interface Leak {
  readonly asset: string;
  readonly from: string;
  readonly to: string;
  /** Which of the zones the device stands in. */
  readonly at: 'both' | 'from' | 'to';
  /** null: not known to be let through. */
  readonly rules: readonly OpenRule[] | null;
}

const pairsOf = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((one) => all.filter((other) => other !== one).map((other) => [one, other] as const));

export function leaksOf({member, filter, sides}: Router, layout: Layout): Leak[] {
  const ends = [...layout.zones.keys()].map((zone) => ({
    ...{zone, stands: sides.includes(zone)},
    end: endOf(member, zone, layout),
  }));
  return pairsOf(ends).flatMap(([from, to]): Leak[] => {
    const passage = filter.passage(from.end, to.end);
    if (passage.is === 'filtered') return [];
    const at = from.stands && to.stands ? 'both' : from.stands ? 'from' : 'to';
    return [
      {asset: member.asset, from: from.zone, to: to.zone, at, rules: passage.is === 'open' ? passage.rules : null},
    ];
  });
}

/** What two devices pass on, one after the other, is stopped where one of them stops it. */
export function unstopped(leaks: readonly Leak[]): Leak[] {
  const half = ({from: a, to: b}: Leak, at: Leak['at']): string => JSON.stringify([at, a, b]);
  const halves = new Set(leaks.map((leak) => half(leak, leak.at)));
  return leaks.filter((leak) => leak.at === 'both' || halves.has(half(leak, leak.at === 'from' ? 'to' : 'from')));
}

/** Whether rules of a device let everything from one of the zones it stands in into another. */
export const isOpen = ({at, rules}: Leak): boolean => at === 'both' && rules !== null;
