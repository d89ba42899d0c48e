import {DeviceRouting} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceRouting = defineDeviceProbe({
  fact: 'deviceRouting',
  title: {en: 'Routing protocols', ja: '経路制御プロトコル'},
  schema: DeviceRouting,
});
