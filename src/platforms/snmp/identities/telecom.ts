import {family, type Family} from './family.ts';

/** SR OS tells `SAS-R 7210`. */
const inOrder: Family['refine'] = (found) => ({
  ...found,
  model: found.model?.replace(/^(\D\S{1,12}) (7\d{3})$/, '$2 $1') ?? null,
});

/** Access, transport and broadcast equipment, cable modems. */
export const telecom = [
  family('timos', 'Nokia SR OS', 'Nokia', '6527', {
    refine: inOrder,
    reads: /TiMOS-\w-(?<version>\d[\w.]{2,12}) .{0,40}?(?:Nokia|ALCATEL) (?<model>[\w -]{3,24}?) Copyright/,
  }),
  family('srlinux', 'Nokia SR Linux', 'Nokia', '6527.1.20', {
    says: /^SRLinux/,
    reads: /^SRLinux-v(?<version>\d[\d.]{2,10})\S{0,24} (?<model>7\d{3} .{3,12}?) Copyright/,
  }),
  family('aos', 'Alcatel-Lucent AOS', 'Alcatel-Lucent Enterprise', '6486.800 6486.801', {
    reads: /(?<model>OS\d\w{3,5}(?:-\w{2,8})?) (?<version>\d(?:\.\d{1,4}){2,4}\.R\d\d)/,
  }),
  family('nokia-isam', 'Nokia ISAM', 'Nokia', '637.61', {reads: /^(?<version>R\d[\w.]{2,10}) (?<model>\S{4,8}) /}),
  family('nokia-1830', 'Nokia 1830 PSS', 'Nokia', '7483', {reads: /1830 PSS v(?<version>\d[\d.]{2,8})/}),
  family('wavence', 'Nokia Wavence', 'Nokia', '637.54', {reads: /^(?<version>V\d{6})$/}),
  family('ciena-saos', 'Ciena SAOS', 'Ciena', '1271.1.2', {
    says: /SAOS/,
    reads: /, CN(?<model>\d{4}) .{0,40}saos-(?<version>\d\d-\d\d-\d\d-\d{4})/,
  }),
  family('ciena-6500', 'Ciena 6500', 'Ciena', '1271', {reads: /^(?<model>6500-\w{2,4} \d{1,2}-Slot)$/}),
  family('ciena-sds', 'Ciena SDS', 'Ciena', '6141', {reads: /^(?<model>\d{4}) Service Delivery/}),
  family('adva-fsp', 'ADVA FSP', 'Adtran', '2544', {reads: /^(?<model>FSP ?150\S{2,16})/}),
  family('adva-alm', 'ADVA ALM', 'Adtran', '2544.1.14'),
  family('calix', 'Calix', 'Calix', '6321 6066'),
  family('axos', 'Calix AXOS', 'Calix', '6321.1.2.4', {reads: /(?<model>E\d-\w{2,4}) AXOS-(?<version>R\d[\d.]{2,8})/}),
  family('zhone', 'DZS', 'DZS', '5504'),
  family('dasan', 'DASAN', 'DASAN', '6296'),
  family('infinera', 'Infinera', 'Infinera', '21296 42229'),
  family('packetlight', 'PacketLight', 'PacketLight', '4515', {reads: /^(?<model>PL-\d{4}\w{0,3})$/}),
  family('smartoptics', 'Smartoptics', 'Smartoptics', '30826', {reads: /SmartOS v(?<version>\d[\d.]{2,8})/}),
  family('ribbon-neptune', 'Ribbon Neptune', 'Ribbon', '1286', {
    reads: /(?<model>NPT-\w{4,8}),? V(?<version>\d[\d.-]{2,14}),/,
  }),
  family('binos', 'Telco Systems BiNOS', 'Telco Systems', '738', {reads: /version (?<version>\d\.\d\.R[\d.]{1,8})/}),
  family('hatteras', 'Hatteras', 'Hatteras Networks', '8550', {reads: /^(?<model>HN\d{4}\w?)$/}),
  family('loop', 'Loop Telecom', 'Loop Telecom', '823'),
  family('rad', 'RAD', 'RAD', '164'),
  family('accedian', 'Accedian', 'Accedian', '22420', {reads: /^(?<model>AEN-\S{3,12})$/}),
  family('ericsson-ipos', 'Ericsson IPOS', 'Ericsson', '193'),
  family('seos', 'SmartEdge OS', 'Ericsson', '2352', {reads: /Version SEOS-(?<version>\d[\w.]{2,16})-/}),
  family('benuos', 'BenuOS', 'Benu Networks', '39406', {reads: /^BenuOS, (?<version>\d[\d.]{2,8})/}),
  family('arris', 'ARRIS', 'ARRIS', '4115 4998 1166', {
    reads: /SW_REV: (?<version>[\w.-]{3,24}); MODEL: (?<model>\w{2,16})/,
  }),
  family('thomson', 'Thomson/Technicolor', 'Technicolor', '2863', {
    reads: /SW_REV: (?<version>[\w.-]{3,24}); MODEL: (?<model>\w{2,16})/,
  }),
  family('speedtouch', 'SpeedTouch', 'Technicolor', '', {says: /^(?:SpeedTouch|TG\d{3})/}),
  family('netopia', 'Netopia', 'Netopia', '304'),
  family('netopia', 'Netopia', 'Netopia', '', {says: /^Netopia /}),
  family('topvision', 'Topvision', 'Topvision', '32285', {
    reads: /^(?<model>CC\w{4,8}-?\w?);.{0,40}software version:V(?<version>\d[\w.-]{4,20});/,
  }),
  family('velocloud', 'VMware VeloCloud', 'VMware', '45346', {reads: /^VeloCloud (?<model>EDGE\w{3,6})$/}),
  family('teleste', 'Teleste', 'Teleste', '3715', {reads: /Luminato (?<version>\d\.\d\.\d)/}),
  family('sagemcom', 'Sagemcom', 'Sagemcom', '1038'),
  family('vanguard', 'Vanguard', 'Vanguard Networks', '449', {reads: /^VANGUARD (?<model>\d{3,4})$/}),
  family('fibrolan', 'Fibrolan', 'Fibrolan', '4467', {reads: /^(?<model>Falcon-\S{1,8})$/}),
  family('smc-lambdatrail', 'LambdaTrail', 'LambdaTrail', '35616'),
  family('xkl', 'XKL DXMOS', 'XKL', '21150'),
  family('ctc-union', 'CTC Union', 'CTC Union', '4756', {reads: /^(?<model>MSW-?\w{3,8}) /}),
  family('volius', 'Volius', 'Volius', '34652', {reads: /(?<model>VS\d{4}) /}),
  family('viprinet', 'Viprinet', 'Viprinet', '35424'),
  family('viprinet', 'Viprinet', 'Viprinet', '', {says: /^Viprinet /}),
  family('cyan', 'Cyan', 'Ciena', '28533'),
  family('2n', '2N', '2N', '6530', {reads: /^(?<model>2N .{3,24})$/}),
  family('zmtel', 'ZMTel', 'ZMTel', '38595'),
  family('icotera', 'Icotera', 'Icotera', '29865', {reads: /(?<model>i\d{4}-\d\d) (?<version>\d\.\d\.\d)$/}),
  family('inteno', 'Inteno', 'Genexis', '4413', {
    says: /^XG\d{4}_/,
    reads: /^(?<model>XG\d{4})_(?<version>\d[\w.]{4,16})/,
  }),
];
