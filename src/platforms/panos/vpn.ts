import type {DeviceDefence, DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, names, type WordTree} from '../config/word-tree.ts';
import {distinct, sortedBy} from '../text/order.ts';
import {ofConfig, type PanosConfig, type Vsys} from './config.ts';
import * as caution from '../text/caution.ts';

type Proposal = DeviceVpn['proposals'][number];
type Defence = DeviceDefence['defences'][number];

const names_: Readonly<Record<string, string>> = {
  'aes-128-cbc': 'aes128',
  'aes-192-cbc': 'aes192',
  'aes-256-cbc': 'aes256',
  'aes-128-gcm': 'aes128gcm',
  'aes-256-gcm': 'aes256gcm',
  'aes-128-ccm': 'aes128ccm',
};

const algorithm = (word: string): string => names_[word] ?? word;

const groups = (words: readonly string[]): number[] =>
  words.flatMap((word) => {
    const digits = /^group(\d{1,2})$/.exec(word)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });

const modes: Readonly<Record<string, Proposal['version']>> = {ikev1: 'ikev1', ikev2: 'ikev2'};

/** Version 1 unless set; `ikev2-preferred` is either. */
function gatewaysOf(device: WordTree, profile: string): Pick<Proposal, 'version' | 'aggressive'> {
  const using = entries(device, 'network', 'ike', 'gateway').filter(([, gateway]) =>
    ['ikev1', 'ikev2'].some((version) => leaf(gateway, 'protocol', version, 'ike-crypto-profile') === profile),
  );
  const versions = distinct(using.map(([, gateway]) => leaf(gateway, 'protocol', 'version') ?? 'ikev1'));
  const aggressive = using.some(([, gateway]) => leaf(gateway, 'protocol', 'ikev1', 'exchange-mode') === 'aggressive');
  const [version = ''] = versions;
  return {
    version: versions.length === 1 ? (modes[version] ?? null) : null,
    aggressive: using.length === 0 || versions.every((each) => each === 'ikev2') ? null : aggressive,
  };
}

function proposals({device}: PanosConfig): Proposal[] {
  const profiles = ['network', 'ike', 'crypto-profiles'];
  const ike = entries(device, ...profiles, 'ike-crypto-profiles').map(([name, node]): Proposal => ({
    name,
    phase: 'ike',
    ...gatewaysOf(device, name),
    encryption: names(node, 'encryption').map(algorithm),
    integrity: names(node, 'hash'),
    dhGroups: groups(names(node, 'dh-group')),
    keyGrade: null,
  }));
  const ipsec = entries(device, ...profiles, 'ipsec-crypto-profiles').map(([name, node]): Proposal => ({
    name,
    phase: 'ipsec',
    version: null,
    encryption: names(node, 'esp', 'encryption').map(algorithm),
    integrity: [...names(node, 'esp', 'authentication'), ...names(node, 'ah', 'authentication')],
    dhGroups: groups(names(node, 'dh-group')),
    aggressive: null,
    keyGrade: null,
  }));
  return sortedBy([...ike, ...ipsec], ({phase, name}) => `${phase} ${name}`);
}

/** Profiles stand in the configuration whether something uses them or not. */
export const vpnReading: Reading<DeviceVpn> = ofConfig((config) => {
  const remote = config.vsys.flatMap(({node, prefix}) =>
    names(node, 'global-protect', 'global-protect-gateway').map((name) => `${prefix}globalprotect ${name}`),
  );
  const told = {proposals: proposals(config), remoteAccess: remote.sort()};
  const clear = told.proposals.every(
    ({phase, encryption, integrity}) => encryption.length > 0 || (phase === 'ipsec' && integrity.length > 0),
  );
  return clear ? whole(told) : partial(told, 'unsupported');
});

function zoneDefences({device}: PanosConfig, {node, prefix}: Vsys): Defence[] {
  return entries(node, 'zone').flatMap(([zone, below]): Defence[] => {
    const name = leaf(below, 'network', 'zone-protection-profile');
    const profile = name === null ? null : at(device, 'network', 'profiles', 'zone-protection-profile', name);
    const syn = profile !== null && leaf(profile, 'flood', 'tcp-syn', 'enable') === 'yes';
    const scope = `${prefix}${zone}`;
    const way =
      profile === null ? null : (['red', 'syn-cookies'].find((each) => has(profile, 'flood', 'tcp-syn', each)) ?? null);
    return [
      {name: 'dos-policy', enabled: profile !== null, scope, detail: name},
      {name: 'syn-flood', enabled: syn, scope, detail: syn ? way : null},
    ];
  });
}

const inspections = [
  {name: 'intrusion-prevention', key: 'vulnerability'},
  {name: 'antivirus', key: 'virus'},
  {name: 'web-filter', key: 'url-filtering'},
] as const;

/** Profiles of rules that allow, by themselves or by a group of profiles. */
function inspected({shared}: PanosConfig, {node, prefix}: Vsys): Defence[] {
  const rules = entries(node, 'rulebase', 'security', 'rules').filter(
    ([, rule]) => leaf(rule, 'action') === 'allow' && leaf(rule, 'disabled') !== 'yes',
  );
  return inspections.map(({name, key}) => {
    const profilesOf = (rule: WordTree): string[] => [
      ...names(rule, 'profile-setting', 'profiles', key),
      ...names(rule, 'profile-setting', 'group').flatMap((group) =>
        [node, shared].flatMap((scope) => names(scope, 'profile-group', group, key)),
      ),
    ];
    const using = rules.filter(([, rule]) => profilesOf(rule).length > 0);
    const profiles = distinct(using.flatMap(([, rule]) => profilesOf(rule))).sort();
    const scope =
      using.length > 0
        ? `${prefix}${using.map(([rule]) => rule).join(', ')}`
        : prefix === ''
          ? null
          : prefix.slice(0, -1);
    return {name, enabled: using.length > 0, scope, detail: profiles.length > 0 ? profiles.join(' ') : null};
  });
}

export const defenceReading: Reading<DeviceDefence> = ofConfig((config) => {
  const tries = leaf(config.device, 'deviceconfig', 'setting', 'management', 'admin-lockout', 'failed-attempts');
  const throttling = tries !== null && tries !== '0';
  const fixed: Defence[] = [
    {name: 'stateful-inspection', enabled: true, scope: null, detail: null},
    {name: 'login-throttling', enabled: throttling, scope: null, detail: throttling ? tries : null},
  ];
  const all = [...fixed, ...config.vsys.flatMap((vsys) => [...zoneDefences(config, vsys), ...inspected(config, vsys)])];
  return whole({defences: sortedBy(all, ({name, scope}) => `${name} ${scope ?? ''}`)});
}, caution.defence);
