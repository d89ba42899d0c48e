import {WindowsLanManager} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const windowsLanManager = defineDeviceProbe({
  fact: 'windowsLanManager',
  title: {en: 'What Windows tells by SNMP', ja: 'SNMPで得たWindowsの情報'},
  schema: WindowsLanManager,
});
