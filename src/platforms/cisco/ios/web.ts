import type {DeviceAccess} from '../../../model/device/index.ts';
import {lastValue, matching} from '../../config/indented.ts';
import {allRestricted, restrictedBy} from '../acl-restriction.ts';
import type {CiscoConfig} from '../config.ts';
import type {readAcls} from './acls.ts';

type Plane = DeviceAccess['planes'][number];

interface Limits {
  readonly acls: ReturnType<typeof readAcls>;
  /** Whether an interface speaks IPv6, for which lists of IPv4 say nothing. */
  readonly ipv6: boolean;
}

function restricted({nodes}: CiscoConfig, acl: string | null, {acls, ipv6}: Limits): boolean | null {
  const v6 = lastValue(nodes, /^ip http access-class ipv6 (\S+)$/);
  const other = ipv6 ? [v6 === null ? null : restrictedBy(acls, v6)] : [];
  return allRestricted([acl === null ? false : restrictedBy(acls, acl), ...other]);
}

/** The web server; null: the configuration does not tell whether it is on. */
export function webPlane(config: CiscoConfig, protocol: 'http' | 'https', limits: Limits): Plane | null {
  const name = protocol === 'http' ? 'server' : 'secure-server';
  const line = matching(config.nodes, new RegExp(`^(no )?ip http ${name}$`)).at(-1)?.match;
  if (line === undefined) return null;
  const acl = lastValue(config.nodes, /^ip http access-class (?:ipv4 )?(\S+)$/);
  const port = lastValue(
    config.nodes,
    protocol === 'http' ? /^ip http port (\d{1,5})$/ : /^ip http secure-port (\d{1,5})$/,
  );
  return {
    protocol,
    enabled: line[1] === undefined,
    port: Number(port ?? (protocol === 'http' ? 80 : 443)),
    restricted: restricted(config, acl, limits),
    acl,
    interfaces: [],
  };
}
