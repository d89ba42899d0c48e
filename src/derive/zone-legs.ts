import {z} from 'zod';
import type {DeviceInterfaces, DevicePorts} from '../model/device/index.ts';
import {networkOf} from './networks.ts';

export const HostInterfaces = z.object({
  list: z.array(
    z.object({
      name: z.string(),
      up: z.boolean(),
      kind: z.string(),
      addresses: z.array(z.object({address: z.string(), prefix: z.number()})),
    }),
  ),
});

/** An interface that leads into a network, `192.0.2.0/24`. */
export interface Leg {
  readonly name: string;
  readonly network: string;
}

/** Bridges to containers and virtual machines of the host itself: many hosts have the same network behind them. */
const insideLinux =
  /^(?:(?:docker|virbr|lxcbr|lxdbr|incusbr|cni|cni-podman|podman|vboxnet|vmnet|dummy)\d|docker_gwbridge$|br-[0-9a-f]{12}$)/;
/** Names that Hyper-V, VMware and VirtualBox give them; other switches of Hyper-V may lead to the outside. */
const insideWindows =
  /^(?:VMware Network Adapter VMnet\d|VirtualBox Host-Only |vEthernet \((?:Default Switch|既定のスイッチ|WSL|nat|DockerNAT)[) ])/;

const isInside = (name: string): boolean => insideLinux.test(name) || insideWindows.test(name);

interface Interface {
  readonly name: string;
  /** With their prefix lengths. */
  readonly addresses: readonly string[];
}

export function ofHost({list}: z.infer<typeof HostInterfaces>): Interface[] {
  return list
    .filter(({up, kind}) => up && kind !== 'loopback')
    .map(({name, addresses}) => ({name, addresses: addresses.map(({address, prefix}) => `${address}/${prefix}`)}));
}

/** Access lists are bound to interfaces by the names that the configuration has: those of a state may be others. */
export function ofDevice(ports: DevicePorts['ports'], interfaces: DeviceInterfaces['interfaces']): Interface[] {
  const configured = new Set(ports.flatMap(({addresses}) => addresses));
  const others = interfaces
    .filter(({adminUp}) => adminUp !== false)
    .map(({name, addresses}) => ({name, addresses: addresses.filter((address) => !configured.has(address))}));
  return [...ports.filter(({shutdown}) => !shutdown), ...others];
}

export function legsOf(interfaces: readonly Interface[]): Leg[] {
  const all = interfaces.flatMap(({name, addresses}) => addresses.map((address) => ({name, address})));
  const legs = all
    .filter(({name}) => !isInside(name))
    .flatMap(({name, address}): (readonly [string, Leg])[] => {
      const network = networkOf(address);
      return network === null ? [] : [[`${name} ${network}`, {name, network}]];
    });
  return [...new Map(legs).values()];
}
