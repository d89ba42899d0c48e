import {BridgeTable} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const bridgeTable = defineDeviceProbe({
  fact: 'bridgeTable',
  title: {en: 'MAC address table', ja: 'MACアドレステーブル'},
  schema: BridgeTable,
});
