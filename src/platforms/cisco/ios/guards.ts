import type {DevicePorts} from '../../../model/device/index.ts';
import {has, lastValue, type ConfigNode} from '../../config/indented.ts';

type Port = DevicePorts['ports'][number];
type Guards = Pick<Port, 'dot1x' | 'macAuth' | 'portSecurity' | 'bpduGuard' | 'stormControl' | 'loopGuard'>;

/** What holds for all ports of a device. */
export interface Globals {
  readonly isSwitch: boolean;
  /** Speaks DTP. */
  readonly dtp: boolean;
  /** VLAN interfaces are shut down until they are told otherwise. */
  readonly vlansDown: boolean;
  readonly bpduGuard: boolean;
  readonly portfast: boolean;
  readonly loopGuard: boolean;
}

/** null: the port is not controlled. One that is may be so by the MAC address alone. */
function dot1x(children: readonly ConfigNode[]): boolean | null {
  if (!has(children, /^(?:authentication|access-session|dot1x) port-control auto$/)) return null;
  return has(children, /^dot1x pae (?:authenticator|both)$/) || !has(children, /^mab\b/);
}

/** Templates bring lines of their own, and none of what they bring stands here. */
export function guards(children: readonly ConfigNode[], mode: Port['mode'], all: Globals): Guards {
  const template = has(children, /^(?:source template|template|service-policy type control subscriber) /);
  const off = template ? null : false;
  const fast = /^spanning-tree (?:portfast(?: edge)?|port type edge)(?: trunk)?$/;
  const edge =
    has(children, fast) || (all.portfast && mode === 'access' && !has(children, /^spanning-tree portfast disable/));
  const own = lastValue(children, /^spanning-tree bpduguard (enable|disable)$/);
  const bpduGuard = own === 'enable' || (own === null && all.bpduGuard && edge);
  const loop = lastValue(children, /^spanning-tree guard (\S+)$/);
  return {
    dot1x: dot1x(children) ?? off,
    macAuth: has(children, /^(?:mab|dot1x mac-auth-bypass)\b/) || off,
    portSecurity: has(children, /^switchport port-security$/) || off,
    bpduGuard: bpduGuard || (own === null ? off : false),
    stormControl: has(children, /^storm-control \S+ level /) || off,
    loopGuard: loop === 'loop' || (loop === null && all.loopGuard) || off,
  };
}

export const noGuards: Guards = {
  dot1x: null,
  macAuth: null,
  portSecurity: null,
  bpduGuard: null,
  stormControl: null,
  loopGuard: null,
};
