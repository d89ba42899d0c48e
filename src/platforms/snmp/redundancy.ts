import {walk} from '../../model/ask.ts';
import type {DeviceRedundancy} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, type Answers} from '../../model/probe.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {byCodeUnit} from '../text/order.ts';
import {aggregates, interfaceNames, interfacesAsk, interfacesUp} from './interfaces.ts';
import {fans, partsAsk, powerSupplies} from './power-supplies.ts';
import {entityAsk} from './system.ts';
import {numberOf, partsOf, tableOrNull} from './values.ts';

const vrrp = {state: '1.3.6.1.2.1.68.1.3.1.3', authentication: '1.3.6.1.2.1.68.1.3.1.9'};
const vrrp3State = '1.3.6.1.2.1.207.1.1.1.1.6';
const hsrpState = '1.3.6.1.4.1.9.9.106.1.2.1.1.15';
const attached = '1.2.840.10006.300.43.1.2.1.1.13';

/** VRRP-MIB (RFC 2787), VRRPV3-MIB (RFC 6527), CISCO-HSRP-MIB without its passwords, IEEE8023-LAG-MIB. */
const gatewaysAsk = walk('snmp:redundancy', [...Object.values(vrrp), vrrp3State, hsrpState, attached], {rows: 5000});
type Gateway = DeviceRedundancy['gateways'][number];

const vrrpStates: Readonly<Record<number, string>> = {1: 'initialize', 2: 'backup', 3: 'master'};
const hsrpStates: Readonly<Record<number, string>> = {
  ...{1: 'initial', 2: 'learn', 3: 'listen', 4: 'speak', 5: 'standby', 6: 'active'},
};
const authentications: Readonly<Record<number, Gateway['authentication']>> = {1: 'none', 2: 'plain', 3: 'md5'};

function gatewaysOf(table: SnmpTable, names: ReadonlyMap<number, string>): Gateway[] {
  const name = (index: number | undefined, group: number | undefined): string =>
    `${names.get(index ?? 0) ?? `ifIndex ${index}`} ${group}`;
  const types = table.column(vrrp.authentication);
  const second = [...table.column(vrrp.state)].map(([index, instance]): Gateway => {
    const [ifIndex, group] = partsOf(index);
    const authentication = authentications[numberOf(types.get(index)) ?? 0] ?? null;
    return {
      protocol: 'vrrp',
      name: name(ifIndex, group),
      state: vrrpStates[numberOf(instance) ?? 0] ?? null,
      authentication,
    };
  });
  // Version 3 has no authentication (RFC 5798, 9). Index: address type, group, interface.
  const third = [...table.column(vrrp3State)].map(([index, instance]): Gateway => {
    const [first, group, ifIndex] = partsOf(index);
    const state = vrrpStates[numberOf(instance) ?? 0] ?? null;
    return {protocol: 'vrrp', name: `${name(ifIndex, group)} IPv${first === 2 ? 6 : 4}`, state, authentication: 'none'};
  });
  const hsrp = [...table.column(hsrpState)].map(([index, instance]): Gateway => {
    const [ifIndex, group] = partsOf(index);
    return {
      protocol: 'hsrp',
      name: name(ifIndex, group),
      state: hsrpStates[numberOf(instance) ?? 0] ?? null,
      authentication: null,
    };
  });
  return [...second, ...third, ...hsrp].sort((a, b) => byCodeUnit(a.name, b.name));
}

/** dot3adAggPortAttachedAggID: the aggregate a port is a member of; 0: none. A port alone is its own aggregate on some agents. */
function bundlesOf(table: SnmpTable, interfaces: SnmpTable | null): DeviceRedundancy['bundles'] {
  if (interfaces === null) return [];
  const [names, up, lags] = [interfaceNames(interfaces), interfacesUp(interfaces), aggregates(interfaces)];
  const members = new Map<number, number[]>();
  for (const [index, instance] of table.column(attached)) {
    const bundle = numberOf(instance);
    if (bundle === null || !lags.has(bundle)) continue;
    members.set(bundle, [...(members.get(bundle) ?? []), Number(index)]);
  }
  const name = (index: number): string => names.get(index) ?? `ifIndex ${index}`;
  const bundles = [...members].map(([bundle, ports]) => ({
    name: name(bundle),
    members: ports.map(name).sort(byCodeUnit),
    up: ports.filter((port) => up.has(port)).length,
  }));
  return bundles.sort((a, b) => byCodeUnit(a.name, b.name));
}

/** What `readRedundancy` reads. */
export const redundancyAsks = [gatewaysAsk, partsAsk, entityAsk, interfacesAsk];

/** @throws Gap */
export function readRedundancy(answers: Answers): DeviceRedundancy {
  const [table, supplies] = [answers.snmp(gatewaysAsk.id), answers.snmp(partsAsk.id)];
  const [entity, interfaces] = [tableOrNull(answers, entityAsk.id), tableOrNull(answers, interfacesAsk.id)];
  return {
    gateways: gatewaysOf(table, interfaceNames(interfaces)),
    bundles: bundlesOf(table, interfaces),
    powerSupplies: powerSupplies(supplies, entity),
    fans: fans(supplies, entity),
  };
}

export const redundancy: DeviceReadings = {
  deviceRedundancy: {
    ask: redundancyAsks,
    parse(answers) {
      const value = readRedundancy(answers);
      if (Object.values(value).every((list) => list.length === 0)) {
        throw new Gap('unsupported', 'the agent shows no VRRP, link aggregation, power supplies or fans');
      }
      // A list that is empty may be so for want of its MIB.
      return partial(value, 'unsupported');
    },
  },
};
