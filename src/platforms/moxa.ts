import {get} from '../model/ask.ts';
import type {Platform} from '../model/platform.ts';
import {moxaBranches} from './snmp/identities/industrial.ts';
import {statesReading} from './snmp/states.ts';
import {deviceReading} from './snmp/system.ts';

/** Model, firmware and serial number of whichever product it is. */
const identityAsk = get(
  'snmp:moxa-identity',
  moxaBranches.flatMap((branch) => [2, 4, 78].map((number) => `${branch}.${number}.0`)),
);

/** power1InputStatus and power2InputStatus: 0 not present, 1 present. An input that nothing is wired to looks like one that failed. */
const inputs = moxaBranches.flatMap((branch) => [1, 2].map((number) => `${branch}.10.${number}`));
const ask = get(
  'snmp:moxa',
  inputs.map((oid) => `${oid}.0`),
);

/** Moxa EDS, IKS, ICS and PT switches. */
export const moxa: Platform = {
  id: 'moxa',
  title: {en: 'Moxa switch', ja: 'Moxa 産業用スイッチ'},
  family: 'network',
  via: ['snmp'],
  kinds: ['network-device'],
  signs: {objectIds: ['1.3.6.1.4.1.8691.7']},
  readings: {
    device: deviceReading(identityAsk),
    deviceRedundancy: statesReading(ask, {
      powerSupplies: inputs.map((oid) => ({oid, states: {good: [1], bad: [], absent: []}})),
      fans: [],
    }),
  },
};
