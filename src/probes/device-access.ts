import {DeviceAccess} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceAccess = defineDeviceProbe({
  fact: 'deviceAccess',
  title: {en: 'Management access', ja: '管理アクセス'},
  schema: DeviceAccess,
});
