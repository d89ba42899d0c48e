import {Gap} from '../../model/fact.ts';
import type {Answers, Parsed} from '../../model/probe.ts';
import {
  firewallLocalRulesAsk,
  firewallPolicyAsk,
  firewallPolicyRulesAsk,
  firewallProfileAsks,
} from '../asks/windows-firewall.ts';
import {registeredFirewallAsk} from '../asks/windows-protection.ts';
import {serviceStatesAsk} from '../asks/windows-services.ts';
import {windowsSystemAsk, windowsVersionAsk} from '../asks/windows-version.ts';
import {allowedPackets, rulesInForce, type AllowedPackets} from './windows-firewall-allowed.ts';
import {
  firewallProfiles,
  firewallServiceRuns,
  otherFirewalls,
  type FirewallProfile,
} from './windows-firewall-profiles.ts';
import {settings} from './windows-settings.ts';

export const windowsFirewallAsks = [
  ...[firewallPolicyAsk, ...Object.values(firewallProfileAsks), firewallLocalRulesAsk, firewallPolicyRulesAsk],
  ...[serviceStatesAsk, registeredFirewallAsk, windowsVersionAsk, windowsSystemAsk],
];

type Policy = 'accept' | 'drop' | null;

interface HostFirewall {
  readonly backends: ['windows'];
  readonly active: boolean | null;
  readonly inputPolicy: Policy;
  readonly inputPolicy6: Policy;
  readonly defaultDeny: boolean | null;
  readonly defaultDeny6: boolean | null;
  readonly allowed: AllowedPackets[];
}

function all(values: readonly (boolean | null)[]): boolean | null {
  return values.includes(false) ? false : values.includes(null) ? null : true;
}

const refuses = ({enabled, inbound, shieldsUp}: FirewallProfile): boolean | null =>
  all([enabled, shieldsUp === true ? true : inbound === null ? null : inbound === 'block']);

/** The firewall of Windows as one: on where every profile is, for which of them holds is a matter of the network. */
export function windowsHostFirewall(answers: Answers): Parsed<HostFirewall> {
  const read = settings(answers);
  const profiles = firewallProfiles(read);
  if (profiles.every(({enabled}) => enabled === null)) {
    // Its own reason says why, where it was not answered.
    answers.registry(firewallPolicyAsk.id);
    throw new Gap('unsupported', 'no profile of the firewall');
  }
  const states = [...profiles.map(({enabled}) => enabled), firewallServiceRuns(read)];
  const off = all(states) === false;
  // What a firewall of another maker does is not known here.
  const taken = off && (otherFirewalls(read).length > 0 || !read.sure(registeredFirewallAsk));
  if (taken) read.doubt();
  const denies = taken ? null : off ? false : all(profiles.map(refuses));
  const policy = denies === null ? null : denies ? 'drop' : 'accept';
  return read.result({
    backends: ['windows'],
    active: taken ? null : all(states),
    ...{inputPolicy: policy, inputPolicy6: policy},
    ...{defaultDeny: denies, defaultDeny6: denies},
    allowed: allowedPackets(rulesInForce(read, profiles)),
  });
}
