import type {DeviceDefence} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, names, type WordTree} from '../config/word-tree.ts';
import {distinct, sortedBy} from '../text/order.ts';
import {ofConfig, type PanosConfig, type Vsys} from './config.ts';
import * as caution from '../text/caution.ts';

type Defence = DeviceDefence['defences'][number];

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
