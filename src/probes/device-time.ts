import {DeviceTime} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceTime = defineDeviceProbe({
  fact: 'deviceTime',
  title: {en: 'Time synchronisation of the device', ja: '機器の時刻同期'},
  schema: DeviceTime,
});
