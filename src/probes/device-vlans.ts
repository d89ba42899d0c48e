import {DeviceVlans} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceVlans = defineDeviceProbe({
  fact: 'deviceVlans',
  title: {en: 'VLANs', ja: 'VLAN'},
  schema: DeviceVlans,
});
