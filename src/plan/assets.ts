import type {Access, Asset, Credential} from '../model/asset.ts';
import type {Leave} from '../model/leave.ts';
import type {Privilege} from '../model/evidence.ts';
import type {CliEntry, Endpoint, PlanEntry, SnmpEntry, ZonePolicy} from '../model/plan.ts';
import type {Platform} from '../model/platform.ts';
import {unknown} from '../platforms/unknown.ts';
import {holds, type OutsideAccess} from './outside.ts';
import {refusalOf, refuse, type Refusal, type RefusalRules} from './refusals.ts';
import type {Texts} from './texts.ts';

/** What the plan of an asset is made by. */
export interface Rules extends RefusalRules {
  readonly platforms: readonly Platform[];
  readonly today: string;
  readonly credentials: readonly Credential[];
  /** By whose leave trials are made, by zone; null: they are not. */
  readonly trials: ReadonlyMap<string, Leave | null>;
  readonly texts: Texts;
}

export type Step = {readonly entries: readonly PlanEntry[]} | Refusal;

/** One declared way into an asset, under the policy of its zone. */
interface Way {
  readonly rules: Rules;
  readonly asset: Asset;
  readonly policy: ZonePolicy;
  readonly access: Access;
  readonly endpoint: Endpoint;
  /** `ssh`; `ssh-2` for the second way of a kind. */
  readonly name: string;
}

function endpointOf(asset: Asset, access: Exclude<Access, {via: 'kit'}>): Endpoint {
  switch (access.via) {
    case 'local':
      return {via: 'local', credential: access.credential};
    case 'ssh': {
      const {port, credential, jump, legacy, enable} = access;
      const way = {via: 'ssh' as const, address: asset.address, port, credential, jump, legacy};
      return enable === null ? way : {...way, enable};
    }
    case 'snmp':
      return {via: 'snmp', address: asset.address, port: access.port, credential: access.credential};
    case 'nmap':
      return {via: 'nmap', address: asset.address, credential: null};
    default:
      return access satisfies never;
  }
}

function wayName(asset: Asset, access: Access): string {
  const position = asset.access.filter(({via}) => via === access.via).indexOf(access);
  return position === 0 ? access.via : `${access.via}-${position + 1}`;
}

type Base = Pick<PlanEntry, 'key' | 'asset' | 'zone' | 'loadGroup' | 'platform' | 'endpoint'>;

function base({asset, endpoint, name}: Way, part: string, platform: string): Base {
  const {id, zone, loadGroup} = asset;
  return {key: `${id}/${name}/${part}`, asset: id, zone, loadGroup, platform, endpoint};
}

function shellEntries(way: Way, platform: Platform): PlanEntry[] {
  const {rules, policy, endpoint} = way;
  const sudo = rules.credentials.find(({name}) => name === endpoint.credential)?.sudo ?? 'none';
  const batches: readonly Privilege[] = sudo === 'password' ? ['user', 'root'] : ['user'];
  const entries = batches.map((batch) => ({
    ...base(way, batch, platform.id),
    ...rules.texts.shell(platform, policy, sudo, batch),
    batch,
  }));
  return entries.filter(({slots}) => slots.length > 0);
}

function powershellEntry(way: Way, platform: Platform): PlanEntry[] {
  const text = way.rules.texts.powershell(platform, way.policy);
  return text.lines.length === 0 ? [] : [{...base(way, 'user', platform.id), ...text}];
}

function cliEntry(way: Way, platform: Platform): CliEntry[] {
  const text = way.rules.texts.cli(platform, way.policy);
  if (text === null || text.asks.length === 0) return [];
  return [{...base(way, platform.id, platform.id), ...text, purpose: 'ask'}];
}

function snmpEntry(way: Way, platform: Platform, without: Platform | null): SnmpEntry[] {
  const text = way.rules.texts.snmp(platform, way.policy, without);
  return text.asks.length === 0 ? [] : [{...base(way, platform.id, platform.id), ...text}];
}

function isCandidate(way: Way, platform: Platform): boolean {
  return platform.kinds.includes(way.asset.kind) && platform.via.includes(way.access.via) && platform.id !== unknown.id;
}

/** An agent tells what it is while it is asked what every agent is asked; what only its platform knows to ask follows. */
function unknownAgent(way: Way, candidates: readonly Platform[]): PlanEntry[] {
  const more = candidates.flatMap((platform) => snmpEntry(way, platform, unknown));
  const [first] = snmpEntry(way, unknown, null);
  if (first === undefined) return [];
  const standard: SnmpEntry = {...first, ...base(way, 'identify', 'auto')};
  return [standard, ...more.map((entry): SnmpEntry => ({...entry, candidate: true}))];
}

