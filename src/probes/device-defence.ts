import {DeviceDefence} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceDefence = defineDeviceProbe({
  fact: 'deviceDefence',
  title: {en: 'Defences of the device', ja: '機器の防御機能'},
  schema: DeviceDefence,
});
