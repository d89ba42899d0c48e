import type {AclEntry} from '../model/device/index.ts';
import {covers, rangesOf, type Range} from './networks.ts';

/** What may still be compared: many rules with many addresses each would take hours. Where nothing is left, not all was compared. */
export interface Steps {
  left: number;
}

/** Some seconds. */
export const stepsOfDevice = (): Steps => ({left: 20_000_000});

/** A rule that never takes effect, since an earlier one matches all that it matches. */
export interface Hidden {
  readonly entry: AclEntry;
  readonly by: AclEntry;
}

/** A rule made ready to be compared. */
interface Prepared {
  readonly entry: AclEntry;
  readonly sources: readonly Range[] | null;
  readonly destinations: readonly Range[] | null;
}

const isAny = (values: readonly string[]): boolean => values.length === 0 || values.includes('any');

function within(inner: readonly Range[] | null, outer: readonly Range[] | null, steps: Steps): boolean {
  if (inner === null || outer === null) return false;
  return inner.every((one) => {
    if (steps.left <= 0) return false;
    const at = outer.findIndex((range) => covers(range, one));
    steps.left -= at < 0 ? outer.length : at + 1;
    return at >= 0;
  });
}

function sameOrAny(inner: readonly string[], outer: readonly string[]): boolean {
  return isAny(outer) || (inner.length > 0 && inner.every((one) => outer.includes(one)));
}

/** Whether everything that a rule matches is matched by another one. */
function hides(outer: Prepared, inner: Prepared, steps: Steps): boolean {
  const [a, b] = [outer.entry, inner.entry];
  if (a.established && !b.established) return false;
  if (a.protocol !== 'ip' && a.protocol !== b.protocol) return false;
  if (!sameOrAny(b.sourcePorts, a.sourcePorts) || !sameOrAny(b.destinationPorts, a.destinationPorts)) return false;
  if (!sameOrAny(b.fromZone, a.fromZone) || !sameOrAny(b.toZone, a.toZone)) return false;
  const sources = (): boolean => isAny(a.sources) || within(inner.sources, outer.sources, steps);
  const destinations = (): boolean => isAny(a.destinations) || within(inner.destinations, outer.destinations, steps);
  // What takes less comes first: long groups often stand on one side of many rules.
  return a.sources.length > a.destinations.length ? destinations() && sources() : sources() && destinations();
}

/** Rules of one list that earlier ones hide, as far as the steps go. */
export function hiddenRules(entries: readonly AclEntry[], steps: Steps): Hidden[] {
  const prepared = entries
    .filter(({enabled}) => enabled)
    .map((entry) => ({entry, sources: rangesOf(entry.sources), destinations: rangesOf(entry.destinations)}));
  return prepared.flatMap((inner, index): Hidden[] => {
    for (let at = 0; at < index && steps.left > 0; at += 1) {
      const outer = prepared[at];
      steps.left -= 1;
      if (outer !== undefined && hides(outer, inner, steps)) return [{entry: inner.entry, by: outer.entry}];
    }
    return [];
  });
}
