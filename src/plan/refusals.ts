import ipaddr from 'ipaddr.js';
import type {Access, Asset, JumpHost} from '../model/asset.ts';
import type {PlanRefusal, RefusalCode, ZonePolicy} from '../model/plan.ts';

export interface Refusal {
  readonly refusal: PlanRefusal;
}

export interface RefusalRules {
  /** Ports of control protocols. */
  readonly forbiddenPorts: ReadonlySet<number>;
  /** Controllers by their address, see `addressesOfControllers`. */
  readonly controllers: ReadonlyMap<string, string>;
  readonly jumpHosts: readonly JumpHost[];
  /** Whether an approved plan is at hand. */
  readonly approved: boolean;
}

export const reasonOf: Readonly<Record<RefusalCode, PlanRefusal['reason']>> = {
  controller: 'forbidden-by-zone',
  'controller-address': 'forbidden-by-zone',
  'leave-ended': 'forbidden-by-zone',
  declined: 'vendor-declined',
  'no-access': 'not-collected',
  'by-kit': 'not-collected',
  'way-forbidden': 'forbidden-by-zone',
  'control-port': 'forbidden-by-zone',
  'no-approval': 'forbidden-by-zone',
  'no-auto': 'forbidden-by-zone',
  'no-platform': 'unsupported',
  'not-by-this-way': 'unsupported',
  'no-port': 'forbidden-by-zone',
  'no-sweep': 'forbidden-by-zone',
  'nameless-controller': 'forbidden-by-zone',
  'no-lookup': 'forbidden-by-zone',
  'no-resolver': 'unsupported',
};

export function refuse(asset: Asset, via: PlanRefusal['via'], code: RefusalCode, detail: string): Refusal {
  return {refusal: {asset: asset.id, via, reason: reasonOf[code], code, detail}};
}

/** One form for one address, however it is written; IPv4 inside of IPv6 is IPv4. */
export function oneForm(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address.toLowerCase().replace(/\.$/, '');
}

/** Ids of controllers by their address. Of two names for one address nothing is known here. */
export function addressesOfControllers(assets: readonly Asset[]): ReadonlyMap<string, string> {
  return new Map(assets.filter(({kind}) => kind === 'controller').map(({id, address}) => [oneForm(address), id]));
}

/** Everything that a way connects to: the machines before it, and the asset itself. */
function hopsOf({jumpHosts}: RefusalRules, {address}: Asset, access: Access): {address: string; port: number | null}[] {
  if (access.via === 'local' || access.via === 'kit') return [];
  const jumps = access.via === 'ssh' ? jumpHosts.filter(({name}) => access.jump.includes(name)) : [];
  return [...jumps, {address, port: 'port' in access ? access.port : null}];
}

/** A machine of a way that must not be touched: a controller, or at a port of a control protocol. */
function untouchable(rules: RefusalRules, asset: Asset, access: Access): Refusal | null {
  for (const {address, port} of hopsOf(rules, asset, access)) {
    const controller = rules.controllers.get(oneForm(address));
    if (controller !== undefined && asset.kind !== 'controller')
      return refuse(asset, access.via, 'controller-address', `${address} is the controller ${controller}`);
    if (port !== null && rules.forbiddenPorts.has(port))
      return refuse(asset, access.via, 'control-port', `port ${port} belongs to a control protocol`);
  }
  return null;
}

/** Why a declared way is not taken; null: it is. */
export function refusalOf(rules: RefusalRules, asset: Asset, access: Access, policy: ZonePolicy): Refusal | null {
  if (access.via === 'kit') return refuse(asset, 'kit', 'by-kit', 'answers come by kit');
  if (!policy.via.includes(access.via)) return refuse(asset, access.via, 'way-forbidden', `policy ${policy.id}`);
  const refusal = untouchable(rules, asset, access);
  if (refusal !== null) return refusal;
  if (access.via === 'nmap' && access.tool === 'nmap' && policy.declaredPortsOnly)
    return refuse(asset, 'nmap', 'way-forbidden', 'nmap closes connections with a reset: leave tool out');
  if (policy.requireApprovedPlan && !rules.approved)
    return refuse(asset, access.via, 'no-approval', 'no approved plan: give one with --plan');
  return null;
}
