import {UpsState} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const upsState = defineDeviceProbe({
  fact: 'upsState',
  title: {en: 'Uninterruptible power supply', ja: '無停電電源装置'},
  schema: UpsState,
});
