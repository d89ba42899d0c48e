import {askId, type Ask} from '../model/ask.ts';
import type {Access, Asset, Credential, Inventory, Zone} from '../model/asset.ts';
import {canonicalJson} from '../model/canonical.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Endpoint, Plan, PlanEntry, PlanRefusal, ZonePolicy} from '../model/plan.ts';
import type {Platform} from '../model/platform.ts';
import type {Probe} from '../model/probe.ts';
import {shellProgram, slotsOf} from '../platforms/shell-script.ts';

export interface PlanInput {
  readonly inventory: Inventory;
  readonly probes: readonly Probe[];
  readonly platforms: readonly Platform[];
  readonly policies: readonly ZonePolicy[];
  /** Ports of control protocols, which no zone may be asked on. */
  readonly forbiddenPorts: ReadonlySet<number>;
  /** Asset ids; null: all. */
  readonly only: ReadonlySet<string> | null;
  /** Day on which vendor consent is looked at, `YYYY-MM-DD`. */
  readonly today: string;
}

type Step = {readonly entries: readonly PlanEntry[]} | {readonly refusal: PlanRefusal};

function refuse(asset: Asset, via: PlanRefusal['via'], reason: PlanRefusal['reason'], detail: string): Step {
  return {refusal: {asset: asset.id, via, reason, detail}};
}

/** Asks of all probes for one platform, each once, in the probes' order. */
function asksFor(platform: string, probes: readonly Probe[], policy: ZonePolicy): Ask[] {
  const byId = new Map<string, Ask>();
  for (const probe of probes) {
    if (!policy.costs.includes(probe.cost)) continue;
    for (const ask of probe.ask[platform] ?? []) {
      if (ask.kind === 'command' && !policy.costs.includes(ask.cost)) continue;
      const id = askId(ask);
      const earlier = byId.get(id);
      if (earlier && canonicalJson(earlier) !== canonicalJson(ask))
        throw new Error(`two different asks are named ${id}`);
      byId.set(id, ask);
    }
  }
  return [...byId.values()];
}

function endpointOf(asset: Asset, access: Extract<Access, {via: 'local' | 'ssh'}>): Endpoint {
  if (access.via === 'local') return {via: 'local', credential: access.credential};
  const {port, credential, jump, legacy} = access;
  return {via: 'ssh', address: asset.address, port, credential, jump, legacy};
}

function shellEntries(
  input: PlanInput,
  asset: Asset,
  endpoint: Endpoint,
  platform: string,
  policy: ZonePolicy,
): PlanEntry[] {
  const credential = input.inventory.credentials.find(({name}) => name === endpoint.credential);
  const asks = asksFor(platform, input.probes, policy);
  const sudo: Credential['sudo'] = credential?.sudo ?? 'none';
  const entry = (batch: 'user' | 'root', wanted: readonly Ask[]): PlanEntry => ({
    key: `${asset.id}/${endpoint.via}/${batch}`,
    asset: asset.id,
    zone: asset.zone,
    loadGroup: asset.loadGroup,
    platform,
    endpoint,
    batch,
    program: shellProgram(sudo === 'nopasswd' ? 'sudo-n' : 'none'),
    slots: slotsOf(wanted),
  });
  if (sudo !== 'password') return [entry('user', asks)];
  const forRoot = asks.filter((ask) => ask.privilege !== 'user');
  const forUser = asks.filter((ask) => ask.privilege === 'user');
  return [entry('user', forUser), entry('root', forRoot)].filter(({slots}) => slots.length > 0);
}

function platformOf(input: PlanInput, asset: Asset, policy: ZonePolicy): Platform | string {
  if (asset.platform !== 'auto') {
    return input.platforms.find(({id}) => id === asset.platform) ?? `no platform ${asset.platform}`;
  }
  if (!policy.autoPlatform) return 'auto';
  return input.platforms.find(({kinds}) => kinds.includes(asset.kind)) ?? `no platform for ${asset.kind}`;
}

function planAccess(input: PlanInput, asset: Asset, access: Access, policy: ZonePolicy): Step {
  if (access.via === 'kit') return refuse(asset, 'kit', 'not-collected', 'answers come by kit');
  if (!policy.via.includes(access.via)) return refuse(asset, access.via, 'forbidden-by-zone', `policy ${policy.id}`);
  if (access.via === 'snmp') return refuse(asset, 'snmp', 'unsupported', 'SNMP is not built yet');
  if (access.via === 'ssh' && input.forbiddenPorts.has(access.port)) {
    return refuse(asset, 'ssh', 'forbidden-by-zone', `port ${access.port} belongs to a control protocol`);
  }
  const platform = platformOf(input, asset, policy);
  if (platform === 'auto') return refuse(asset, access.via, 'forbidden-by-zone', 'platform: auto');
  if (typeof platform === 'string' || !platform.via.includes(access.via)) {
    return refuse(asset, access.via, 'unsupported', typeof platform === 'string' ? platform : platform.id);
  }
  return {entries: shellEntries(input, asset, endpointOf(asset, access), platform.id, policy)};
}

function declined(asset: Asset, today: string): boolean {
  return asset.consent?.status === 'declined' && (asset.consent.until === null || asset.consent.until >= today);
}

function planAsset(input: PlanInput, asset: Asset, policy: ZonePolicy): Step[] {
  if (asset.kind === 'controller') return [refuse(asset, null, 'forbidden-by-zone', 'controllers are never touched')];
  if (declined(asset, input.today)) return [refuse(asset, null, 'vendor-declined', asset.consent?.document ?? '')];
  if (asset.access.length === 0) return [refuse(asset, null, 'not-collected', 'no access is declared')];
  return asset.access.map((access) => planAccess(input, asset, access, policy));
}

function policyOf(zone: Zone, policies: readonly ZonePolicy[]): ZonePolicy {
  const policy = policies.find(({id}) => id === zone.policy);
  if (policy === undefined) throw new Error(`no policy ${zone.policy}`);
  return policy;
}

/** Every request that a run may send, and nothing else. Pure: touches nothing. */
export function buildPlan(input: PlanInput): Plan {
  const {zones, site, assets} = input.inventory;
  const policies = Object.fromEntries(zones.map((zone) => [zone.id, policyOf(zone, input.policies)]));
  const wanted = assets.filter(({id}) => input.only?.has(id) ?? true);
  const steps = wanted.flatMap((asset) => {
    const policy = policies[asset.zone];
    if (policy === undefined) throw new Error(`no zone ${asset.zone}`);
    return planAsset(input, asset, policy);
  });
  const entries = steps.flatMap((step) => ('entries' in step ? step.entries : []));
  const content = {
    schema: 1 as const,
    entries: entries.sort((a, b) => (a.key < b.key ? -1 : 1)),
    refusals: steps.flatMap((step) => ('refusal' in step ? [step.refusal] : [])),
    policies,
    windows: Object.fromEntries(zones.map(({id, window}) => [id, window])),
    timezone: site.timezone,
  };
  return {...content, digest: digestOfPlan(content)};
}

/** Digest of all that a plan holds but its digest. Entries of many assets share their text: it is hashed once each. */
export function digestOfPlan(plan: Omit<Plan, 'digest'>): string {
  const hashes = new Map<string, string>();
  const digestOf = (value: object): string => {
    const text = canonicalJson(value);
    const known = hashes.get(text) ?? sha256Hex(text);
    hashes.set(text, known);
    return known;
  };
  const entries = plan.entries.map(({program, slots, ...rest}) => ({
    ...rest,
    program: digestOf(program),
    slots: digestOf({slots}),
  }));
  return sha256Hex(canonicalJson({...plan, entries}));
}
