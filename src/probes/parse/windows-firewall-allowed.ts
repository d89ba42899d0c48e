import {withStrangers} from './address-space.ts';
import {firewallLocalRulesAsk, firewallPolicyRulesAsk} from '../asks/windows-firewall.ts';
import type {FirewallProfile, ProfileName} from './windows-firewall-profiles.ts';
import {readFirewallRule, type FirewallRule, type PortRange} from './windows-firewall-rule.ts';
import type {Settings} from './windows-settings.ts';

/** Rules about what comes in, of a key of rules. What is not understood makes the fact partial. */
function rulesOf(read: Settings, ask: typeof firewallLocalRulesAsk): FirewallRule[] {
  const table = read.table(ask);
  return [...(table?.root.values.values() ?? [])].flatMap((value) => {
    const rule = value.kind === 'text' ? readFirewallRule(value.text) : undefined;
    if (rule === undefined) read.doubt();
    return rule === undefined || rule === null ? [] : [rule];
  });
}

function within(rules: readonly FirewallRule[], profiles: readonly ProfileName[]): FirewallRule[] {
  return rules
    .map((rule) => ({...rule, profiles: rule.profiles.filter((profile) => profiles.includes(profile))}))
    .filter((rule) => rule.profiles.length > 0);
}

/**
 * Before Vista rules are exceptions of each profile (GloballyOpenPorts, AuthorizedApplications), which are not read: what they let
 * in is not known.
 */
function hasRules(read: Settings): boolean {
  const version = read.version();
  return version === null || version.build >= 6000;
}

/** Rules that count: in profiles that look at rules, those of the computer only where the policy lets them. */
export function rulesInForce(read: Settings, profiles: readonly FirewallProfile[]): FirewallRule[] {
  const open = profiles.filter(({shieldsUp}) => shieldsUp !== true);
  if (open.length > 0 && !hasRules(read)) read.doubt();
  const merged = open.filter(({localRules}) => localRules !== false);
  const names = (some: readonly FirewallProfile[]): ProfileName[] => some.map(({profile}) => profile);
  return [
    ...within(rulesOf(read, firewallPolicyRulesAsk), names(open)),
    ...within(rulesOf(read, firewallLocalRulesAsk), names(merged)),
  ];
}

export interface AllowedPackets extends PortRange {
  readonly family: 'ip' | 'ip6';
  readonly protocol: string;
  readonly source: string | null;
  readonly interface: null;
  readonly narrowed: boolean;
}

/** A rule for a program that names no port lets in what that program wants, not every port. */
const isNarrow = (rule: FirewallRule, port: PortRange): boolean =>
  rule.narrowed || (rule.program && port.from === null);

function blocks(rule: FirewallRule, profiles: readonly ProfileName[], protocol: string, port: PortRange): boolean {
  return (
    rule.action === 'block' &&
    (rule.protocol === 'any' || rule.protocol === protocol) &&
    rule.sources.ip === null &&
    !rule.program &&
    !rule.narrowed &&
    profiles.every((profile) => rule.profiles.includes(profile)) &&
    rule.ports.some(
      ({from, to}) =>
        from === null || (to !== null && port.from !== null && port.to !== null && from <= port.from && to >= port.to),
    )
  );
}

/** What the rules let in; a rule that blocks goes before one that allows. */
export function allowedPackets(rules: readonly FirewallRule[]): AllowedPackets[] {
  const allowing = rules.filter(({action}) => action === 'allow');
  const allowed = allowing.flatMap((rule) =>
    rule.ports
      .filter((port) => !rules.some((other) => blocks(other, rule.profiles, rule.protocol, port)))
      .flatMap((port) =>
        (['ip', 'ip6'] as const).flatMap((family) => {
          const sources = rule.sources[family] ?? [null];
          const narrowed = isNarrow(rule, port);
          return sources.map((source) => ({
            family,
            protocol: rule.protocol,
            ...port,
            source,
            interface: null,
            narrowed,
          }));
        }),
      ),
  );
  return withStrangers(allowed);
}

/** Rules that let anything in from anywhere. */
export function anyRules(rules: readonly FirewallRule[]): string[] {
  const open = rules.filter(
    (rule) =>
      rule.action === 'allow' &&
      ['any', 'tcp', 'udp'].includes(rule.protocol) &&
      rule.sources.ip === null &&
      !rule.program &&
      !rule.narrowed &&
      rule.ports.some(({from}) => from === null),
  );
  return open.map(({name}) => name);
}
