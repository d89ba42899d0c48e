import {family} from './family.ts';

/** sysDescr of IOS and its kin: `Version 15.2(7)E0a,`. */
const ios = /, Version (?<version>[\w.()-]{1,32}?)(?:,| RELEASE|$)/;
const iosModel = 'Cisco';

export const cisco = [
  family('cisco-ios', 'Cisco IOS', iosModel, '9', {
    says: /^"?Cisco (?:IOS Software(?! ?\[|.{0,100}(?:IOS-?XE|LINUX_IOSD|CAT3K_CAA| XE Software))|Internetwork Operating System)/,
    reads: ios,
  }),
  family('cisco-ios-xe', 'Cisco IOS XE', iosModel, '9', {
    says: /^"?Cisco IOS Software(?: \[\w{1,24}\]|, IOS-XE)|^"?Cisco IOS Software.{0,100}(?:IOS-?XE|LINUX_IOSD|CAT3K_CAA| XE Software)/,
    reads: ios,
  }),
  family('cisco-ios-xe', 'Cisco IOS XE', 'Cisco', '9.1', {
    says: /^Cisco {2,30}IE-?3[234]00\S* {2,20}\S+ {2,20}\S+ V \d\d \d/,
    reads: /^Cisco {2,30}(?<model>IE\S+) {2,20}(?<serial>\S+)/,
  }),
  family('cisco-ios-xr', 'Cisco IOS XR', 'Cisco', '9', {
    says: /^"?Cisco IOS XR Software/,
    reads: /XR Software .{0,40}?Version (?<version>[\d.]{1,16})/,
  }),
  family('cisco-nx-os', 'Cisco NX-OS', 'Cisco', '9', {
    says: /^"?Cisco NX-OS/,
    reads: /, Version (?<version>[\w.()]{1,24}),/,
  }),
  family('cisco-catos', 'Cisco CatOS', 'Cisco', '9', {
    says: /Cisco Catalyst Operating System/,
    reads: /Cisco Systems, Inc\. (?<model>WS-\S{1,16})|Version (?<version>[\w.()-]{1,24})/,
  }),
  family('cisco-asa', 'Cisco ASA', 'Cisco', '9', {
    says: /^Cisco Adaptive Security Appliance/,
    reads: /Version (?<version>\d[\w.()]{1,24})/,
  }),
  family('cisco-ftd', 'Cisco Firepower Threat Defense', 'Cisco', '9', {
    says: /Cisco Fire(?:power|POWER) Threat Defense/,
    reads: /Version (?<version>\d[\d.]{1,16})/,
  }),
  family('cisco-pix', 'Cisco PIX', 'Cisco', '9', {says: /Cisco PIX/, reads: /Version (?<version>\d[\w.()]{1,16})/}),
  family('cisco-pix', 'Cisco PIX', 'Cisco', '', {says: /^Cisco PIX/}),
  family('cisco-fxos', 'Cisco FX-OS', 'Cisco', '9', {says: /Cisco FX-OS/}),
  family('cisco-fxos', 'Cisco FX-OS', 'Cisco', '', {says: /^Cisco FX-OS/}),
  family('cisco-vpn3000', 'Cisco VPN 3000', 'Cisco', '3076 9', {
    says: /^Cisco Systems.{0,8}VPN 3000 Concentrator/,
    reads: /Version (?<version>\d\S{1,16})/,
  }),
  family('cisco-acs', 'Cisco Secure ACS', 'Cisco', '', {
    says: /^Cisco Secure Access Control System/,
    reads: /System (?<version>\d[\d.]{0,12})/,
  }),
  family('cisco-ace', 'Cisco ACE', 'Cisco', '9', {says: /^Cisco (?:ACE|Application Control Software)/}),
  family('cisco-ace', 'Cisco ACE', 'Cisco', '', {says: /^Cisco Application Control Software/}),
  family('cisco-apic', 'Cisco APIC', 'Cisco', '9.1', {
    says: /^APIC VERSION/,
    reads: /VERSION (?<version>\S{1,16}); PID (?<model>\S{1,24});/,
  }),
  family('cisco-imc', 'Cisco Integrated Management Controller', 'Cisco', '9.1', {
    says: /Cisco Integrated Management Controller/,
    reads: /\[(?<model>UCS [^\]\\\n]{1,24})[^\]]{0,8}\], Firmware Version (?<version>\S{1,16})/,
  }),
  family('cisco-ise', 'Cisco Identity Services Engine', 'Cisco', '9.1', {says: /Cisco Identity Services Engine/}),
  family('cisco-waas', 'Cisco WAAS', 'Cisco', '9.1', {
    says: /Cisco Wide Area Application Services/,
    reads: /Hardware Version: \w{1,12}-(?<version>\d[\d.]{1,16})/,
  }),
  family('cisco-wlse', 'Cisco WLSE', 'Cisco', '9', {says: /^WLSE \d/, reads: /Release (?<version>\d[\d.]{1,16})/}),
  family('cisco-voice', 'Cisco Unified Communications', 'Cisco', '9.1.1348', {says: /UCOS|Linux release/}),
  family('cisco-small-business', 'Cisco Small Business', 'Cisco', '9.6.1', {
    reads: /^(?<model>(?:CBS|SG|SF|SX|SLM|SRW)\d\w{2,8}(?:-\w{1,6}){0,3}) /,
    serial: '9.6.1.101.53.14.1.5.1',
    version: '9.6.1.101.53.14.1.2.1',
    model: '9.6.1.101.53.14.1.7.1',
  }),
  family('cisco-small-business', 'Cisco Catalyst 1200/1300', 'Cisco', '9.1', {
    says: /^Catalyst 1[23]00 Series/,
    reads: /\((?<model>C1[23]00-\S{1,24})\)$/,
  }),
  family('cisco-small-business', 'Cisco Small Business', 'Cisco', '9.1.1176', {says: /-port .{0,40}Ethernet Switch/}),
  family('cisco-small-business', 'Linksys Business', 'Linksys', '3955.6', {reads: /^(?<model>SRW\w{3,8}) /}),
  family('linksys', 'Linksys', 'Linksys', '3955.1000', {reads: /^(?<model>LGS\w{3,8}) /}),
  family('cisco-small-business', 'Cisco RV', 'Cisco', '9.6.1.23.3', {
    reads: /Cisco (?<model>RV\w{2,8}), Version (?<version>\S{1,16})/,
  }),
  family('cisco-spa', 'Cisco SPA', 'Cisco', '9.6.1.23.1', {reads: /^Linux (?<model>SPA\w{2,8}) /}),
  family('cisco-wap', 'Cisco Small Business WAP', 'Cisco', '9.6.1.32', {
    reads: /(?<model>WAP\w{2,8}) \([^)]{1,24}\), Version (?<version>\S{1,16})/,
  }),
  family('cisco-aireos', 'Cisco Wireless LAN Controller', 'Cisco', '14179 9.6.1.37'),
  family('cisco-aireos', 'Cisco Wireless LAN Controller', 'Cisco', '9', {
    says: /^Cisco (?:Controller|Business Wireless)/,
  }),
  family('cisco-epc', 'Cisco EPC', 'Cisco', '1429', {says: /Cisco EPC/, reads: /Cisco (?<model>EPC\w{2,8})/}),
  family('viptela', 'Cisco SD-WAN (Viptela)', 'Cisco', '41916', {}),
  family('meraki', 'Cisco Meraki', 'Cisco', '29671', {
    reads: /^(?:Cisco )?(?:Meraki |Wireless )?(?<model>(?:M[A-Z]|CW|C9)\w{1,8}(?:-\w{1,8})?) /,
  }),
  family('meraki', 'Cisco Meraki', 'Cisco', '', {
    says: /^Meraki M[A-Z]\b/,
    reads: /^Meraki (?<model>M[A-Z]\d\S{0,12}) /,
  }),
];
