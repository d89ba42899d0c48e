import {askId, type Ask} from '../model/ask.ts';
import type {Access, Asset, Credential, Inventory, Zone} from '../model/asset.ts';
import {canonicalJson} from '../model/canonical.ts';
import type {Privilege} from '../model/evidence.ts';
import {planDigest} from '../model/plan-file.ts';
import type {Endpoint, Plan, PlanEntry, PlanRefusal, ZonePolicy} from '../model/plan.ts';
import type {Platform} from '../model/platform.ts';
import type {Probe} from '../model/probe.ts';
import {readingsOf} from '../readings.ts';
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
  /** Whether an approved plan is at hand: zones that require one are refused without. */
  readonly approved: boolean;
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
    for (const ask of readingsOf(probe, platform).flatMap((reading) => reading.ask)) {
      if (ask.kind !== 'files' && !policy.costs.includes(ask.cost)) continue;
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

/** `ssh`; `ssh-2` for the second way of a kind. */
function wayName(asset: Asset, access: Access): string {
  const position = asset.access.filter(({via}) => via === access.via).indexOf(access);
  return position === 0 ? access.via : `${access.via}-${position + 1}`;
}

type Text = Pick<PlanEntry, 'program' | 'slots'>;
type WriteText = (platform: string, policy: ZonePolicy, sudo: Credential['sudo'], batch: Privilege) => Text;

/** Entries that ask the same share one text by reference: a fleet of thousands has a handful. */
function textWriter(probes: readonly Probe[]): WriteText {
  const written = new Map<string, Text>();
  return (platform, policy, sudo, batch) => {
    const key = canonicalJson([platform, policy.id, sudo, batch]);
    const known = written.get(key);
    if (known) return known;
    const asks = asksFor(platform, probes, policy).filter(({privilege}) => {
      return sudo !== 'password' || (batch === 'user') === (privilege === 'user');
    });
    const text = {program: shellProgram(sudo === 'nopasswd' ? 'sudo-n' : 'none'), slots: slotsOf(asks)};
    written.set(key, text);
    return text;
  };
}

function shellEntries(
  asset: Asset,
  way: {readonly endpoint: Endpoint; readonly name: string; readonly sudo: Credential['sudo']},
  textOf: (batch: Privilege) => Text,
  platform: string,
): PlanEntry[] {
  const {endpoint, name, sudo} = way;
  const batches: readonly Privilege[] = sudo === 'password' ? ['user', 'root'] : ['user'];
  const entries = batches.map((batch) => ({
    key: `${asset.id}/${name}/${batch}`,
    asset: asset.id,
    zone: asset.zone,
    loadGroup: asset.loadGroup,
    platform,
    endpoint,
    batch,
    ...textOf(batch),
  }));
  return entries.filter(({slots}) => slots.length > 0);
}

function platformOf(input: PlanInput, asset: Asset, policy: ZonePolicy): Platform | string {
  if (asset.platform !== 'auto') {
    return input.platforms.find(({id}) => id === asset.platform) ?? `no platform ${asset.platform}`;
  }
  if (!policy.autoPlatform) return 'auto';
  return input.platforms.find(({kinds}) => kinds.includes(asset.kind)) ?? `no platform for ${asset.kind}`;
}

function planAccess(input: PlanInput, asset: Asset, access: Access, policy: ZonePolicy, write: WriteText): Step {
  if (access.via === 'kit') return refuse(asset, 'kit', 'not-collected', 'answers come by kit');
  if (!policy.via.includes(access.via)) return refuse(asset, access.via, 'forbidden-by-zone', `policy ${policy.id}`);
  if (access.via === 'snmp') return refuse(asset, 'snmp', 'unsupported', 'SNMP is not built yet');
  if (access.via === 'ssh' && input.forbiddenPorts.has(access.port)) {
    return refuse(asset, 'ssh', 'forbidden-by-zone', `port ${access.port} belongs to a control protocol`);
  }
  if (policy.requireApprovedPlan && !input.approved) {
    return refuse(asset, access.via, 'forbidden-by-zone', 'no approved plan: give one with --plan');
  }
  const platform = platformOf(input, asset, policy);
  if (platform === 'auto') return refuse(asset, access.via, 'forbidden-by-zone', 'platform: auto');
  if (typeof platform === 'string' || !platform.via.includes(access.via)) {
    return refuse(asset, access.via, 'unsupported', typeof platform === 'string' ? platform : platform.id);
  }
  const endpoint = endpointOf(asset, access);
  const sudo = input.inventory.credentials.find(({name}) => name === endpoint.credential)?.sudo ?? 'none';
  const textOf = (batch: Privilege): Text => write(platform.id, policy, sudo, batch);
  return {entries: shellEntries(asset, {endpoint, name: wayName(asset, access), sudo}, textOf, platform.id)};
}

function declined(asset: Asset, today: string): boolean {
  return asset.consent?.status === 'declined' && (asset.consent.until === null || asset.consent.until >= today);
}

function planAsset(input: PlanInput, asset: Asset, policy: ZonePolicy, write: WriteText): Step[] {
  if (asset.kind === 'controller') return [refuse(asset, null, 'forbidden-by-zone', 'controllers are never touched')];
  if (declined(asset, input.today)) return [refuse(asset, null, 'vendor-declined', asset.consent?.document ?? '')];
  if (asset.access.length === 0) return [refuse(asset, null, 'not-collected', 'no access is declared')];
  return asset.access.map((access) => planAccess(input, asset, access, policy, write));
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
  const write = textWriter(input.probes);
  const wanted = assets.filter(({id}) => input.only?.has(id) ?? true);
  const steps = wanted.flatMap((asset) => {
    const policy = policies[asset.zone];
    if (policy === undefined) throw new Error(`no zone ${asset.zone}`);
    return planAsset(input, asset, policy, write);
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
  return {...content, digest: planDigest(content)};
}
