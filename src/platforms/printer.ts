import type {Platform} from '../model/platform.ts';

/** Prefixes below the private enterprises of agents in printers alone: HP, Ricoh, Canon, Brother, Konica Minolta, Kyocera, Sharp, Fuji, Xerox, Lexmark, Oki, Epson, Toshiba TEC. */
const makers = [
  ...['11.2.3.9', '367.1.1', '1602.4', '2435.2.3.9', '18334.1.1.1', '1347.41', '2385.3.1', '297.1.11.93', '253.8.62'],
  ...['641.1', '641.2', '2001.1', '1248.1', '1129.1.2', '1129.2.3', '674.10898'],
];

/** Printers and multifunction machines: Printer-MIB (RFC 3805). */
export const printer: Platform = {
  id: 'printer',
  title: {en: 'Printer, multifunction machine', ja: 'プリンタ・複合機'},
  family: 'printer',
  via: ['snmp'],
  kinds: ['network-device'],
  signs: {objectIds: makers.map((maker) => `1.3.6.1.4.1.${maker}`)},
};
