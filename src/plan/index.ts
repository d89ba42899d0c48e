import type {Inventory, Zone} from '../model/asset.ts';
import {planDigest} from '../model/plan-file.ts';
import type {Plan, ZonePolicy} from '../model/plan.ts';
import type {Platform} from '../model/platform.ts';
import type {Probe} from '../model/probe.ts';
import {planAsset} from './assets.ts';
import {mayTry} from './outside.ts';
import {addressesOfControllers} from './refusals.ts';
import {planLookups} from './lookups.ts';
import {planSweeps} from './sweeps.ts';
import {textsOf} from './texts.ts';

export interface PlanInput {
  readonly inventory: Inventory;
  readonly probes: readonly Probe[];
  readonly platforms: readonly Platform[];
  readonly policies: readonly ZonePolicy[];
  /** Ports of control protocols, which no zone may be asked on. */
  readonly forbiddenPorts: ReadonlySet<number>;
  /** Asset ids; null: all. */
  readonly only: ReadonlySet<string> | null;
  /** Whether an approved plan is at hand: zones that require one are refused without. */
  readonly approved: boolean;
  /** Day on which vendor consent is looked at, `YYYY-MM-DD`. */
  readonly today: string;
  /** Address of the DNS server that this machine asks, where the inventory names none. */
  readonly resolver?: string;
}

function policyOf(zone: Zone, policies: readonly ZonePolicy[]): ZonePolicy {
  const policy = policies.find(({id}) => id === zone.policy);
  if (policy === undefined) throw new Error(`no policy ${zone.policy}`);
  return policy;
}

/** Every request that a run may send, and nothing else. Pure: touches nothing. */
export function buildPlan(input: PlanInput): Plan {
  const {zones, site, assets, credentials, jumpHosts} = input.inventory;
  const policies = Object.fromEntries(zones.map((zone) => [zone.id, policyOf(zone, input.policies)]));
  const trials = new Map(
    zones.map((zone) => [zone.id, mayTry(zone, policyOf(zone, input.policies), input.today)] as const),
  );
  const rules = {
    ...input,
    credentials,
    jumpHosts,
    trials,
    controllers: addressesOfControllers(assets),
    texts: textsOf(input.probes, input.forbiddenPorts),
  };
  const wanted = assets.filter(({id}) => input.only?.has(id) ?? true);
  const steps = wanted.flatMap((asset) => {
    const policy = policies[asset.zone];
    if (policy === undefined) throw new Error(`no zone ${asset.zone}`);
    return planAsset(rules, asset, policy);
  });
  // What concerns the whole site is not asked where only some assets are chosen.
  const ofSite =
    input.only === null
      ? [...planSweeps(input.inventory, policies, input.approved), ...planLookups(input.inventory, policies, input)]
      : [];
  const entries = [
    ...steps.flatMap((step) => ('entries' in step ? step.entries : [])),
    ...ofSite.flatMap((step) => ('entry' in step ? [step.entry] : [])),
  ];
  const content = {
    schema: 1 as const,
    entries: entries.sort((a, b) => (a.key < b.key ? -1 : 1)),
    refusals: [...steps, ...ofSite].flatMap((step) => ('refusal' in step ? [step.refusal] : [])),
    policies,
    windows: Object.fromEntries(zones.map(({id, window}) => [id, window])),
    timezone: site.timezone,
  };
  return {...content, digest: planDigest(content)};
}
