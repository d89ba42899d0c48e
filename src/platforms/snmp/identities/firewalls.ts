import {family, type Family} from './family.ts';

/** ENTITY-MIB has `FGT_100E` for what the device itself calls FortiGate-100E. */
const spelt: Family['refine'] = (found) => ({
  ...found,
  model: found.model?.replace(/^FGT_/, 'FortiGate-').replace(/^FWF_/, 'FortiWiFi-') ?? null,
});

export const firewalls = [
  family('fortios', 'FortiOS', 'Fortinet', '12356.101 12356.15', {
    refine: spelt,
    version: '12356.101.4.1.1.0',
    serial: '12356.100.1.1.1.0',
  }),
  family('fortianalyzer', 'FortiAnalyzer', 'Fortinet', '12356.103.3', {
    version: '12356.103.2.1.7.0',
    serial: '12356.100.1.1.1.0',
  }),
  family('fortimanager', 'FortiManager', 'Fortinet', '12356.103.1', {
    version: '12356.103.2.1.7.0',
    serial: '12356.100.1.1.1.0',
  }),
  family('fortimail', 'FortiMail', 'Fortinet', '12356.105', {}),
  family('fortiswitch', 'FortiSwitch', 'Fortinet', '12356.106', {
    version: '12356.106.4.1.1.0',
    serial: '12356.100.1.1.1.0',
  }),
  family('fortiadc', 'FortiADC', 'Fortinet', '12356.112', {}),
  family('fortiap', 'FortiAP', 'Fortinet', '12356.120', {version: '12356.120.1.1.0', serial: '12356.120.1.2.0'}),
  family('fortiwlc', 'FortiWLC', 'Fortinet', '15983'),
  family('panos', 'PAN-OS', 'Palo Alto Networks', '25461', {
    reads: /^Palo Alto Networks (?<model>PA-\S{2,12}) (?!series)/,
    model: '25461.2.1.2.2.1.0',
    version: '25461.2.1.2.1.1.0',
    serial: '25461.2.1.2.1.3.0',
  }),
  family('gaia', 'Check Point Gaia', 'Check Point', '2620.1.6', {
    model: '2620.1.6.16.7.0',
    version: '2620.1.6.4.1.0',
    serial: '2620.1.6.16.3.0',
  }),
  family('gaia', 'Check Point Gaia', 'Check Point', '', {
    shows: true,
    says: /^Linux .{0,80}-92cpx86_64/,
    model: '2620.1.6.16.7.0',
    version: '2620.1.6.4.1.0',
    serial: '2620.1.6.16.3.0',
  }),
  family('screenos', 'ScreenOS', 'Juniper', '3224', {
    reads: /^(?<model>[\w-]{2,20}) version (?<version>\S{2,16}) \(SN: (?<serial>\w{4,24})/,
  }),
  family('sonicos', 'SonicOS', 'SonicWall', '8741.1', {
    reads: /SonicWALL (?<model>.{2,24}?) ?\(SonicOS(?: Enhanced)? (?<version>\d[\w.-]{1,24}?)\)?$/i,
  }),
  family('sonicwall-sma', 'SonicWall SMA/SRA', 'SonicWall', '8741.6', {
    reads: /SonicWall (?<model>S\w\w \w{2,8}) \( ?(?<version>\d[\w.-]{1,24})\)/i,
    model: '8741.2.1.1.1.0',
    serial: '8741.2.1.1.2.0',
  }),
  family('sophos-sfos', 'Sophos Firewall (SFOS)', 'Sophos', '2604.5'),
  family('cyberoam', 'Cyberoam', 'Sophos', '21067'),
  family('fireware', 'WatchGuard Fireware', 'WatchGuard', '3097', {}),
  family('stormshield', 'Stormshield SNS', 'Stormshield', '11256', {
    reads: /^NS-BSD (?<serial>\w{6,20})/,
  }),
  family('stormshield', 'Stormshield SNS', 'Stormshield', '', {says: /^NS-BSD /}),
  family('barracuda-ng', 'Barracuda CloudGen Firewall', 'Barracuda', '10704'),
  family('barracuda-lb', 'Barracuda Load Balancer', 'Barracuda', '', {says: /^Barracuda Load Balancer/}),
  family('barracuda-spam', 'Barracuda Spam Firewall', 'Barracuda', '', {says: /^Barracuda Spam Firewall/}),
  family('barracuda-waf', 'Barracuda Web Application Firewall', 'Barracuda', '', {says: /^Barracuda Web Application/}),
  family('pfsense', 'pfSense', 'Netgate', '', {
    says: /^pfSense /,
    reads: /^pfSense \S{1,64} (?<version>\d[\w.-]{1,24}) /,
  }),
  family('opnsense', 'OPNsense', 'Deciso', '12325', {
    says: /^OPNsense /,
    reads: /^OPNsense \S{1,64} (?<version>\d[\d.]{1,12})/,
  }),
  family('opnsense', 'OPNsense', 'Deciso', '', {says: /^FreeBSD .{0,80}-HBSD/}),
  family('monowall', 'm0n0wall', null, '', {says: /^m0n0wall /}),
  family('endian', 'Endian Firewall', 'Endian', '', {says: /^Linux endian/}),
  family('clearpass', 'Aruba ClearPass', 'Aruba', '', {
    says: /^ClearPass Policy Manager/,
    reads: /Manager (?<version>\d[\d.]{2,16}), Model: (?<model>\S{2,16}),/,
  }),
  family('netscaler', 'Citrix NetScaler', 'Citrix', '5951', {reads: /NETSCALER-(?<version>\d[\d.]{1,8})/}),
  family('bigip', 'F5 BIG-IP', 'F5', '3375', {
    model: '3375.2.1.3.5.2.0',
    version: '3375.2.1.4.2.0',
    serial: '3375.2.1.3.3.3.0',
  }),
  family('acos', 'A10 ACOS', 'A10 Networks', '22610', {
    reads: /(?:AX|TH)\w* .{0,60}?(?<model>AX\w{2,12}), ACOS (?<version>[\w.-]{2,24})/,
  }),
  family('alteon', 'Alteon', 'Radware', '1872'),
  family('arrayos', 'ArrayOS', 'Array Networks', '7564', {
    reads: /Array (?<model>\w{2,4} \w{2,8}) .{0,80}Rel\.(?<version>\S{3,24})/,
  }),
  family('blue-coat', 'Blue Coat', 'Broadcom', '3417'),
  family('pulse-secure', 'Pulse Connect Secure', 'Pulse Secure', '12532', {
    reads: /,(?<version>\d[\w.]{2,12}) \(build \d{1,8}\)/,
  }),
  family('mcafee-web-gateway', 'Skyhigh Secure Web Gateway', 'Skyhigh', '1230'),
  family('nitro', 'McAfee ESM', 'McAfee', '23128'),
  family('fireeye', 'FireEye', 'FireEye', '25597'),
  family('greenbone', 'Greenbone OS', 'Greenbone', '35847'),
  family('infoblox-nios', 'Infoblox NIOS', 'Infoblox', '7779', {
    model: '7779.3.1.1.2.1.4.0',
    version: '7779.3.1.1.2.1.7.0',
    serial: '7779.3.1.1.2.1.6.0',
  }),
  family('efficientip', 'EfficientIP SOLIDserver', 'EfficientIP', '2440'),
  family('arbos', 'Arbor Peakflow', 'Arbor Networks', '9694', {reads: /Peakflow \w{2,4} (?<version>\d[\d.]{0,8})/}),
  family('procera', 'Procera PacketLogic', 'Procera', '15397'),
  family('exinda', 'Exinda', 'Exinda', '21091'),
  family('genieatm', 'GenieATM', 'Genie Networks', '9926', {
    reads: /^(?<model>GenieATM \d{3,5}) version: (?<version>\S{2,20})/,
  }),
  family('halon', 'Halon', 'Halon', '', {says: /^Halon \d/, reads: /^Halon (?<version>\d[\d.]{0,8})/}),
];
