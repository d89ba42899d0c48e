import type {DevicePorts} from '../../../model/device/index.ts';
import {has, lastValue, type ConfigNode} from '../../config/indented.ts';

type Port = DevicePorts['ports'][number];
type Guards = Pick<Port, 'dot1x' | 'macAuth' | 'portSecurity' | 'bpduGuard' | 'stormControl' | 'loopGuard'>;

/** What holds for all ports of a device. */
export interface Globals {
  readonly isSwitch: boolean;
  /** 802.1X is on for the device: without it ports ask nobody. */
  readonly dot1x: boolean;
  /** Speaks DTP. */
  readonly dtp: boolean;
  /** VLAN interfaces are shut down until they are told otherwise. */
  readonly vlansDown: boolean;
  readonly bpduGuard: boolean;
  readonly portfast: boolean;
  readonly loopGuard: boolean;
}

/**
 * Whether a port lets nobody through before somebody was known: `authentication open` does, and `access-session` unless it is
 * closed (Cisco, Identity-Based Networking Services Command Reference, `access-session closed`).
 */
function controlled(children: readonly ConfigNode[]): boolean {
  if (has(children, /^authentication open$/)) return false;
  if (has(children, /^access-session port-control auto$/)) return has(children, /^access-session closed$/);
  return has(children, /^(?:authentication|dot1x) port-control auto$/);
}

/** null: the port is not controlled. One that is may be so by the MAC address alone. */
function dot1x(children: readonly ConfigNode[], all: Globals): boolean | null {
  if (!all.dot1x || !controlled(children)) return null;
  return has(children, /^dot1x pae (?:authenticator|both)$/) || !has(children, /^mab\b/);
}

/** Templates bring lines of their own, and none of what they bring stands here. */
export function guards(children: readonly ConfigNode[], mode: Port['mode'], all: Globals): Guards {
  const template = has(children, /^(?:source template|template|service-policy type control subscriber) /);
  const off = template ? null : false;
  // On a trunk a port is no edge unless that is said of trunks.
  const fast =
    mode === 'trunk'
      ? /^spanning-tree (?:portfast(?: edge)?|port type edge) trunk$/
      : /^spanning-tree (?:portfast(?: edge)?|port type edge)(?: trunk)?$/;
  const edge =
    has(children, fast) || (all.portfast && mode === 'access' && !has(children, /^spanning-tree portfast disable/));
  const own = lastValue(children, /^spanning-tree bpduguard (enable|disable)$/);
  // A filter takes the messages away before a guard sees them: Cisco, Spanning Tree Protocol Configuration Guide.
  const filtered = has(children, /^spanning-tree bpdufilter enable$/);
  const bpduGuard = !filtered && (own === 'enable' || (own === null && all.bpduGuard && edge));
  const loop = lastValue(children, /^spanning-tree guard (\S+)$/);
  return {
    dot1x: dot1x(children, all) ?? off,
    macAuth: (controlled(children) && has(children, /^(?:mab|dot1x mac-auth-bypass)\b/)) || off,
    portSecurity: has(children, /^switchport port-security$/) || off,
    bpduGuard: bpduGuard || (own === null && !filtered ? off : false),
    stormControl: has(children, /^storm-control \S+ level /) || off,
    loopGuard: loop === 'loop' || (loop === null && all.loopGuard) || off,
  };
}
