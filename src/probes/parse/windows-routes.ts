import {cimInt, cimList, cimText, type CimInstance} from '../../model/cim.ts';
import {prefixOf, type WindowsAdapter} from './windows-adapters.ts';

export interface WindowsRoute {
  readonly destination: string;
  readonly gateway: string | null;
  readonly interface: string | null;
  readonly metric: number | null;
}

/** A route of Win32_IP4RouteTable; null: not understood. */
export function windowsRoute(row: CimInstance, adapters: readonly WindowsAdapter[]): WindowsRoute | null {
  const [destination, hop] = [cimText(row, 'Destination'), cimText(row, 'NextHop')];
  const prefix = prefixOf(cimText(row, 'Mask') ?? '');
  if (destination === null || prefix === null) return null;
  const index = cimInt(row, 'InterfaceIndex');
  return {
    destination: `${destination}/${prefix}`,
    gateway: hop === '0.0.0.0' ? null : hop,
    interface: adapters.find(({interfaceIndex}) => interfaceIndex !== null && interfaceIndex === index)?.name ?? null,
    metric: cimInt(row, 'Metric1'),
  };
}

/** Destinations that together are every address. */
const everywhere = new Set(['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1']);

/** Gateways to everything, or to a half of it; the interface where it is itself the way. */
export function windowsWaysOut(routes: readonly WindowsRoute[]): string[] {
  const out = routes.filter(({destination}) => everywhere.has(destination));
  return [...new Set(out.map(({gateway, interface: by}) => gateway ?? `dev ${by ?? '?'}`))].sort();
}

export function gatewaysOf(adapters: readonly WindowsAdapter[], family: 'ip' | 'ip6'): string[] {
  const all = adapters.flatMap(({settings}) => (settings === null ? [] : cimList(settings, 'DefaultIPGateway')));
  const wanted = all.filter((address) => address.includes(':') === (family === 'ip6') && address !== '0.0.0.0');
  return [...new Set(wanted)].sort();
}
