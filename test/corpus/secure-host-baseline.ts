import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {factsOf} from '../../src/facts.ts';
import {askId, type Ask} from '../../src/model/ask.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Facts} from '../../src/model/fact.ts';
import {windowsFirewallAsks} from '../../src/probes/parse/windows-host-firewall.ts';
import {probes} from '../../src/probes/index.ts';
import {exchange, valueOf} from './answers.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';
import {policyAnswer, readPolicy, readTemplate, type PolicyValue} from './group-policy.ts';

const machine = (guid: string): string => `Computer/${guid}/DomainSysvol/GPO/Machine`;
const policies = [
  ['Windows', machine('_A2A38432-E322-437F-9975-B7CC7F16F4AA_'), 'microsoft/windows nt/SecEdit/GptTmpl.inf'],
  ['Windows Firewall', machine('_3AD8D9F1-7CD7-4A0B-955A-8BBB76E51E23_'), null],
] as const;

type Meaning = (value: number) => unknown;
const same: Meaning = (value) => value;
const isOn: Meaning = (value) => value !== 0;
const isOff: Meaning = (value) => value === 0;
const is =
  (wanted: number): Meaning =>
  (value) =>
    value === wanted;
const bit =
  (mask: number): Meaning =>
  (value) =>
    (value & mask) !== 0;

/** What a setting of the baseline says about a field of a fact: end of its key, its name, and where it is told. */
const meanings: readonly (readonly [key: string, name: string, fact: string, field: string, means: Meaning])[] = [
  ['Control\\Lsa', 'LmCompatibilityLevel', 'windowsCredentials', 'lmCompatibility', same],
  ['Control\\Lsa', 'NoLMHash', 'windowsCredentials', 'lmHashStored', isOff],
  ['Lsa\\MSV1_0', 'NTLMMinClientSec', 'windowsCredentials', 'ntlm128', bit(0x20000000)],
  ['Lsa\\MSV1_0', 'NTLMMinServerSec', 'windowsCredentials', 'ntlmV2Session', bit(0x80000)],
  ['Lsa\\MSV1_0', 'allownullsessionfallback', 'windowsCredentials', 'nullSessionFallback', isOn],
  ['SecurityProviders\\WDigest', 'UseLogonCredential', 'windowsCredentials', 'wdigest', isOn],
  ['Control\\Lsa', 'RestrictAnonymous', 'windowsAnonymousAccess', 'sharesHidden', isOn],
  ['Control\\Lsa', 'RestrictAnonymousSAM', 'windowsAnonymousAccess', 'accountsHidden', isOn],
  ['Control\\Lsa', 'EveryoneIncludesAnonymous', 'windowsAnonymousAccess', 'everyoneIncludesAnonymous', isOn],
  ['Windows NT\\Rpc', 'RestrictRemoteClients', 'windowsAnonymousAccess', 'rpcAuthenticated', isOn],
  ['LanManServer\\Parameters', 'RequireSecuritySignature', 'windowsSmb', 'serverSigning', isOn],
  ['LanmanWorkstation\\Parameters', 'RequireSecuritySignature', 'windowsSmb', 'clientSigning', isOn],
  ['LanmanWorkstation\\Parameters', 'EnablePlainTextPassword', 'windowsSmb', 'plainTextPassword', isOn],
  ['Windows\\LanmanWorkstation', 'AllowInsecureGuestAuth', 'windowsSmb', 'insecureGuest', isOn],
  ['LanManServer\\Parameters', 'RestrictNullSessAccess', 'windowsSmb', 'nullSessionsRestricted', isOn],
  ['LanManServer\\Parameters', 'AutoDisconnect', 'windowsSmb', 'idleMinutes', same],
  ['LanManServer\\Parameters', 'SmbServerNameHardeningLevel', 'windowsSmb', 'serverNameHardening', same],
  ['Netbt\\Parameters', 'NoNameReleaseOnDemand', 'windowsNameResolution', 'nameReleaseRefused', isOn],
  ['Tcpip\\Parameters', 'DisableIPSourceRouting', 'windowsNetworkStack', 'sourceRoutingOff', is(2)],
  ['Tcpip6\\Parameters', 'DisableIPSourceRouting', 'windowsNetworkStack', 'sourceRoutingOff6', is(2)],
  ['Tcpip\\Parameters', 'EnableICMPRedirect', 'windowsNetworkStack', 'icmpRedirects', isOn],
  ['Control\\Session Manager', 'ProtectionMode', 'windowsMitigations', 'systemObjects', isOn],
  ['Policies\\Explorer', 'NoDriveTypeAutoRun', 'windowsAutorun', 'autoplayOff', is(255)],
  ['Policies\\Explorer', 'NoAutorun', 'windowsAutorun', 'commandsOff', isOn],
  ['Windows\\Explorer', 'NoAutoplayfornonVolume', 'windowsAutorun', 'devicesOff', isOn],
  ['Windows\\Installer', 'AlwaysInstallElevated', 'windowsInstaller', 'elevated', isOn],
  ['Windows\\Installer', 'EnableUserControl', 'windowsInstaller', 'userControl', isOn],
  ['Windows NT\\Printers', 'DisableWebPnPDownload', 'windowsPrinting', 'webDownload', isOff],
  ['Windows NT\\Printers', 'DisableHTTPPrinting', 'windowsPrinting', 'httpPrinting', isOff],
  ['Windows\\System', 'EnableSmartScreen', 'windowsSmartScreen', 'enabled', isOn],
  ['Windows\\DeviceGuard', 'EnableVirtualizationBasedSecurity', 'windowsBootSecurity', 'virtualisationWanted', isOn],
  ['Windows\\DeviceGuard', 'HypervisorEnforcedCodeIntegrity', 'windowsBootSecurity', 'memoryIntegrityWanted', isOn],
  ['Windows\\DeviceGuard', 'LsaCfgFlags', 'windowsBootSecurity', 'credentialGuardWanted', isOn],
  ['Windows Defender\\Scan', 'DisableRemovableDriveScanning', 'windowsDefender', 'removableScanned', isOff],
  ['Windows Defender\\Scan', 'DisableEmailScanning', 'windowsDefender', 'mailScanned', isOff],
  ['Windows Defender\\Spynet', 'SpynetReporting', 'windowsDefender', 'cloud', isOn],
];

