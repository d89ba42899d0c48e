import {family} from './family.ts';

export const wireless = [
  family('arubaos', 'ArubaOS', 'HPE Aruba Networking', '14823 674.10895 6486.800.1.1.2.2.2', {
    says: /^(?:ArubaOS|AOS-W|AOS-\d)/,
    reads: /\(MODEL: (?<model>[^)]{2,48})\), Version (?<version>\d[\w.-]{2,24})/,
    serial: '14823.2.2.1.1.1.12.0',
  }),
  family('ruckus-zonedirector', 'Ruckus ZoneDirector', 'Ruckus', '25053.3.1.5', {
    reads: /^Ruckus Wireless (?<model>ZD\d{4}|[A-Z]\d{3})$/,
    version: '25053.1.2.1.1.1.1.18.0',
    serial: '25053.1.2.1.1.1.1.15.0',
  }),
  family('ruckus-ap', 'Ruckus access point', 'Ruckus', '25053.3.1.4', {
    model: '25053.1.1.2.1.1.1.1.0',
    serial: '25053.1.1.2.1.1.1.2.0',
  }),
  family('ruckus-smartzone', 'Ruckus SmartZone', 'Ruckus', '25053.3.1.11 25053.3.1.10 25053.3.1.13'),
  family('hiveos', 'HiveOS', 'Extreme Networks', '26928', {
    reads: /^(?<model>[\w-]{3,12}), HiveOS (?<version>\d[\w.]{2,12}) /,
  }),
  family('cambium-cnpilot', 'Cambium cnPilot', 'Cambium Networks', '', {
    says: /^cnPilot /,
    reads: /^(?<model>cnPilot \w{2,8}) (?<version>\d[\w.-]{2,12})/,
  }),
  family('cambium-cnwave', 'Cambium cnWave', 'Cambium Networks', '17713.60', {
    reads: /cnWave (?<model>V\d{4}) .{0,40}Version (?<version>\d[\d.]{2,12})/,
  }),
  family('cambium-epmp', 'Cambium ePMP', 'Cambium Networks', '17713.21', {version: '17713.21.1.1.1.0'}),
  family('cambium-ptp', 'Cambium PTP', 'Cambium Networks', '17713.250 17713.7 17713.8 17713.11'),
  family('cambium-pmp', 'Cambium PMP (Canopy)', 'Cambium Networks', '161.19.250', {
    reads: /^CANOPY (?<version>\d[\d.]{2,12}) /,
  }),
  family('cambium-cmm', 'Cambium CMM', 'Cambium Networks', '', {
    says: /^CMM\d? \d/,
    reads: /^(?<model>CMM\d?) (?<version>\d[\d.]{1,6})/,
  }),
  family('mimosa', 'Mimosa', 'Mimosa Networks', '43356', {reads: /^Mimosa (?<model>\w{2,6}) /}),
  family('proxim', 'Proxim', 'Proxim', '11898'),
  family('radwin', 'RADWIN', 'RADWIN', '4458'),
  family('siklu', 'Siklu', 'Siklu', '31926', {reads: /^(?<model>MH-\w{3,6})$/}),
  family('ligowave', 'LigoWave', 'LigoWave', '', {says: /^Ligo(?:PTP|WAVE)/i}),
  family('deliberant', 'Deliberant', 'Deliberant', '', {says: /^Deliberant/}),
  family('tranzeo', 'Tranzeo', 'Tranzeo', '24575', {reads: /^Tranzeo (?<model>\w{3,8}), OS (?<version>\d[\d.]{2,8})/}),
  family('siae', 'SIAE Microelettronica', 'SIAE Microelettronica', '3373', {reads: /^(?<model>\S{3,24}) - SIAE/}),
  family('saf', 'SAF Tehnika', 'SAF Tehnika', '7571', {
    reads: /radio;(?<model>CFIP .{2,24}?) v(?<version>\d[\d.]{2,8});.{0,24}SN: (?<serial>\d{8,16});/,
  }),
  family('ceragon', 'Ceragon', 'Ceragon', '2281'),
  family('aviat', 'Aviat WTM', 'Aviat', '2509'),
  family('aprisa', '4RF Aprisa', '4RF', '14817'),
  family('dragonwave', 'DragonWave', 'DragonWave', '7262'),
  family('albentia', 'Albentia', 'Albentia', '28087'),
  family('infinet', 'Infinet', 'InfiNet Wireless', '3942'),
  family('rajant', 'Rajant', 'Rajant', '34861'),
  family('pandacom', 'Pan Dacom', 'Pan Dacom', '3652'),
  family('alta', 'Alta Labs', 'Alta Labs', '', {
    says: /^Alta (?:AP|Route|S\d)/,
    reads: /^Alta (?<model>\S{2,12}) (?<version>\d[\w.]{1,8})$/,
  }),
  family('apple-airport', 'Apple AirPort', 'Apple', '', {says: /^Apple (?:AirPort|Base Station)/}),
  family('symbol', 'Symbol access point', 'Symbol', '388'),
  family('xirrus', 'Xirrus', 'Xirrus', '21013'),
  family('baicells', 'Baicells', 'Baicells', '53058'),
  family('baicells', 'Baicells', 'Baicells', '', {says: /^Linux BaiCPE /}),
  family('tachyon', 'Tachyon Networks', 'Tachyon Networks', '57344'),
  family('buffalo-wlan', 'Buffalo AirStation', 'Buffalo', '5227'),
];
