import type {DeviceAcls} from '../../model/device/index.ts';

type Binding = DeviceAcls['bindings'][number];

/**
 * Tells bindings of lists that stand in the configuration. One that does not filters nothing: IOS lets all packets through there;
 * or it is of a kind that is not read.
 */
export function isOfList(acls: DeviceAcls['acls']): (binding: Binding) => boolean {
  const names = new Set(acls.map(({name}) => name));
  return ({acl}) => names.has(acl);
}
