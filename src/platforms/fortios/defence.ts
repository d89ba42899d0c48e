import type {DeviceDefence} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {edits, flag, number, settingOf, value, values} from '../config/edit-tree.ts';
import {distinct, sortedBy} from '../text/order.ts';
import {ofConfig, type Vdom} from './config.ts';
import * as caution from '../text/caution.ts';

type Defence = DeviceDefence['defences'][number];

/** `scope` null: everything. */
const defence = (name: Defence['name'], enabled: boolean, scope: string | null, detail: string | null): Defence => ({
  name,
  enabled,
  scope,
  detail,
});

function floods({node, prefix, name: vdom}: Vdom): Defence[] {
  const policies = ['firewall DoS-policy', 'firewall DoS-policy6'].flatMap((name) => edits(node, name));
  const active = policies.filter((policy) => value(policy, 'status') !== 'disable');
  const found = active.flatMap((policy): Defence[] => {
    const scope = `${prefix}${value(policy, 'interface') ?? policy.name}`;
    const anomalies = edits(policy, 'anomaly').filter((each) => value(each, 'status') === 'enable');
    const syn = anomalies.find(({name}) => name === 'tcp_syn_flood');
    const names = anomalies.map(({name}) => name).sort();
    const detail =
      syn === undefined ? null : `${value(syn, 'action') ?? 'pass'} ${value(syn, 'threshold') ?? ''}`.trim();
    return [
      defence('dos-policy', anomalies.length > 0, scope, names.length === 0 ? null : names.join(' ')),
      defence('syn-flood', syn !== undefined && value(syn, 'action') === 'block', scope, detail),
    ];
  });
  return active.length > 0
    ? found
    : [defence('dos-policy', false, vdom, null), defence('syn-flood', false, vdom, null)];
}

const inspections = [
  {name: 'intrusion-prevention', key: 'ips-sensor'},
  {name: 'antivirus', key: 'av-profile'},
  {name: 'web-filter', key: 'webfilter-profile'},
] as const;

/** Profiles of policies that let traffic through; a group of profiles is not followed. */
function inspected({node, prefix, name: vdom}: Vdom): Defence[] {
  const policies = edits(node, 'firewall policy').filter(
    (policy) => value(policy, 'status') !== 'disable' && value(policy, 'action') === 'accept',
  );
  const used = policies.filter((policy) => flag(value(policy, 'utm-status')) === true);
  if (used.some((policy) => value(policy, 'profile-group') !== null)) return [];
  return inspections.map(({name, key}) => {
    const with_ = used.filter((policy) => value(policy, key) !== null);
    const profiles = distinct(with_.flatMap((policy) => values(policy, key))).sort();
    const scope = with_.length === 0 ? vdom : `${prefix}policy ${with_.map((policy) => policy.name).join(' ')}`;
    return defence(name, with_.length > 0, scope, profiles.length === 0 ? null : profiles.join(' '));
  });
}

/** Stateful unless `asymroute` is set; logins are held off after 3 failures unless another number is set: FortiOS CLI reference. */
export const defenceReading: Reading<DeviceDefence> = ofConfig(({global, vdoms}) => {
  const stateful = vdoms.map(({node, name}) =>
    defence('stateful-inspection', flag(settingOf(node, 'system settings', 'asymroute')) !== true, name, null),
  );
  const tries = number(settingOf(global, 'system global', 'admin-lockout-threshold') ?? '3');
  const throttling = tries === null ? [] : [defence('login-throttling', true, null, `${tries}`)];
  const all = [...stateful, ...throttling, ...vdoms.flatMap(floods), ...vdoms.flatMap(inspected)];
  return whole({defences: sortedBy(all, ({name, scope}) => `${name} ${scope ?? ''}`)});
}, caution.defence);
