import {DeviceUsers} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceUsers = defineDeviceProbe({
  fact: 'deviceUsers',
  title: {en: 'Accounts of the device', ja: '機器のアカウント'},
  schema: DeviceUsers,
});
