import type {DeviceDefence} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, names, numberAt, type WordTree} from '../config/word-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type Defence = DeviceDefence['defences'][number];

/** A screen guards the zone that names it, unless it only raises alarms. */
function screens(tree: WordTree): Defence[] {
  const zones = entries(tree, 'security', 'zones', 'security-zone');
  return zones.flatMap(([zone, node]): Defence[] => {
    const name = leaf(node, 'screen');
    const screen = name === null ? null : at(tree, 'security', 'screen', 'ids-option', name);
    const passes = screen !== null && has(screen, 'alarm-without-drop');
    const syn = screen !== null && has(screen, 'tcp', 'syn-flood') && !passes;
    return [
      {name: 'dos-policy', enabled: screen !== null && !passes, scope: zone, detail: name},
      {name: 'syn-flood', enabled: syn, scope: zone, detail: syn ? name : null},
    ];
  });
}

function inspection(tree: WordTree): Defence[] {
  const policies = [
    ...entries(tree, 'security', 'policies', 'from-zone').flatMap(([, from]) =>
      entries(from, 'to-zone').flatMap(([, to]) => entries(to, 'policy')),
    ),
    ...entries(tree, 'security', 'policies', 'global', 'policy'),
  ];
  const using = (...keys: readonly string[]): string[] =>
    policies
      .filter(([, policy]) => keys.some((key) => has(policy, 'then', 'permit', 'application-services', key)))
      .map(([name]) => name);
  const idp = using('idp', 'idp-policy');
  const utm = using('utm-policy');
  return [
    {name: 'intrusion-prevention', enabled: idp.length > 0, scope: null, detail: idp.length > 0 ? idp.join(' ') : null},
    // What a policy of UTM holds is not followed.
    ...(utm.length > 0 ? [] : [{name: 'antivirus' as const, enabled: false, scope: null, detail: null}]),
  ];
}

/** Flows are followed where there are zones, unless packets are taken one by one. */
function firewall(tree: WordTree): Defence[] {
  if (!has(tree, 'security', 'zones')) return [];
  const packets = leaf(tree, 'security', 'forwarding-options', 'family', 'mpls', 'mode') === 'packet-based';
  return [
    {name: 'stateful-inspection', enabled: !packets, scope: null, detail: null},
    ...screens(tree),
    ...inspection(tree),
  ];
}

function controlPlane(tree: WordTree): Defence[] {
  const filters = entries(tree, 'interfaces', 'lo0', 'unit').flatMap(([, unit]) =>
    ['inet', 'inet6'].flatMap((family) =>
      ['input', 'input-list'].flatMap((key) => names(unit, 'family', family, 'filter', key)),
    ),
  );
  const policed = filters.filter((name) =>
    [
      ['firewall', 'family', 'inet', 'filter', name],
      ['firewall', 'filter', name],
      ['firewall', 'family', 'inet6', 'filter', name],
    ].some((path) => entries(tree, ...path, 'term').some(([, term]) => has(term, 'then', 'policer'))),
  );
  return [{name: 'control-plane-policing', enabled: policed.length > 0, scope: 'lo0', detail: policed[0] ?? null}];
}

export const defenceReading: Reading<DeviceDefence> = ofConfig((tree) => {
  const backoff = numberAt(tree, 'system', 'login', 'retry-options', 'backoff-threshold');
  const throttling: Defence[] =
    backoff === null ? [] : [{name: 'login-throttling', enabled: true, scope: null, detail: `${backoff}`}];
  const all = [...firewall(tree), ...controlPlane(tree), ...throttling];
  return whole({defences: sortedBy(all, ({name, scope}) => `${name} ${scope ?? ''}`)});
}, caution.defence);
