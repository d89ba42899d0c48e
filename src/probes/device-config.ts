import {DeviceConfig} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceConfig = defineDeviceProbe({
  fact: 'deviceConfig',
  title: {en: 'Configuration', ja: 'コンフィグ'},
  schema: DeviceConfig,
});
