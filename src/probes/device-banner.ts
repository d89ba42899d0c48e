import {DeviceBanner} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceBanner = defineDeviceProbe({
  fact: 'deviceBanner',
  title: {en: 'Login banners of the device', ja: '機器のログインバナー'},
  schema: DeviceBanner,
});
