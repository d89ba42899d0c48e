import type {Platform} from '../model/platform.ts';

/** Prefixes below the private enterprises: APC, MGE and Eaton, CyberPower, Delta, Dell, Vertiv, Riello, Megatec, Huawei, Tripp Lite. */
const makers = [
  ...['318.1.3.2', '318.1.3.5', '318.1.3.27', '705.1', '534.1', '3808.1.1.1', '3808.1.1.3', '3808.1.1.5', '2254.2'],
  ...['674.10902', '476.1.42', '5491', '935.1', '2011.6.174', '850.1.1'],
];

/** Network cards of uninterruptible power supplies: UPS-MIB (RFC 1628) and the makers' MIBs. */
export const ups: Platform = {
  id: 'ups',
  title: {en: 'Uninterruptible power supply', ja: '無停電電源装置（UPS）'},
  family: 'power',
  via: ['snmp'],
  kinds: ['network-device'],
  signs: {objectIds: ['1.3.6.1.2.1.33', ...makers.map((maker) => `1.3.6.1.4.1.${maker}`)]},
};
