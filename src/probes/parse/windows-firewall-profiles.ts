import {cimInt, cimText} from '../../model/cim.ts';
import {firewallPolicyAsk, firewallProfileAsks} from '../asks/windows-firewall.ts';
import {registeredFirewallAsk} from '../asks/windows-protection.ts';
import {serviceStatesAsk} from '../asks/windows-services.ts';
import {isProductOn} from './security-center.ts';
import {firstSet, mapTold, on, type Settings, type Told} from './windows-settings.ts';

export const profileNames = ['domain', 'private', 'public'] as const;
export type ProfileName = (typeof profileNames)[number];

/** What holds in one profile: the policy, else the setting of the computer, else the default. null: not known. */
export interface FirewallProfile {
  readonly profile: ProfileName;
  readonly enabled: boolean | null;
  readonly inbound: 'block' | 'allow' | null;
  readonly outbound: 'block' | 'allow' | null;
  /** No rule is looked at: whatever comes in is refused. */
  readonly shieldsUp: boolean | null;
  /** Rules of the computer count beside those of the policy. */
  readonly localRules: boolean | null;
  readonly logDropped: boolean | null;
  readonly logAllowed: boolean | null;
  readonly logKilobytes: number | null;
}

const policyKeys = {
  domain: ['DomainProfile'],
  // What was meant for XP has the name of XP.
  private: ['PrivateProfile', 'StandardProfile'],
  public: ['PublicProfile'],
} as const;

function policyNumber(read: Settings, profile: ProfileName, below: string, name: string): Told<number> {
  return firstSet(...policyKeys[profile].map((key) => read.number([firewallPolicyAsk, `${key}${below}`], name)));
}

function settingOf(read: Settings, profile: ProfileName, name: string, below = ''): Told<number> {
  const ask = firewallProfileAsks[profile];
  const local = below === '' ? read.number(ask, name) : read.number([ask, below.slice(1)], name);
  return firstSet(policyNumber(read, profile, below, name), local);
}

/** DefaultInboundAction and DefaultOutboundAction: 1 blocks. */
const action = (told: Told<number>): Told<'block' | 'allow'> =>
  mapTold(told, (value) => (value === 0 ? 'allow' : 'block'));

export function firewallProfile(read: Settings, profile: ProfileName): FirewallProfile {
  const value = (name: string): Told<number> => settingOf(read, profile, name);
  const logging = (name: string): Told<number> => settingOf(read, profile, name, '\\Logging');
  return {
    profile,
    enabled: read.effective(on(value('EnableFirewall')), true),
    inbound: read.effective(action(value('DefaultInboundAction')), 'block'),
    outbound: read.effective(action(value('DefaultOutboundAction')), 'allow'),
    shieldsUp: read.effective(on(value('DoNotAllowExceptions')), false),
    localRules: read.effective(on(policyNumber(read, profile, '', 'AllowLocalPolicyMerge')), true),
    logDropped: read.effective(on(logging('LogDroppedPackets')), false),
    logAllowed: read.effective(on(logging('LogSuccessfulConnections')), false),
    logKilobytes: read.effective(logging('LogFileSize'), 4096),
  };
}

/** XP knows no public profile. */
export function firewallProfiles(read: Settings): FirewallProfile[] {
  const version = read.version();
  const known = version !== null && version.build < 6000 ? profileNames.slice(0, 2) : profileNames;
  return known.map((profile) => firewallProfile(read, profile));
}

/** Whether the service of the firewall runs: MpsSvc, on XP SharedAccess. null: not known. */
export function firewallServiceRuns(read: Settings): boolean | null {
  const services = read.instances(serviceStatesAsk);
  if (services === undefined || services === null) return null;
  const version = read.version();
  const name = version !== null && version.build < 6000 ? 'sharedaccess' : 'mpssvc';
  const service = services.find((each) => cimText(each, 'Name')?.toLowerCase() === name);
  const state = service === undefined ? null : cimText(service, 'State');
  if (state === null) read.doubt();
  return state === null ? null : state === 'Running';
}

/** Firewalls of other makers that told the Security Center that they are on; servers have no Security Center. */
export function otherFirewalls(read: Settings): string[] {
  return (read.instances(registeredFirewallAsk) ?? []).flatMap((product) => {
    const state = cimInt(product, 'productState');
    return state !== null && isProductOn(state) ? [cimText(product, 'displayName') ?? ''] : [];
  });
}
