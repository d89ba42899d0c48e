import {Device} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const device = defineDeviceProbe({
  fact: 'device',
  title: {en: 'Device', ja: '機器'},
  schema: Device,
});
