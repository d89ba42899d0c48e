import {family} from './family.ts';

/** Switches and routers of small offices. */
export const smallOffice = [
  family('dlink', 'D-Link switch', 'D-Link', '171.10', {
    says: /D[EGX]S-/i,
    reads: /^(?:WS6-)?(?<model>D[EGX]S-\d{3,4}[\w/-]{0,16})(?: (?<version>\d\.\d\d\.\w{3,8}))?/,
  }),
  family('dlink-ap', 'D-Link access point', 'D-Link', '171.10.37', {reads: /(?<model>DAP-\d{3,4})/}),
  family('edgecos', 'Edgecore', 'Edgecore', '259.10', {reads: /^(?<model>EC?S\d{4}-\w{2,12})$/}),
  family('sonic', 'SONiC', null, '', {
    says: /^SONiC Software Version/,
    reads: /SONiC\.(?<version>\S{2,60}) - HwSku: (?<model>\S{2,32}) /,
  }),
  family('fusion', 'Edgecore OEM', null, '259.6'),
  family('netgear', 'NETGEAR', 'NETGEAR', '4526', {
    reads: /^(?<model>[A-Z]{1,3}\d{3,4}\S{0,10}) .{0,80}?, (?<version>\d{1,2}(?:\.\d{1,3}){2,3}), /,
  }),
  family('tplink', 'TP-Link', 'TP-Link', '11863'),
  family('tplink-jetstream', 'TP-Link JetStream / Omada', 'TP-Link', '11863.5'),
  family('zynos', 'ZyNOS switch', 'Zyxel', '890.1.15 890.1.5', {
    says: /^(?:GS|XGS|XS|ES|GES|XMG|MES|MGS)-?\d/,
    reads: /^(?<model>(?:GS|XGS|XS|ES-?|GES|XMG)\d{2,4}\S{0,12})$/,
    serial: '890.1.15.3.1.12.0',
    version: '890.1.15.3.1.6.0',
  }),
  family('zywall', 'Zyxel ZLD', 'Zyxel', '890.1.15', {
    says: /^(?:USG|ZyWALL|ATP|VPN)\s?\w/,
    reads: /^(?<model>(?:USG ?|ZyWALL |ATP|VPN)[\w-]{1,12})$/,
  }),
  family('zyxel-nwa', 'Zyxel access point', 'Zyxel', '890.1.15', {says: /^(?:NWA|WAC|WAX)/}),
  family('zyxel-nxc', 'Zyxel NXC', 'Zyxel', '890.1.15', {says: /^NXC/, reads: /^(?<model>NXC\w{3,6})/}),
  family('zyxel-ies', 'Zyxel IES', 'Zyxel', '890.1.5.11', {reads: /^(?<model>IES\S{3,12})$/}),
  family('zyxel-ies', 'Zyxel IES', 'Zyxel', '890.1.5.13'),
  family('zyxel-prestige', 'Zyxel Prestige', 'Zyxel', '', {says: /^Prestige \d/, reads: /^(?<model>Prestige \w{3,8})/}),
  family('edgeswitch', 'Ubiquiti EdgeSwitch / UniFi switch', 'Ubiquiti', '4413 41112 27282.3.2.10', {
    says: /^(?:UBNT )?(?:Edge(?:Switch|Point)|US[WL]?[ -]|US\d{1,2}PRO\b)/,
    reads: /^(?:UBNT )?(?<model>(?:EdgeSwitch|EdgePoint Switch|US)[^,]{0,40}), (?:firmware )?(?<version>\d[\d.]{2,20})/,
  }),
  family('edgeos-olt', 'Ubiquiti UISP OLT', 'Ubiquiti', '4413', {
    says: /^UISP Fiber OLT/,
    reads: /^(?<model>UISP Fiber OLT \w{2,8}), (?<version>\d[\d.]{2,20})/,
  }),
  family('edgeos', 'EdgeOS', 'Ubiquiti', '41112.1.5', {reads: /^EdgeOS v?(?<version>\d[\w.-]{2,20})/}),
  family('unifi', 'Ubiquiti UniFi', 'Ubiquiti', '41112 8072.3.2.10', {
    says: /^(?:UAP|U[67K][\w-]*|UBB|UDM)[\w-]{0,12} v?\d/,
    reads: /^(?<model>U[\w-]{2,20}) v?(?<version>\d[\d.]{2,16})/,
  }),
  family('routeros', 'RouterOS', 'MikroTik', '14988.1', {
    reads: /^RouterOS (?<model>[\w+-]{2,40}(?: [\w+-]{1,20})?)$/,
    version: '14988.1.1.4.4.0',
    serial: '14988.1.1.7.3.0',
  }),
  family('swos', 'SwOS', 'MikroTik', '14988.2', {
    reads: /^(?<model>CSS\S{3,24}|CRS\S{3,24}|RB\S{3,24}) SwOS v(?<version>\d[\d.]{1,8})/,
  }),
  family('engenius', 'EnGenius', 'EnGenius', '14125'),
  family('engenius-switch', 'EnGenius switch', 'EnGenius', '44194', {reads: /^EnGenius (?<model>E\S{3,16})$/}),
  family('draytek', 'DrayTek', 'DrayTek', '7367', {
    reads: /Router Model: (?<model>[\w -]{3,24}), Version: (?<version>[\w./]{3,24}),/,
  }),
  family('draytek', 'DrayTek', 'DrayTek', '', {
    says: /^DrayTek Corporation/,
    reads: /Router Model: (?<model>[\w -]{3,24}), Version: (?<version>[\w./]{3,24}),/,
  }),
  family('lcos', 'LCOS', 'LANCOM', '2356', {
    reads: /^LANCOM (?<model>.{2,24}?) (?<version>\d{1,2}\.\d\d\.\d{4}) \/ \S{10} (?<serial>\d{8,20})/,
  }),
  family('lcos-lx', 'LCOS LX', 'LANCOM', '2356.13', {reads: /\(LCOS-LX: (?<version>\d{1,2}\.\d\d\.\d{4})\)/}),
  family('lcos-sx', 'LCOS SX', 'LANCOM', '2356.16', {
    reads: /^LANCOM (?<model>\S{2,16}) .{0,40}, (?<version>\d\.\d\d\.\d{4})\w{0,6},/,
  }),
];
