import {registry} from '../../model/ask.ts';

const settings = [
  ...['EnableFirewall', 'DefaultInboundAction', 'DefaultOutboundAction', 'DoNotAllowExceptions'],
  ...['AllowLocalPolicyMerge', 'LogDroppedPackets', 'LogSuccessfulConnections', 'LogFileSize'],
];

/** Profiles by policy, and below each its logging. */
export const firewallPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall', {
  id: 'firewall-policy',
  depth: 'tree',
  values: settings,
});

const local = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';

export const firewallProfileAsks = {
  domain: registry(`${local}\\DomainProfile`, {id: 'firewall-domain', depth: 'children', values: settings}),
  private: registry(`${local}\\StandardProfile`, {id: 'firewall-private', depth: 'children', values: settings}),
  public: registry(`${local}\\PublicProfile`, {id: 'firewall-public', depth: 'children', values: settings}),
} as const;

/** Several hundred rules of some 300 characters. */
const rules = {seconds: 30, limit: 1_048_576};

export const firewallLocalRulesAsk = registry(`${local}\\FirewallRules`, {id: 'firewall-rules', ...rules});

export const firewallPolicyRulesAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules', {
  id: 'firewall-policy-rules',
  ...rules,
});
