import {DevicePorts} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const devicePorts = defineDeviceProbe({
  fact: 'devicePorts',
  title: {en: 'Port settings', ja: 'ポート設定'},
  schema: DevicePorts,
});
