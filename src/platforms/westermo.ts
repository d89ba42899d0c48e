import type {Platform} from '../model/platform.ts';

/** Westermo switches and routers with WeOS. */
export const westermo: Platform = {
  id: 'westermo',
  title: {en: 'Westermo WeOS', ja: 'Westermo WeOS 産業用スイッチ'},
  family: 'network',
  via: ['snmp'],
  kinds: ['network-device'],
  signs: {objectIds: ['1.3.6.1.4.1.16177']},
};
