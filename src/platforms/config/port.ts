import type {DevicePorts} from '../../model/device/index.ts';

/** A port of which nothing is known but its name. */
export function plainPort(name: string): DevicePorts['ports'][number] {
  return {
    name,
    description: null,
    shutdown: false,
    mode: null,
    dynamicTrunk: null,
    accessVlan: null,
    trunkVlans: null,
    nativeVlan: null,
    addresses: [],
    aclIn: null,
    aclOut: null,
    dot1x: null,
    macAuth: null,
    portSecurity: null,
    bpduGuard: null,
    stormControl: null,
    loopGuard: null,
  };
}
