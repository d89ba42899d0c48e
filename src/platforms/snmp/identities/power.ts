import {family} from './family.ts';

const upsMib = '1.3.6.1.2.1.33.1.1';

export const power = [
  family('apc-nmc', 'APC Network Management Card', 'APC', '318', {
    says: /Management Card|PowerNet|InRow|PDU|NetBotz/,
    // AF1 is the version of the application; PF that of the card's operating system.
    reads: /AF1:(?<version>v\d[\w.]{2,10}) .{0,60}|\bSW (?<version2>v\d[\w.]{2,10}),|(?:MOD: ?)(?<model>AP\w{4,6})/,
    model: '318.1.1.1.1.1.1.0 318.1.1.12.1.5.0 318.1.1.4.1.4.0',
    serial: '318.1.1.1.1.2.3.0 318.1.1.12.1.6.0 318.1.1.4.1.5.0',
  }),
  family('apc-nmc', 'APC rack PDU', 'APC', '318.1.3.4', {
    // The card is a part of the unit: its number is that of the unit.
    reads: /AF1:(?<version>v\d[\w.]{2,10}) .{0,40}MN:(?<model>AP\w{4,8}) HR:\w{1,4} SN: ?(?<serial>\w{8,16})/,
    model: '318.1.1.12.1.5.0 318.1.1.4.1.4.0',
    serial: '318.1.1.12.1.6.0 318.1.1.4.1.5.0',
  }),
  family('apc-cpdu', 'APC Easy PDU', 'APC', '318.1.1.32'),
  family('apc-ems', 'APC Environmental Management System', 'APC', '318.1.3.8.2', {
    reads: /AF1:(?<version>v\d[\w.]{2,10}) /,
  }),
  family('mge-ups', 'MGE/Eaton Network-MS', 'Eaton', '705.1', {
    reads: /^(?<model>Eaton .{2,32})$/,
    version: '705.1.1.4.0',
    serial: '705.1.1.7.0',
  }),
  family('mge-pdu', 'MGE PDU', 'Eaton', '705.2'),
  family('eaton-ups', 'Eaton UPS', 'Eaton', '534.1', {
    reads: /^(?:Eaton )(?<model>\w.{2,32})$/,
    model: '534.1.1.2.0',
    version: '534.1.1.3.0',
    serial: '534.1.1.6.0',
  }),
  family('eaton-pdu', 'Eaton ePDU', 'Eaton', '534.6.6', {
    model: '534.6.6.6.1.1.12.0',
    version: '534.6.6.6.1.1.1.0',
    serial: '534.6.6.6.1.1.2.0',
  }),
  family('eltek', 'Eltek', 'Delta', '12148'),
  family('cyberpower', 'CyberPower', 'CyberPower', '3808', {
    model: '3808.1.1.1.1.1.1.0',
    version: '3808.1.1.1.1.2.1.0',
    serial: '3808.1.1.1.1.2.3.0',
  }),
  family('delta-ups', 'Delta UPS', 'Delta', '2254', {model: '2254.2.4.1.2.0', version: '2254.2.4.1.3.0'}),
  family('delta-orion', 'Delta Orion', 'Delta', '20246'),
  family('dell-ups', 'Dell UPS', 'Dell', '674.10902', {
    model: '674.10902.2.100.1.0',
    serial: '674.10902.2.120.1.2.0',
  }),
  family('dell-rpdu', 'Dell Rack PDU', 'Dell', '674.10903', {reads: /AF1:(?<version>v\d[\w.]{2,10}) /}),
  family('liebert', 'Vertiv Liebert', 'Vertiv', '476'),
  family('geist', 'Vertiv Geist', 'Vertiv', '21239'),
  family('netagent', 'Megatec NetAgent', 'Megatec', '935', {version: `${upsMib}.4.0`}),
  family('eaton-matrix', 'Eaton Matrix', 'Eaton', '935.10'),
  family('netman', 'Riello NetMan', 'Riello', '5491', {
    reads: /^(?<model>Net[Mm]an \d{2,3}(?: plus)?)$/,
    version: `${upsMib}.3.0`,
  }),
  family('generex', 'Generex', 'Generex', '1.3.6.1.2.1.33', {
    model: `${upsMib}.2.0`,
    says: /^CS1\d\d v|Cs141/,
    reads: /^CS1\d\d v (?<version>\d[\d.]{2,12})/,
  }),
  family('huawei-ups', 'Huawei UPS', 'Huawei', '2011.6', {model: `${upsMib}.2.0`, version: `${upsMib}.3.0`}),
  family('poweralert', 'Tripp Lite PowerAlert', 'Eaton', '850', {
    reads: /PowerAlert v?(?<version>\d[\d.]{2,12})/,
    model: `${upsMib}.2.0`,
  }),
  family('raritan-pdu', 'Raritan PDU', 'Raritan', '13742.4 13742.6', {
    reads:
      /MD:(?<model>\S{4,24}) .{0,20}FW:(?<version>\d[\w.-]{4,24})|Firmware Version (?<version2>\d[\d.-]{4,24})|^(?<model2>PX2) (?<version3>\d{6})$/,
  }),
  family('raritan-emx', 'Raritan EMX', 'Raritan', '13742.8', {reads: /^(?<model>EMX) (?<version>\d{6})$/}),
  family('servertech-sentry3', 'Server Technology Sentry3', 'Server Technology', '1718.3', {
    model: '1718.3.2.1.1.7.1',
    serial: '1718.3.2.1.1.6.1',
  }),
  family('servertech-sentry4', 'Server Technology Sentry4', 'Server Technology', '1718.4', {
    model: '1718.4.1.2.2.1.5.1',
    version: '1718.4.1.1.1.3.0',
    serial: '1718.4.1.2.2.1.4.1',
  }),
  family('enlogic', 'Enlogic PDU', 'nVent', '38446'),
  family('panduit', 'Panduit', 'Panduit', '19536', {reads: /Model:(?<model>P\w{4,8}) /}),
  family('schleifenbauer', 'Schleifenbauer', 'Schleifenbauer', '31034'),
  family('chatsworth', 'Chatsworth PDU', 'Chatsworth Products', '30932'),
  family('gude', 'GUDE', 'GUDE', '28507', {reads: /^(?<model>Expert .{4,32})$/}),
  family('digipower', 'Digipower', 'Digipower', '17420'),
  family('hpe-pdu', 'HPE PDU', 'HPE', '232.165', {
    reads: /firmware version (?<version>\d[\d.]{2,10})/,
  }),
  family('hpe-pdu', 'HPE PDU', 'HPE', '', {
    says: /^HP PDU Management Module/,
    reads: /firmware version (?<version>\d[\d.]{2,10})/,
  }),
  family('rittal-cmc', 'Rittal CMC III', 'Rittal', '2606', {
    reads: /^Rittal (?<model>.{2,24}?) SN (?<serial>\S{6,12}) HW \S{2,10} - SW V?(?<version>V?\d[\w.]{2,12})/,
  }),
  family('rittal-lcp', 'Rittal LCP', 'Rittal', '2606.7', {
    says: /^Rittal LCP/,
    reads: /^Rittal (?<model>LCP) SN (?<serial>\S{6,12}) HW \S{2,10} - SW (?<version>V\d[\w.]{2,12})/,
  }),
  family('rectifier-valere', 'Eltek Valere', 'Delta', '13858'),
  family('gepulsar', 'GE Pulsar', 'OmniOn', '10520'),
  family('alpha-comp', 'Alpha Comp@s', 'Alpha Innovations', '26854'),
  family('alpha-cxc', 'Alpha CXC', 'Alpha Technologies', '7309', {
    reads: /SW: v(?<version>\d[\d.]{1,6}), .{0,40}SN: (?<serial>\d{6,12})/,
  }),
  family('powerwalker', 'PowerWalker', 'PowerWalker', '21111'),
  family('ict-power', 'ICT Power', 'ICT Power', '39145'),
  family('usha', 'USHA', 'USHA', '2468', {reads: /v(?<version>\d\.\d\d) /}),
];
