import {DeviceNeighbors} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceNeighbors = defineDeviceProbe({
  fact: 'deviceNeighbors',
  title: {en: 'Neighbouring devices', ja: '隣接機器'},
  schema: DeviceNeighbors,
});
