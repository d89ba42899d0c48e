import {HostSoftware} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const hostSoftware = defineDeviceProbe({
  fact: 'hostSoftware',
  title: {en: 'Software told by SNMP', ja: 'SNMPで得たソフトウェア'},
  schema: HostSoftware,
});
