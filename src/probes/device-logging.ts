import {DeviceLogging} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceLogging = defineDeviceProbe({
  fact: 'deviceLogging',
  title: {en: 'Logging of the device', ja: '機器のログ設定'},
  schema: DeviceLogging,
});
