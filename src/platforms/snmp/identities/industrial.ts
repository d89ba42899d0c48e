import {family, type Family} from './family.ts';

/** Moxa numbers its MIB by product: below each of these, 2 is the model, 4 the firmware, 10 the state. */
export const moxaBranches: readonly string[] = [
  ...[1, 6, 7, 9, 15, 16, 19, 26, 27, 29, 31, 35, 36, 37, 40, 56, 69, 70, 71, 86, 87, 99, 108, 109, 116, 117, 118],
  ...[142, 162, 173],
].map((product) => `1.3.6.1.4.1.8691.7.${product}.1`);
const each = (last: string): string => moxaBranches.map((branch) => `${branch}.${last}`).join(' ');

/** hmSysVersion: `SW: L2P-09.0.04 CH: 1.10 BP: 101`. */
const releaseAlone: Family['refine'] = (found) => ({
  ...found,
  version:
    /SW: (?:\w{1,8}-)?(?<release>\d{1,2}(?:\.\d{1,2}){1,2})/.exec(found.version ?? '')?.groups?.['release'] ?? null,
});

export const industrial = [
  family('hirschmann', 'Hirschmann classic software', 'Hirschmann', '248.14', {
    model: '248.14.1.1.9.1.3.1',
    version: '248.14.1.1.2.0',
    serial: '248.14.1.1.9.1.10.1',
    refine: releaseAlone,
  }),
  family('hios', 'Hirschmann HiOS', 'Hirschmann', '248.11'),
  family('moxa', 'Moxa switch', 'Moxa', '8691.7', {
    byPlatform: true,
    model: each('2.0'),
    reads: /^(?:MOXA )?(?<model>(?:EDS|IKS|ICS|PT|SDS|EOM|MDS|RKS|TN)-[\w-]{3,40})$/,
    version: each('4.0'),
    serial: each('78.0'),
  }),
  family('moxa-nport', 'Moxa NPort', 'Moxa', '8691.2', {reads: /^(?<model>(?:NP|NPort )\w[\w-]{3,20})$/}),
  family('moxa-nport', 'Moxa NPort', 'Moxa', '', {says: /^NPort \w/}),
  family('scalance', 'SCALANCE', 'Siemens', '4329.6.1', {
    says: /SCALANCE/,
    reads: /SCALANCE (?<model>[\w-]{3,20}), .{0,60}FW: Version (?<version>V\d[\d.]{2,12}), (?:SVP)?/,
    version: '4329.6.3.2.1.1.5.0',
    serial: '4329.6.3.2.1.1.3.0',
  }),
  family('scalance', 'SCALANCE', 'Siemens', '', {
    says: /^Siemens, SIMATIC NET, SCALANCE/,
    reads: /SCALANCE (?<model>[\w-]{3,20}), .{0,60}FW: Version (?<version>V\d[\d.]{2,12})/,
  }),
  family('simatic', 'SIMATIC', 'Siemens', '4329.6.1 4329', {
    says: /SIMATIC(?! NET, SCALANCE)/,
    reads:
      /SIMATIC \w{2,6}, (?<model>[\w -]{2,24}), 6\w{2}\d .{0,40}(?:FW: Version |SW: )(?<version>V ?\d[\d. ]{2,12})/,
  }),
  family('ros', 'RUGGEDCOM ROS', 'Siemens', '15004', {
    reads: /^(?<model>R\w{2,8}-[\w-]{3,24})$/,
    version: '15004.4.2.3.3.0',
    serial: '15004.4.2.3.1.0',
  }),
  family('weos', 'WeOS', 'Westermo', '16177', {
    reads: /primary: v(?<version>\d[\d.]{2,8})/,
  }),
  family('phoenix-contact', 'Phoenix Contact', 'Phoenix Contact', '4346', {
    reads: /^(?<model>FL [A-Z]\w{2,12}[\w -]{0,24})$/,
  }),
  family('weidmueller', 'Weidmüller', 'Weidmüller', '11266'),
  family('redlion-sixnet', 'Red Lion Sixnet', 'Red Lion', '20540', {
    reads: /^(?<model>\S{3,16}) - Industrial/,
    version: '20540.2.1.1.6.0',
  }),
  family('advantech', 'Advantech', 'Advantech', '10297', {model: '10297.100.1.1.0', version: '10297.100.1.4.0'}),
  family('rutos', 'Teltonika RutOS', 'Teltonika', '48690', {version: '48690.1.6.0', serial: '48690.1.1.0'}),
  family('rutos', 'Teltonika RutOS', 'Teltonika', '', {
    says: /^Linux (?:Teltonika|RUT[XM]?\d{2,3})[-.\w]{0,64} .{10,90} (?:mips|armv7l)$/,
    shows: true,
    version: '48690.1.6.0',
    serial: '48690.1.1.0',
  }),
  family('teltonika-switch', 'Teltonika TSW', 'Teltonika', '24686', {reads: /^(?<model>TSW\d{3}) /}),
  family('wut', 'W&T Web-IO', 'Wiesemann & Theis', '5040'),
  family('akcp', 'AKCP', 'AKCP', '3854', {reads: /^(?<model>SP2\+|SPX\+) (?<version>1\.0\.\d{4}) /}),
  family('teracom', 'Teracom', 'Teracom', '38783', {model: '38783.3.2.1.2.0'}),
  family('janitza', 'Janitza', 'Janitza', '34278', {reads: /^Janitza electronics GmbH, (?<model>UMG ?\w{2,6})/}),
  family('lantronix', 'Lantronix', 'Lantronix', '1723 244', {
    reads: /^Lantronix (?<model>.{2,24}?) V(?<version>\d[\w.]{2,12})/,
  }),
  family('digi', 'Digi', 'Digi', '332', {reads: /^Digi (?<model>TransPort \S{3,24}|\S{3,24})/}),
  family('rockwell', 'Rockwell Automation', 'Rockwell Automation', '95', {reads: /(?<model>17\d\d-[A-Z]\w{2,12})/}),
  family('stratix', 'Stratix', 'Rockwell Automation', '9.1', {says: /Stratix/}),
  family('schneider', 'Schneider Electric', 'Schneider Electric', '3833', {
    reads: /(?<model>(?:BMX|TM\d|140|TSX)\w[\w ]{3,16})/,
  }),
  family('wago', 'WAGO', 'WAGO', '13576', {reads: /(?<model>750-\d{3,4})/}),
  family('abb', 'ABB', 'ABB', '17268'),
  family('korenix', 'Korenix', 'Korenix', '24062', {reads: /(?<model>JetNet \w{3,8})/}),
  family('garrettcom', 'GarrettCom', 'Belden', '553'),
  family('siteboss', 'Asentria SiteBoss', 'Asentria', '3052', {
    reads: /(?<model>SiteBoss \d{3}) (?<version>\d[\d.]{2,10} STD)/,
  }),
  family('netguardian', 'DPS NetGuardian', 'DPS Telecom', '2682', {
    reads: /^(?<model>NetGuardian\S{3,12}) v(?<version>\d\S{2,8})/,
  }),
  family('uniping', 'UniPing', 'NetPing', '25728', {reads: /^(?<model>UniPing .{3,32}), FW v(?<version>\d\S{2,12})/}),
  family('controlbox', 'Nti ENVIROMUX', 'NTI', '3699', {reads: /^(?<model>ENVIROMUX-\w{3,12})$/}),
  family('avtech', 'AVTECH Room Alert', 'AVTECH', '20916', {
    reads: /^(?:AVTECH )?(?<model>Room ?Alert \w{2,4})(?: v(?<version>\d[\d.]{2,8}))?/,
  }),
  family('sensatronics', 'Sensatronics', 'Sensatronics', '16174', {reads: /^Sensatronics (?<model>\w{2,8})$/}),
  family('serverscheck', 'ServersCheck', 'ServersCheck', '17095'),
  family('papouch', 'Papouch', 'Papouch', '18248'),
  family('papouch', 'Papouch', 'Papouch', '', {says: /^Quidos SNMP/}),
  family('esphome', 'ESPHome', null, '', {says: /^ESPHome version/, reads: /version (?<version>\d[\d.]{4,10}) /}),
  family('packetflux', 'PacketFlux', 'PacketFlux', '32050'),
  family('carel-pcoweb', 'Carel pCOWeb', 'Carel', '9839'),
  family('comet', 'COMET', 'COMET SYSTEM', '22626', {reads: /fw (?<version>\d-\d-\d)/}),
  family('it-watchdogs', 'IT Watchdogs', 'Vertiv', '17373'),
];