function unknownDevice(way: Way, candidates: readonly Platform[]): PlanEntry[] {
  const identify: CliEntry = {
    ...base(way, 'identify', 'auto'),
    ...way.rules.texts.identify(candidates),
    purpose: 'identify',
  };
  const entries = candidates.flatMap((platform) => cliEntry(way, platform));
  return [identify, ...entries.map((entry): CliEntry => ({...entry, candidate: true}))];
}

/** A host over SSH tells by the first line of its server whether it has PowerShell or a POSIX shell. */
function unknownHost(way: Way, candidates: readonly Platform[]): PlanEntry[] {
  const posix = candidates.filter(({shell}) => shell === 'posix').flatMap((platform) => shellEntries(way, platform));
  const windows = candidates
    .filter(({shell}) => shell === 'powershell')
    .flatMap((platform) => {
      const {key} = base(way, platform.id, platform.id);
      return powershellEntry(way, platform).map((entry) => ({...entry, key}));
    });
  if (posix.length === 0 || windows.length === 0) return [...posix, ...windows];
  return [...posix, ...windows].map((entry): PlanEntry => ({...entry, candidate: true}));
}

function autoEntries(way: Way): PlanEntry[] {
  const candidates = way.rules.platforms.filter((platform) => isCandidate(way, platform));
  if (way.access.via === 'snmp') return unknownAgent(way, candidates);
  const entries = unknownHost(way, candidates);
  if (entries.length > 0) return entries;
  return candidates.length === 0 ? [] : unknownDevice(way, candidates);
}

function entriesFor(way: Way, platform: Platform): PlanEntry[] {
  if (way.access.via === 'snmp') return snmpEntry(way, platform, null);
  if (platform.shell === 'powershell') return powershellEntry(way, platform);
  return platform.cli === undefined ? shellEntries(way, platform) : cliEntry(way, platform);
}

function planAccess(rules: Rules, asset: Asset, access: Access, policy: ZonePolicy): Step {
  const refusal = refusalOf(rules, asset, access, policy);
  if (refusal !== null || access.via === 'kit') return refusal ?? {entries: []};
  const {via} = access;
  const way: Way = {rules, asset, policy, access, endpoint: endpointOf(asset, access), name: wayName(asset, access)};
  if (via === 'nmap') return outsideStep(way, access);
  if (asset.platform === 'auto') {
    if (!policy.autoPlatform) return refuse(asset, via, 'no-auto', 'platform: auto');
    const entries = autoEntries(way);
    return entries.length === 0 ? refuse(asset, via, 'no-platform', `no platform for ${asset.kind}`) : {entries};
  }
  const platform = rules.platforms.find(({id}) => id === asset.platform);
  if (platform === undefined) return refuse(asset, via, 'no-platform', `no platform ${asset.platform}`);
  if (!platform.via.includes(via)) return refuse(asset, via, 'not-by-this-way', platform.id);
  return {entries: entriesFor(way, platform)};
}

function outsideStep(way: Way, access: OutsideAccess): Step {
  const {rules, asset, policy} = way;
  const text = rules.texts.outside(policy, access, rules.trials.get(asset.zone) ?? null);
  if (text === null) return refuse(asset, 'nmap', 'no-port', 'no port may be touched that its access does not name');
  return {entries: [{...base(way, 'outside', asset.platform), ...text}]};
}

/** What a control system is, asked by the protocols that its owner gave leave for, for that very asset. */
function planControl(rules: Rules, asset: Asset, policy: ZonePolicy): Step[] {
  const leave = asset.controlProtocols;
  if (leave === undefined) return [];
  if (!holds(leave, rules.today)) return [refuse(asset, null, 'leave-ended', `leave ended on ${leave.until}`)];
  const access: Access = {via: 'nmap', ports: null, tool: 'connect', services: []};
  const refusal = refusalOf(rules, asset, access, policy);
  if (refusal !== null) return [refusal];
  const way: Way = {rules, asset, policy, access, endpoint: endpointOf(asset, access), name: 'nmap'};
  return [{entries: [{...base(way, 'control', asset.platform), ...rules.texts.control(leave)}]}];
}

function declined(asset: Asset, today: string): boolean {
  return asset.consent?.status === 'declined' && (asset.consent.until === null || asset.consent.until >= today);
}

/** Ways that are taken into any asset but a controller. */
function planWays(rules: Rules, asset: Asset, policy: ZonePolicy): Step[] {
  if (asset.access.length === 0) return [refuse(asset, null, 'no-access', 'no access is declared')];
  return asset.access.map((access) => planAccess(rules, asset, access, policy));
}

/** What may be sent to one asset, and which declared ways are not taken. */
export function planAsset(rules: Rules, asset: Asset, policy: ZonePolicy): Step[] {
  if (declined(asset, rules.today)) return [refuse(asset, null, 'declined', asset.consent?.document ?? '')];
  const control = planControl(rules, asset, policy);
  if (asset.kind !== 'controller') return [...planWays(rules, asset, policy), ...control];
  return control.length > 0 ? control : [refuse(asset, null, 'controller', 'controllers are never touched')];
}
