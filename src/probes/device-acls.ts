import {DeviceAcls} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceAcls = defineDeviceProbe({
  fact: 'deviceAcls',
  title: {en: 'Access lists', ja: 'アクセスリスト'},
  schema: DeviceAcls,
});
