import type {DeviceAcls} from '../../model/device/index.ts';
import {isBroad} from '../text/breadth.ts';

/**
 * Whether an access list lets named addresses alone in; null when it does not exist, has no entry, or was not read in full:
 * many devices take a list that does not exist, or is empty, for one that permits everything.
 */
export function restricts({acls}: DeviceAcls, name: string | null): boolean | null {
  const lists = acls.filter((acl) => acl.name === name);
  if (lists.length === 0 || lists.some(({unread, entries}) => unread.length > 0 || entries.length === 0)) return null;
  return lists.every(({entries, defaultAction}) => {
    const decisive = entries.find(({enabled, action, protocol, sources}) => {
      if (!enabled) return false;
      if (action === 'permit') return sources.some(isBroad);
      return protocol === 'ip' && (sources.includes('any') || sources.includes('0.0.0.0/0'));
    });
    return (decisive?.action ?? defaultAction) === 'deny';
  });
}
