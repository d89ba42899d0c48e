import {DeviceWireless} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceWireless = defineDeviceProbe({
  fact: 'deviceWireless',
  title: {en: 'Wireless networks', ja: '無線LAN'},
  schema: DeviceWireless,
});
