import type {Platform} from '../model/platform.ts';

/** Windows through its SNMP service: MIB-II, HOST-RESOURCES-MIB. */
export const windows: Platform = {
  id: 'windows',
  title: {en: 'Windows', ja: 'Windows'},
  family: 'windows',
  via: ['snmp'],
  kinds: ['server', 'terminal', 'control-pc'],
  signs: {objectIds: ['1.3.6.1.4.1.311.1.1.3']},
};
