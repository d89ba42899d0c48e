import {DeviceInterfaces} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceInterfaces = defineDeviceProbe({
  fact: 'deviceInterfaces',
  title: {en: 'Interfaces of the device', ja: '機器のインタフェース'},
  schema: DeviceInterfaces,
});
