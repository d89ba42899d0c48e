import {family} from './family.ts';

const device = '1.3.6.1.2.1.25.3.2.1.3.1';
const serial = '1.3.6.1.2.1.43.5.1.1.17.1';

/** A maker names its printers in hrDeviceDescr, and gives their serial numbers in Printer-MIB. */
export const printers = [
  family('ricoh', 'Ricoh', 'Ricoh', '367', {
    reads:
      /^(?:RICOH|SAVIN|LANIER|Gestetner|NRG|infotec|NASHUATEC|Rex-Rotary|Aficio) ?(?<model>[\w/ -]{3,40}?) (?:Ver )?(?<version>\d[\d.]{2,8})(?: \/|$)/i,
    model: '367.3.2.1.1.1.1.0',
    version: '367.3.2.1.1.1.2.0',
    serial: `${serial} 367.3.2.1.2.1.4.0`,
  }),
  family('canon-printer', 'Canon', 'Canon', '1602.4', {
    reads: /^Canon (?<model>[\w /-]{3,32}?) \/P$/,
    model: '1602.1.1.1.1.0',
    version: '1602.1.1.1.4.0',
    serial,
  }),
  family('brother', 'Brother', 'Brother', '2435', {
    // The text tells of the print server in it.
    model: device,
    serial: `${serial} 2435.2.3.9.4.2.1.5.5.1.0`,
  }),
  family('konica-minolta', 'Konica Minolta', 'Konica Minolta', '18334', {
    model: '18334.1.1.1.1.6.2.1.0',
    reads: /^KONICA MINOLTA (?<model>[\w /-]{3,32})$/,
    version: '18334.1.1.1.1.6.1.0',
    serial,
  }),
  family('kyocera', 'Kyocera', 'Kyocera', '1347', {model: '1347.43.5.1.1.1.1', serial: `1347.43.5.1.1.28.1 ${serial}`}),
  family('utax', 'TA Triumph-Adler/UTAX', 'UTAX', '1347', {
    says: /^TA_UTAX/,
    model: '1347.43.5.1.1.1.1',
    serial: `1347.43.5.1.1.28.1 ${serial}`,
  }),
  family('sharp', 'Sharp', 'Sharp', '2385', {
    reads: /^SHARP (?<model>[\w-]{3,20})$/,
    version: '2385.2.1.1.2.1.2.1',
    serial,
  }),
  family('sharp', 'Sharp', 'Sharp', '', {says: /^SHARP MX-/, reads: /^SHARP (?<model>[\w-]{3,20})$/}),
  family('fujifilm-printer', 'FUJIFILM Business Innovation', 'FUJIFILM', '297', {
    says: /^FUJIFILM/,
    reads: /^FUJIFILM (?<model>[\w /-]{3,32}?)(?:;|$)/,
    serial,
  }),
  family('fuji-xerox', 'Fuji Xerox', 'Fuji Xerox', '297', {
    says: /^FUJI ?XEROX/i,
    reads: /^FUJI ?XEROX (?<model>[\w /-]{3,40}?) ?;/i,
    serial,
  }),
  family('xerox', 'Xerox', 'Xerox', '253', {reads: /^Xerox (?<model>[\w /®-]{3,40}?) ?;/, serial}),
  family('jetdirect', 'HP JetDirect', 'HP', '11.2.3.9 11.1', {
    model: device,
    reads: /,SN:(?<serial>\w{6,16}),/,
    serial,
  }),
  family('lexmark', 'Lexmark', 'Lexmark', '641', {
    reads: /^Lexmark (?<model>[\w /-]{2,32}?) version (?<version>\S{4,20}) /i,
    serial,
  }),
  family('dell-printer', 'Dell printer', 'Dell', '674.10898', {reads: /^Dell (?<model>[\w /-]{3,40}?);/, serial}),
  family('dell-printer', 'Dell printer', 'Dell', '', {
    says: /^Dell .{2,40} Laser Printer/,
    reads: /^Dell (?<model>\w{3,8}) Laser .{0,10}version (?<version>\S{4,20}) /,
  }),
  family('samsung-printer', 'Samsung printer', 'Samsung', '236.11', {
    reads: /^Samsung (?<model>[\w -]{3,32}?)(?: Series)?;/,
    serial,
  }),
  family('samsung-printer', 'Samsung printer', 'Samsung', '', {
    says: /^Samsung (?:S|CLX|CLP|ML|X|K|M)/,
    reads: /^Samsung (?<model>[\w -]{3,32}?)(?: Series)?;(?<version>V\d[\d.]{4,12}) /,
  }),
  family('epson-projector', 'Epson projector', 'Epson', '1248', {says: /Projector/}),
  family('epson-printer', 'Epson', 'Epson', '1248.1', {
    reads: /^EPSON (?<model>[\w -]{3,32}?)(?: Series)?$/i,
    model: device,
    serial,
  }),
  family('oki-printer', 'OKI', 'OKI', '2001.1', {
    reads: /Attached to (?<model>\w{3,12}) Rev\.(?<version>\d[\d.]{2,6})/,
    serial,
  }),
  family('toshiba-tec', 'Toshiba TEC', 'Toshiba TEC', '1129.1.2 1129.2.3', {
    reads: /^TOSHIBA (?:TEC )?(?<model>[\w-]{3,24})$/,
    serial,
  }),
  family('zebra', 'Zebra', 'Zebra', '10642'),
  family('tsc', 'TSC', 'TSC', '51966', {reads: /^(?<model>T\w{4,10}) Version: (?<version>\d\.\d\d) /}),
  family('riso', 'RISO', 'RISO', '24807'),
  family('axis-print-server', 'Axis document server', 'Axis', '', {says: /^AXIS .{2,16} Network Document Server/}),
  family('seh', 'SEH', 'SEH', '1229', {
    reads: /^SEH (?<model>\S{4,16}); SN (?<serial>\d{8,16}), .{0,40}SW (?<version>\d[\d.]{2,8})/,
  }),
];
