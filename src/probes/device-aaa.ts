import {DeviceAaa} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceAaa = defineDeviceProbe({
  fact: 'deviceAaa',
  title: {en: 'Authentication servers', ja: '認証サーバ・AAA'},
  schema: DeviceAaa,
});
