import {DeviceRedundancy} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceRedundancy = defineDeviceProbe({
  fact: 'deviceRedundancy',
  title: {en: 'Redundancy of the device', ja: '機器の冗長化'},
  schema: DeviceRedundancy,
});
