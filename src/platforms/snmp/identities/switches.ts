import {family} from './family.ts';

const comware = /Software Version (?<version>\d[\d.]{1,16})/;

export const switches = [
  family('yamaha-rt', 'Yamaha RT/RTX', 'Yamaha', '1182.1 1182.2', {
    says: /^(?:RTX|RTV|RT|NVR|FWX|SRT)\w?\d{2,5}/,
    reads: /^(?<model>[A-Z]{2,4}\w?\d{2,5}\w{0,4}) .{0,24}?Rev\.? ?(?<version>\d{1,2}(?:\.\d{1,3}){1,3})/,
  }),
  family('yamaha-switch', 'Yamaha SWX', 'Yamaha', '1182', {
    says: /^SWX\d/,
    reads: /^(?<model>SWX\d{4}\S{0,10}) Rev\.? ?(?<version>\d{1,2}(?:\.\d{1,3}){1,3})/,
  }),
  family('yamaha-wlx', 'Yamaha WLX', 'Yamaha', '1182', {
    says: /^WLX\d/,
    reads: /^(?<model>WLX\d{3}\S{0,4}) Rev\.? ?(?<version>\d{1,2}(?:\.\d{1,3}){1,3})/,
  }),
  family('nec-ix', 'NEC UNIVERGE IX', 'NEC', '119.1.84', {
    reads: /IX Series (?<model>IX\w{3,6}) |Version (?<version>\d{1,2}\.\d{1,2}\.\d{1,3})/,
  }),
  family('nec-ix', 'NEC UNIVERGE IX', 'NEC', '119', {
    says: /^NEC Portable Internetwork Core Operating System Software/,
    reads: /IX Series (?<model>IX\w{3,6}) |Version (?<version>\d{1,2}\.\d{1,2}\.\d{1,3})/,
  }),
  family('alaxala-ax', 'ALAXALA AX', 'ALAXALA', '21839', {
    reads: /\[(?<model>AX\w[\w-]{2,20})\] .{0,40}?Ver\. ?(?<version>\d{1,2}\.\d{1,3}(?:\.\w{1,4})?)/,
  }),
  family('hitachi-gs', 'Hitachi GS/GR', 'Hitachi', '116.6.25', {says: /\bG[SR]\d{4}/}),
  family('apresia', 'APRESIA', 'APRESIA Systems', '278.1', {says: /Apresia/i}),
  family('fitelnet', 'FITELnet', 'Furukawa Electric', '246', {
    says: /FITELnet/i,
    reads: /(?<model>FITELnet[ -]?\w{1,8})/i,
  }),
  family('fujitsu-sir', 'Fujitsu Si-R', 'Fujitsu', '211', {
    says: /\bSi-R\b/,
    reads: /(?<model>Si-R ?\w{2,8})|V(?<version>\d{1,2}\.\d{1,3})/,
  }),
  family('allied-awplus', 'AlliedWare Plus', 'Allied Telesis', '207', {
    says: /AlliedWare Plus/,
    reads: /(?:Version |\(TM\) )(?<version>\d{1,2}(?:\.\d{1,3}){2,3}(?:-\d{1,2}\.\d{1,3})?)/,
  }),
  family('alliedware', 'AlliedWare', 'Allied Telesis', '207', {
    says: /^(?:Allied Telesis |CentreCOM )?(?:AT-|AR)\w(?!Q)/,
    reads: /^(?:Allied Telesis )?(?<model>(?:AT-|AR)[\w/-]{3,16})|version (?<version>\d[\d.-]{2,12})/i,
  }),
  family('allied-tq', 'Allied Telesis TQ', 'Allied Telesis', '207.1.13 207', {
    says: /^AT-TQ/,
    reads: /^(?<model>AT-TQ\S{3,12}) version (?<version>\d[\d.]{2,16})/,
  }),
  family('radlan', 'Allied Telesis AT-8000S', 'Allied Telesis', '207.1.4', {
    says: /AT-8000S/,
    reads: /(?<model>AT-8000S)/,
  }),
  family('junos', 'Junos OS', 'Juniper', '2636.1.1.1', {
    reads: /Juniper Networks, Inc\. (?<model>[\w-]{2,24}) .{0,40}kernel JUNOS (?<version>\d[\w.-]{2,24})/,
    serial: '2636.3.1.3.0',
  }),
  family('junos', 'Junos OS', 'Juniper', '', {
    says: /^Juniper Networks, Inc\. .{1,60} kernel JUNOS/,
    reads: /Juniper Networks, Inc\. (?<model>[\w-]{2,24}) .{0,40}kernel JUNOS (?<version>\d[\w.-]{2,24})/,
  }),
  family('juniper-ex2500', 'Juniper EX2500', 'Juniper', '1411'),
  family('jwos', 'Juniper JWOS', 'Juniper', '8239'),
  family('eos', 'Arista EOS', 'Arista', '30065', {
    says: /Arista Networks EOS/,
    reads: /EOS version (?<version>\d[\w.-]{2,24}) running on an Arista Networks (?<model>\S{3,32})/,
  }),
  family('arista-mos', 'Arista MOS', 'Arista', '43191', {
    reads: /release (?<version>\d[\d.]{1,12}) .{0,60}running on a (?<model>.{3,40})$/,
  }),
  family('aruba-aoscx', 'ArubaOS-CX', 'HPE Aruba Networking', '47196.4.1.1.1', {
    reads: /^(?:Aruba|HPE ANW) (?<model>\w{5,8}) .{0,60} (?<version>[A-Z]{2}\.\d{2}\.\d{2}\.\w{2,8})$/,
  }),
  family('hpe-comware', 'Comware', 'HPE', '25506 11.2.3.7.11', {
    says: /HPE? Comware|^HPE? .{0,60}Software Version \d\.\d{2} Release/,
    reads:
      /Software Version (?<version>\d[\d.]{1,16}),? Release \S{1,16} {1,3}HPE? (?<model>\S.{2,60}?)(?: with | Copyright|$)/,
  }),
  family('hpe-comware', 'Comware', 'H3C', '25506', {says: /H3C/, reads: comware}),
  family('hpe-comware', 'Comware', '3Com', '43', {
    says: /Software Version \d/,
    reads: /^(?<model>.{2,40}?) Software Version (?<version>\d[\d.]{1,16})/,
  }),
  family('3com', '3Com', '3Com', '43', {reads: /^3Com (?<model>SuperStack \w{1,4})$/}),
  family('hpe-procurve', 'ArubaOS-Switch / ProCurve', 'HPE', '11.2.3.7.11 11.2.3.7.8', {
    version: '11.2.14.11.5.1.1.3.0',
    reads:
      /^(?:HPE? )?(?:OfficeConnect Switch |ProCurve |PROCURVE |Aruba )?(?<model>(?:J\d{4}\w|\d{4}\w?-?\d{0,2}G?\b[^,-]{0,24}?))(?=,| - )|(?:revision |, | - )(?<version>[A-Z]{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,5})?)/,
  }),
  family('aruba-instant-on', 'Aruba Instant On', 'HPE', '11.2.3.7.11', {
    says: /^Aruba Instant On/,
    reads: /InstantOn_\w{1,8}_(?<version>\d[\d.]{2,12})/,
  }),
  family('procurve-msm', 'HP MSM', 'HPE', '8744', {
    reads: /^(?<model>MSM\w{3,6}) .{0,40}Serial number (?<serial>\w{6,16}) - Firmware version (?<version>\S{4,20})/,
  }),
  family('hp-virtual-connect', 'HP Virtual Connect', 'HPE', '11.5.7.5', {
    reads: /^HP (?<model>VC .{2,40} Module) (?<version>\d[\d.]{1,8})/,
  }),
  family('xos', 'ExtremeXOS', 'Extreme Networks', '1916', {
    says: /ExtremeXOS/,
    reads: /ExtremeXOS \((?<model>[^\s]{2,40})\) version (?<version>\d[\d.]{2,16})/,
  }),
  family('voss', 'VOSS', 'Extreme Networks', '2272', {
    reads: /^(?<model>(?:VSP|ERS)-[\w-]{3,20}) +\((?<version>\d[\d.]{2,12})\)/,
  }),
  family('boss', 'BOSS', 'Extreme Networks', '45.3', {
    reads: /^(?:Ethernet Routing Switch|ERS) (?<model>[\w+-]{3,20})(?: .{0,40}SW:v(?<version>\d[\d.]{2,12}))?/,
  }),
  family('enterasys', 'Enterasys', 'Extreme Networks', '5624', {
    reads: /(?<model>\S{3,20}) Rev (?<version>\d{2}(?:\.\d{2}){2}\.\d{4})/,
  }),
  family('extreme-wireless', 'Extreme Wireless Controller', 'Extreme Networks', '4329.15', {
    reads: /Controller - (?<model>.{2,24}?), {1,4}System Version (?<version>\d[\d.]{2,16})/,
  }),
  family('foundry-ironware', 'IronWare', 'Brocade', '1991', {
    says: /Foundry/,
    reads: /Inc\. (?<model>\S{3,20}), IronWare Version (?<version>\d[\w.]{2,16})/,
  }),
  family('ironware', 'IronWare / FastIron', 'Ruckus', '1991', {
    says: /Ruckus|Brocade/,
    reads: /Inc\. (?<model>\S{3,20}), IronWare Version (?<version>\d[\w.]{2,16})/,
  }),
  family('fabos', 'Fabric OS', 'Brocade', '1588.2', {version: '1588.2.1.1.1.1.6.0'}),
  family('brocade-nos', 'Brocade NOS', 'Brocade', '1588.3'),
  family('vrp', 'Huawei VRP', 'Huawei', '2011', {
    says: /Versatile Routing Platform|VRP \(R\)/,
    reads:
      /^\"?(?:Huawei )?(?<model>(?:S\d|AR|AC|NE|CE|USG)[\w-]{2,28}) |\((?<model2>NetEngine \w{3,8}|NE\w{2,5}(?:-\w{1,4})?) V\d{3}R|\([\w -]{2,24} (?<version>V\d{3}R\d{3}C\d{2}(?:SPC\d{3})?)\)/,
  }),
  family('yunshan', 'Huawei YunShan OS', 'Huawei', '2011', {
    says: /YunShan OS/,
    reads: /\((?<model>\S{2,24}) (?<version>V\d{3}R\d{3}C\d{2}(?:SPC\d{3})?)\)/,
  }),
  family('huawei-rtn', 'Huawei OptiX RTN', 'Huawei', '2011.2.25', {
    reads: /(?<version>V\d{3}R\d{3}C\d{2}(?:SPC\d{3})?)/,
  }),
  family('huawei-access', 'Huawei MA access network', 'Huawei', '2011', {says: /Huawei Integrated Access Software/}),
  family('huawei-ibmc', 'Huawei iBMC', 'Huawei', '2011.2.235'),
  family('oceanstor', 'Huawei OceanStor', 'Huawei', '2011.2.91'),
  family('ftos', 'Force10 FTOS', 'Dell', '6027', {says: /Force10/, reads: /Version: (?<version>\d\.\d[\d.]{1,8})/}),
  family('dell-os9', 'Dell Networking OS9', 'Dell', '6027', {
    says: /Dell (?:EMC )?Networking OS/,
    reads: /Application Software Version: (?<version>\d[\w.()]{2,16})\s*(?:\\n)?Series: (?<model>[\w-]{2,16})/,
  }),
  family('dell-os10', 'Dell SmartFabric OS10', 'Dell', '674.11000.5000.100'),
  family('powerconnect', 'Dell PowerConnect / Networking N', 'Dell', '674.10895', {
    reads:
      /^Dell (?:EMC )?Networking (?<model>[NX]\d\S{2,8}), (?<version>\d[\d.]{2,12}),|^(?<model2>PowerConnect \w{3,8})$/,
  }),
  family('powerconnect', 'Dell PowerConnect / Networking N', 'Dell', '674.10895', {
    says: /^PowerConnect \w{3,8}$/,
    reads: /^(?<model>PowerConnect \w{3,8})$/,
  }),
  family('cumulus', 'Cumulus Linux', 'NVIDIA', '40310', {reads: /Cumulus Linux (?<version>\d[\d.]{1,8})/}),
  family('cumulus', 'Cumulus Linux', 'NVIDIA', '', {says: /^Linux .{1,120}\bCumulus /}),
  family('mellanox', 'NVIDIA Onyx / MLNX-OS', 'NVIDIA', '33049'),
  family('pica8', 'PicOS', 'Pica8', '35098'),
  family('ocnos', 'OcNOS', 'IP Infusion', '36673', {
    reads: /Model:(?<model>[\w-]{2,32}), Software version: OcNOS,(?<version>\d[\d.]{2,12})/,
  }),
  family('quanta', 'Quanta', 'Quanta', '7244', {reads: /Runtime Code (?<version>\d[\d.]{2,16})/}),
  family('quanta', 'Quanta', 'Quanta', '4413.1.2.2', {says: /^FASTPATH/}),
  family('ruijie', 'Ruijie', 'Ruijie', '4881', {reads: /\((?<model>S\S{3,24})\)/}),
  family('fs-switch', 'FS', 'FS', '52642', {
    reads: /^(?<model>[SN]\d{4}\S{0,12})$|n(?<model2>[A-Z]{1,4}\d{4}\S{2,16}) Series/,
  }),
  family('fs-switch', 'FS', 'FS', '13464', {says: /^FS Switch/}),
  family('dcn', 'DCN', 'Digital China Networks', '6339', {
    reads: /^(?<model>(?:S|CS)\d{4}\S{1,16}) Device.{0,60}SoftWare Version (?<version>\d[\w.()]{4,24})/,
  }),
  family('qtech', 'QTECH', 'QTECH', '27514', {
    reads:
      /^(?<model>QSW-\S{3,24}) Device.{0,60}SoftWare Version (?:QSW-\S{3,20}_)?(?<version>\d\S{3,24})|Serial No\.:? ?(?<serial>\w{8,24})/,
  }),
  family('planet', 'PLANET', 'PLANET Technology', '10456', {reads: /^(?:PLANET )?(?<model>[A-Z]{2,5}-[\w-]{4,16}) /}),
  family('transition', 'Transition Networks', 'Transition Networks', '868'),
  family('trendnet', 'TRENDnet', 'TRENDnet', '28866', {reads: /TRENDnet (?<model>\S{3,16})/}),
  family('ibm-nos', 'BLADE OS', 'Lenovo', '26543 20301', {reads: /(?<model>RackSwitch \S{3,8}|EN\d{4}\w?)/}),
  family('ibm-nos', 'BLADE OS', 'Lenovo', '', {says: /^Blade Network Technologies/}),
  family('ericsson-lg', 'Ericsson-LG iPECS', 'Ericsson-LG', '572'),
  family('vyos', 'VyOS', 'VyOS', '44641', {reads: /VyOS (?<version>\d[\w.-]{2,24})/}),
  family('vyos', 'VyOS', 'VyOS', '30803', {says: /VyOS/, reads: /VyOS (?<version>\d[\w.-]{2,24})/}),
  family('vyatta', 'Vyatta', 'Brocade', '30803', {says: /^Vyatta V[CS]/, reads: /Vyatta (?<version>V[CS]\d\S{2,12})/}),
  family('bintec', 'bintec', 'bintec elmeg', '272'),
  family('teldat', 'Teldat', 'Teldat', '2007', {
    reads: /^Router model (?<model>\S{1,12}) .{0,120}?S\/N: (?<serial>[\w/]{6,20})/,
  }),
  family('oneaccess', 'OneAccess OneOS', 'OneAccess', '13191', {
    reads: /^OneOS-\S{0,20}-(?<version>\d[\w.]{2,12})$|-V(?<version2>\d\S{2,20})$/i,
  }),
  family('patton', 'Patton SmartNode', 'Patton', '1768', {
    reads: /^(?<model>SN\w{3,5}\S{0,12}?)Hardware|Software (?<version>R\d\S{1,8})/,
  }),
  family('pepwave', 'Peplink / Pepwave', 'Peplink', '27662', {reads: /^(?:Pepwave|Peplink) (?<model>.{2,32})$/}),
  family('adtran-aos', 'ADTRAN AOS', 'Adtran', '664', {
    reads: /^(?<model>NetVanta \w{3,8})|Version:? (?<version>\w?\d[\w.]{2,16})/,
  }),
  family('adtran-aos', 'ADTRAN AOS', 'Adtran', '', {says: /^NetVanta/}),
  family('firebrick', 'FireBrick', 'FireBrick', '24693', {
    reads: /^(?<model>FB\d{4}).{1,40}\((?<version>V\d[\w.]{2,16}) /,
  }),
  family('microsens', 'MICROSENS', 'MICROSENS', '3181', {reads: /Version: (?<version>\d[\d.]{1,12})/}),
  family('ifotec', 'IFOTEC', 'IFOTEC', '21362', {reads: /^(?<model>[\w-]{4,24}) :/}),
  family('cts', 'CTS', 'Connection Technology Systems', '9304', {
    reads: /^(?<model>[A-Z]{2,4}-\S{4,20}) Version (?<version>\d[\w.]{2,12})/,
  }),
  family('eltex-mes', 'Eltex MES', 'Eltex', '35265.1', {reads: /^(?<model>MES\d{4}\w{0,4}(?:-\d\d)?)(?: AC)? /}),
  family('datacom', 'DATACOM', 'DATACOM', '3709'),
  family('datacom-dmos', 'DmOS', 'DATACOM', '3709.1.2.137', {
    reads: /^(?<model>DM\d{4})[^(]{0,40}\(DmOS version (?<version>\d[\w.-]{2,40})\)/,
  }),
  family('raisecom', 'Raisecom', 'Raisecom', '8886'),
  family('fiberhome', 'FiberHome', 'FiberHome', '5875', {reads: /^(?<model>AN\d{4}-\w{2,4})$/}),
  family('fiberhome-switch', 'FiberHome switch', 'FiberHome', '3807', {
    reads: /^(?<model>S\d{4} \w{2,12} \w{2,4}) .{0,20}Version (?<version>\w{4,12}),/,
  }),
  family('zxr10', 'ZTE ZXR10', 'ZTE', '3902.3', {
    reads: /ZXR10_(?<model>\w{3,8}) Software|Version ZXR10 \S{2,8} (?<version>V\d[\w.]{4,24})/,
  }),
  family('zte-access', 'ZTE access network', 'ZTE', '3902.1004 3902.1082 3902.1015', {
    reads: /^(?<model>C\d{3}) Version (?<version>V[\d.]{3,12}) /,
  }),
];
