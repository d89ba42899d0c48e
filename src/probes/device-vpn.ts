import {DeviceVpn} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceVpn = defineDeviceProbe({
  fact: 'deviceVpn',
  title: {en: 'VPN settings', ja: 'VPN設定'},
  schema: DeviceVpn,
});
