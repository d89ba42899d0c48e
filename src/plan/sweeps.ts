import ipaddr from 'ipaddr.js';
import {siteId, type Asset, type Inventory, type Zone} from '../model/asset.ts';
import type {SweepAsk} from '../model/outside.ts';
import type {OutsideEntry, PlanRefusal, RefusalCode, ZonePolicy} from '../model/plan.ts';
import {oneForm, reasonOf} from './refusals.ts';

/**
 * Ports of which one is nearly always open, or refused by the host itself, where there is a host: file sharing, remote
 * control, web, mail and printing of offices.
 */
const sweepPorts = '22,23,80,135,139,443,445,3389,8080';

export type SweepStep = {readonly entry: OutsideEntry} | {readonly refusal: PlanRefusal};

function isWithin(address: string, range: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) && ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parseCIDR(range));
}

const refuse = (code: RefusalCode, detail: string): SweepStep => ({
  refusal: {asset: siteId, via: 'nmap', reason: reasonOf[code], code, detail},
});

function sweepOf(
  zone: Zone,
  policy: ZonePolicy,
  range: string,
  assets: readonly Asset[],
  approved: boolean,
): SweepStep {
  if (!policy.sweeps || !policy.via.includes('nmap')) return refuse('no-sweep', `${range}: policy ${policy.id}`);
  if (policy.requireApprovedPlan && !approved) return refuse('no-approval', range);
  const nameless = assets.find(({kind, address}) => kind === 'controller' && !ipaddr.isValid(address));
  if (nameless !== undefined) return refuse('nameless-controller', `${range}: ${nameless.id}`);
  const except = assets.map(({address}) => oneForm(address)).filter((address) => isWithin(address, range));
  const ask: SweepAsk = {
    kind: 'sweep',
    id: `hosts@${range}`,
    range,
    except: [...new Set(except)].sort(),
    ports: sweepPorts,
    privilege: 'user',
    cost: 'cheap',
  };
  return {
    entry: {
      key: `${siteId}/nmap/${range}`,
      asset: siteId,
      zone: zone.id,
      loadGroup: null,
      platform: siteId,
      endpoint: {via: 'nmap', address: range, credential: null},
      talk: 'outside',
      asks: [ask],
    },
  };
}

/** Ranges in which hosts are looked for that the inventory lacks. Every address of the inventory is left out, those of controllers above all. */
export function planSweeps(
  {zones, assets}: Inventory,
  policies: Readonly<Record<string, ZonePolicy>>,
  approved: boolean,
): SweepStep[] {
  return zones.flatMap((zone) => {
    const policy = policies[zone.id];
    if (policy === undefined) throw new Error(`no zone ${zone.id}`);
    return [...new Set(zone.ranges ?? [])].sort().map((range) => sweepOf(zone, policy, range, assets, approved));
  });
}
