import type {DeviceAcls} from '../../model/device/index.ts';
import {isBroad} from '../text/breadth.ts';

type Acl = DeviceAcls['acls'][number];

const earlier = new WeakMap<Acl, {readonly restricted: boolean | null}>();

function restricted(acl: Acl): boolean | null {
  if (acl.entries.length === 0 && acl.unread.length === 0) return false;
  const open = acl.entries.some(
    ({action, enabled, sources}) => action === 'permit' && enabled && sources.some(isBroad),
  );
  if (open) return false;
  return acl.unread.length === 0 ? true : null;
}

/**
 * Whether a list lets only named addresses in; null when that cannot be told. A list that is named and does not exist, or is
 * empty, lets everybody in: Cisco IOS Security Configuration Guide, "IP Access List Overview".
 */
export function restrictedBy(acls: ReadonlyMap<string, Acl>, name: string): boolean | null {
  const acl = acls.get(name);
  if (acl === undefined) return false;
  const told = earlier.get(acl) ?? {restricted: restricted(acl)};
  earlier.set(acl, told);
  return told.restricted;
}

/** Several ways in: all are limited, one is not, or one cannot be told. */
export function allRestricted(each: readonly (boolean | null)[]): boolean | null {
  if (each.includes(false)) return false;
  return each.includes(null) || each.length === 0 ? null : true;
}
