import {DeviceSnmp} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceSnmp = defineDeviceProbe({
  fact: 'deviceSnmp',
  title: {en: 'SNMP settings of the device', ja: '機器のSNMP設定'},
  schema: DeviceSnmp,
  // A statement that was not seen or not understood may be the one that lets somebody in.
  doubt: (value) => ({...value, enabled: value.enabled === true ? true : null}),
});
