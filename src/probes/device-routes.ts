import {DeviceRoutes} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceRoutes = defineDeviceProbe({
  fact: 'deviceRoutes',
  title: {en: 'Routes of the device', ja: '機器の経路表'},
  schema: DeviceRoutes,
});