const profiles = [
  ['DomainProfile', 'domain'],
  ['PrivateProfile', 'private'],
  ['PublicProfile', 'public'],
] as const;

const block: Meaning = (value) => (value === 1 ? 'block' : 'allow');
const profileMeanings: readonly (readonly [below: string, name: string, field: string, means: Meaning])[] = [
  ['', 'EnableFirewall', 'enabled', isOn],
  ['', 'DefaultInboundAction', 'inbound', block],
  ['', 'DefaultOutboundAction', 'outbound', block],
  ['', 'AllowLocalPolicyMerge', 'localRules', isOn],
  ['\\Logging', 'LogDroppedPackets', 'logDropped', isOn],
  ['\\Logging', 'LogSuccessfulConnections', 'logAllowed', isOn],
  ['\\Logging', 'LogFileSize', 'logKilobytes', same],
];

function numberOf(policy: readonly PolicyValue[], key: string, name: string): number | null {
  const lower = `\\${key}`.toLowerCase();
  const found = policy.find((each) => each.key.toLowerCase().endsWith(lower) && each.name === name);
  return typeof found?.value === 'number' ? found.value : null;
}

/** What the baseline says, by `fact.field`. */
function expected(policy: readonly PolicyValue[]): Values {
  const settings = meanings.flatMap(([key, name, fact, field, means]) => {
    const value = numberOf(policy, key, name);
    return value === null ? [] : [[`${fact}.${field}`, means(value)] as const];
  });
  const firewall = profiles.flatMap(([key, profile]) =>
    profileMeanings.flatMap(([below, name, field, means]) => {
      const value = numberOf(policy, `${key}${below}`, name);
      return value === null ? [] : [[`windowsFirewall.${profile}.${field}`, means(value)] as const];
    }),
  );
  return Object.fromEntries([...settings, ...firewall]);
}

function registryExchanges(policy: readonly PolicyValue[]): Exchange[] {
  const asks = new Map<string, Ask>(
    [...probes.flatMap((probe) => probe.ask['windows'] ?? []), ...windowsFirewallAsks].map((ask) => [askId(ask), ask]),
  );
  return [...asks.values()].flatMap((ask) =>
    ask.kind === 'registry' ? [exchange(ask.id, policyAnswer(ask, policy))] : [],
  );
}

type Fields = Readonly<Record<string, unknown>>;

/** What our facts say of the same fields; null and what is not known are left out. */
function actual(facts: Facts, wanted: Values): Values {
  const fields = (fact: string): Fields => {
    const found = facts[fact];
    return found === undefined ? {} : ((valueOf(found) ?? {}) as Fields);
  };
  return Object.fromEntries(
    Object.keys(wanted).flatMap((path) => {
      const [fact = '', one = '', two] = path.split('.');
      const list = (fields(fact)['profiles'] ?? []) as readonly Fields[];
      const told = two === undefined ? fields(fact)[one] : list.find(({profile}) => profile === one)?.[two];
      return told === undefined || told === null ? [] : [[path, told] as const];
    }),
  );
}

/** The group policies of the Secure Host Baseline, as they stand in the registry of a computer that has taken them. */
export function secureHostBaseline(corpus: string): SourceResult {
  const folder = join(corpus, 'nsa-shb-gpo');
  const verdicts = policies.flatMap(([name, path, template]) => {
    const file = join(folder, name, path, 'registry.pol');
    if (!existsSync(file)) return [];
    const policy = [
      ...readPolicy(file),
      ...(template === null ? [] : readTemplate(join(folder, name, path, template))),
    ];
    const wanted = expected(policy);
    return [compare(name, wanted, actual(factsOf(probes, registryExchanges(policy), 'windows', null), wanted))];
  });
  return {source: 'nsa-shb-gpo', read: policies.length, parsed: verdicts.length, verdict: sum(verdicts)};
}
