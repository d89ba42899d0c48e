import type {Platform} from '../model/platform.ts';

/** Siemens SCALANCE X switches. Article number, firmware and serial number: sysDescr, SIMATIC AUTOMATION-SYSTEM-MIB. */
export const scalance: Platform = {
  id: 'scalance',
  title: {en: 'Siemens SCALANCE', ja: 'シーメンス SCALANCE'},
  family: 'network',
  via: ['snmp'],
  kinds: ['network-device'],
  signs: {objectIds: ['1.3.6.1.4.1.4329.6.1'], sysDescr: /SCALANCE/},
};
