import {walk} from '../model/ask.ts';
import type {Platform} from '../model/platform.ts';
import {statesReading} from './snmp/states.ts';

const classic = {supply: '1.3.6.1.4.1.248.14.1.2.1.3', fan: '1.3.6.1.4.1.248.14.1.3.1.3'};
const hiosSupply = '1.3.6.1.4.1.248.11.11.1.1.1.1.2';

/** HMPRIV-MGMT-SNMP-MIB (hmPSState, hmFanState) and HM2-PWRMGMT-MIB (hm2PSState). */
const ask = walk('snmp:hirschmann', [classic.supply, classic.fan, hiosSupply], {rows: 200});

/** 1 ok or present, 2 failed or defective, 3 not installed, 4 unknown. */
const states = {good: [1], bad: [2], absent: [3]};

/** Hirschmann switches with the classic software or HiOS: MICE, RS, RSP, MACH, BOBCAT. */
export const hirschmann: Platform = {
  id: 'hirschmann',
  title: {en: 'Hirschmann switch', ja: 'Hirschmann 産業用スイッチ'},
  family: 'network',
  via: ['snmp'],
  kinds: ['network-device'],
  signs: {objectIds: ['1.3.6.1.4.1.248.14', '1.3.6.1.4.1.248.11']},
  readings: {
    deviceRedundancy: statesReading(ask, {
      powerSupplies: [
        {oid: classic.supply, states},
        {oid: hiosSupply, states},
      ],
      fans: [{oid: classic.fan, states}],
    }),
  },
};
