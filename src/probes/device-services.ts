import {DeviceServices} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceServices = defineDeviceProbe({
  fact: 'deviceServices',
  title: {en: 'Functions of the device', ja: '機器の機能'},
  schema: DeviceServices,
});
