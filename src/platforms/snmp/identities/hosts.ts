import {family, type Family} from './family.ts';
import {refineWindows} from './windows.ts';

const windows = {serial: '232.2.2.2.1.0', model: '232.2.2.4.2.0'};

/** AIX tells `06.01.0009.0300`. */
const renumbered: Family['refine'] = (found) => ({
  ...found,
  version: found.version?.split('.').map(Number).join('.') ?? null,
});

/** Computers, their management controllers and storage. */
export const hosts = [
  family('windows', 'Windows', 'Microsoft', '311.1.1.3', {
    refine: refineWindows,
    says: /^Hardware: .{1,100} Software: Windows /,
    // The version is that of the kernel; the build tells the release.
    reads: /Windows (?:NT |2000 )?Version (?<version>\d{1,2}\.\d{1,2} {1,2}\(Build (?:Number: {1,2})?\d{3,6})/,
    ...windows,
  }),
  family('linux', 'Linux', null, '8072.3.2.10 2021.250.10', {
    says: /^Linux /,
    reads: /^Linux (?:\S{1,64} )?(?<version>\d{1,2}\.\d{1,3}[\w.+~-]{0,60})/,
  }),
  family('freebsd', 'FreeBSD', 'FreeBSD', '8072.3.2.8 2238', {
    says: /^FreeBSD /,
    reads: /^FreeBSD (?:\S{1,64} )?(?<version>\d{1,2}\.\d{1,2}-\w{2,12}(?:-p\d{1,2})?)/,
  }),
  family('openbsd', 'OpenBSD', 'OpenBSD', '8072.3.2.12 30155', {
    says: /^OpenBSD /,
    reads: /^OpenBSD \S{1,64} (?<version>\d\.\d) /,
  }),
  family('netbsd', 'NetBSD', 'NetBSD', '8072.3.2.7', {
    says: /^NetBSD /,
    reads: /^NetBSD \S{1,64} (?<version>\d{1,2}\.\d) /,
  }),
  family('solaris', 'Solaris', 'Oracle', '8072.3.2.3 42.2.1.1', {
    says: /^SunOS \S{1,64} 5\.(?:(?:\d|10) |11 11\.\d)/,
    reads: /^SunOS \S{1,64} 5\.(?:11 (?=11\.))?(?<version>\d{1,2}(?:\.\d{1,2})*) /,
  }),
  family('macos', 'macOS', 'Apple', '8072.3.2.16 8072.3.2.255', {says: /^Darwin /}),
  family('aix', 'AIX', 'IBM', '2.3.1.2.1.1', {
    refine: renumbered,
    says: /AIX version: /,
    reads: /AIX version: 0?(?<version>\d{1,2}\.\d{2}\.\d{2,4}(?:\.\d{4})?)/,
  }),
  family('hp-ux', 'HP-UX', 'HPE', '11.2.3.2 8072.3.2.6 8072.3.2.14', {
    says: /^HP-UX /,
    reads: /^HP-UX \S{1,64} (?<version>B\.\d\d\.\d\d) /,
  }),
  family('vmware-esxi', 'VMware ESXi', 'VMware', '6876.4.1', {
    reads: /ESXi? (?<version>\d[\d.]{2,8})/,
    model: '6876.1.1.0',
    version: '6876.1.2.0',
  }),
  family('vmware-vcsa', 'VMware vCenter Server Appliance', 'VMware', '6876.4.6', {
    reads: /Appliance (?<version>\d[\d.]{2,16}) /,
    version: '6876.1.2.0',
  }),
  family('idrac', 'Dell iDRAC', 'Dell', '674.10892.5 674.10892.2', {
    model: '674.10892.5.1.3.12.0',
    version: '674.10892.5.1.1.8.0 674.10892.2.1.2.1.0',
    serial: '674.10892.5.1.3.2.0',
  }),
  family('hpe-ilo', 'HPE iLO', 'HPE', '232.9.4', {
    reads: /^Integrated Lights-Out \d (?<version>\d\.\d\d) /,
    model: '232.2.2.4.2.0',
    serial: '232.2.2.2.1.0',
  }),
  family('irmc', 'Fujitsu iRMC', 'Fujitsu', '231', {
    says: /iRMC/,
    model: '231.2.10.2.2.10.2.3.1.5.1',
    serial: '231.2.10.2.2.10.2.3.1.7.1',
  }),
  family('xclarity', 'Lenovo XClarity Controller', 'Lenovo', '19046.11', {
    model: '19046.11.1.1.5.2.1.5.0',
    version: '19046.11.1.1.5.1.1.3.1',
    serial: '19046.11.1.1.5.2.1.3.0',
  }),
  family('ibm-imm', 'IBM IMM', 'IBM', '2.3.51.3'),
  family('ibm-amm', 'IBM BladeCenter AMM', 'IBM', '2.6.158'),
  family('ibm-dpi', 'IBM DPI', 'IBM', '2.6.223', {says: /^IBM DPI/, reads: /(?<version>V\d\d\.\d\d\.\d{4})/}),
  family('ibm-tape-library', 'IBM tape library', 'IBM', '14851'),
  family('oracle-ilom', 'Oracle ILOM', 'Oracle', '42.2.200'),
  family('dsm', 'Synology DSM', 'Synology', '6574', {
    shows: true,
    model: '6574.1.5.1.0',
    version: '6574.1.5.3.0',
    serial: '6574.1.5.2.0',
  }),
  family('qts', 'QNAP QTS', 'QNAP', '24681 55062.1'),
  family('truenas-core', 'TrueNAS CORE', 'iXsystems', '50536', {
    says: /^(?:FreeNAS|TrueNAS)-1/,
    reads: /^(?:FreeNAS|TrueNAS)-(?<version>\d\d\.\d[\w.-]{0,12}) /,
  }),
  family('truenas-scale', 'TrueNAS SCALE', 'iXsystems', '50536', {
    says: /^TrueNAS-SCALE/,
    reads: /SCALE-(?<version>\d\d\.\d\d[\d.]{0,8})\. /,
  }),
  family('terastation', 'Buffalo TeraStation', 'Buffalo', '', {
    says: /^BUFFALO "?(?:Tera|Link)Station/i,
    reads: /"(?<model>[TL]S\w{3,10}) Ver\.(?<version>\d\.\d\d)/,
  }),
  family('ontap', 'NetApp ONTAP', 'NetApp', '789', {reads: /NetApp Release (?<version>\d[\w.]{1,12})/}),
  family('isilon', 'Dell OneFS', 'Dell', '12124', {reads: /OneFS v(?<version>\d[\d.]{2,12}) /}),
  family('equallogic', 'Dell EqualLogic', 'Dell', '12740'),
  family('powervault', 'Dell PowerVault', 'Dell', '674.10893', {reads: /^DELL {1,8}(?<model>MD\w{3,8}) /}),
  family('powervault', 'Dell PowerVault', 'Dell', '674', {says: /^DELL EMC ME\d/, reads: /(?<model>ME\d{4})$/}),
  family('compellent', 'Dell Compellent', 'Dell', '16139'),
  family('exagrid', 'ExaGrid', 'ExaGrid', '14941', {reads: /^ExaGrid (?<model>\S{4,16}), (?<version>\d[\w.]{4,20})/}),
  family('seagate-exos', 'Seagate Exos', 'Seagate', '347'),
  family('infortrend', 'Infortrend', 'Infortrend', '1714', {model: '1714.1.1.1.1.15.0', serial: '1714.1.1.1.1.10.0'}),
  family('areca', 'Areca RAID', 'Areca', '18928'),
  family('quantum', 'Quantum Scalar', 'Quantum', '3764'),
  family('lenovoemc', 'LenovoEMC', 'LenovoEMC', '', {says: /^EMC SOHO-NAS/}),
  family('rubrik', 'Rubrik', 'Rubrik', '49929'),
  family('opengear', 'Opengear', 'Opengear', '25049', {
    reads: /^Opengear (?<model>\w{2,4}\d{2,4}\S{0,12}), .{0,80}Version (?<version>\d[\d.]{2,8}) /,
  }),
  family('opengear-lighthouse', 'Opengear Lighthouse', 'Opengear', '25049.1.42'),
  family('avocent', 'Avocent', 'Vertiv', '10418', {reads: /Avocent (?<model>ACS\d{4})/}),
  family('avocent', 'Avocent', 'Vertiv', '', {says: /^(?:Avocent|AlterPath)/, reads: /Avocent (?<model>ACS\d{4})/}),
  family('raritan-kvm', 'Raritan KVM', 'Raritan', '13742.3'),
  family('tripplite-console', 'Tripp Lite console server', 'Eaton', '850.1.5', {
    reads: /^TrippLite (?<model>B\d{3}-\S{3,16}), .{0,80}Version (?<version>\d[\d.]{2,8}) /,
  }),
  family('wti', 'WTI', 'Western Telematic', '2634'),
  family('perle', 'Perle', 'Perle', '1966'),
  family('perle', 'Perle', 'Perle', '', {says: /^Perle /}),
  family('airconsole', 'Airconsole', 'Cloudstore', '14358', {reads: /^Airconsole (?<version>\d[\d.]{1,6})/}),
  family('supermicro-switch', 'Supermicro switch', 'Supermicro', '', {says: /^(?:SBM|SSE)-/}),
  family('netbotz', 'NetBotz', 'APC', '5528'),
  family('hwg', 'HW group', 'HW group', '21796', {
    reads: /^(?<model>STE2 r\d|WLD2),? (?:fw:)?(?<version>\d[\w.]{2,12})/,
  }),
  family('endrun', 'EndRun', 'EndRun Technologies', '13827'),
  family('lantime', 'Meinberg LANTIME', 'Meinberg', '5597', {
    version: '5597.30.0.0.2.0',
  }),
  family('syncserver', 'Microchip SyncServer', 'Microchip', '39165 9070', {
    says: /SyncServer/,
    version: '9070.1.2.3.1.5.1.6.1.0',
    serial: '9070.1.2.3.1.5.1.6.2.0',
  }),
  family('securesync', 'Orolia SecureSync', 'Safran', '18837'),
  family('gigavue', 'GigaVUE-OS', 'Gigamon', '26866', {reads: /GigaVUE-OS (?<version>\d[\d.]{2,8})/}),
  family('gigavue', 'GigaVUE-OS', 'Gigamon', '', {
    says: /^Linux .{1,80}-GIGAMON/,
    reads: /GigaVUE-(?:OS|\w-Series) (?<version>\d[\d.]{2,8})/,
  }),
  family('audiocodes', 'AudioCodes', 'AudioCodes', '5003', {
    reads: /Product: (?<model>(?!SW )[\w /-]{3,24}?) ?;SW|SW Version: (?<version>\d[\w.]{2,20})/,
  }),
  family('sonus-sbc', 'Ribbon SBC', 'Ribbon', '177'),
  family('avaya-ipoffice', 'Avaya IP Office', 'Avaya', '6889.1.2', {reads: / (?<version>\d[\d.]{2,8} build \d{1,4})$/}),
  family('ascom-ipbs', 'Ascom IP-DECT', 'Ascom', '27614', {
    reads: /IPBS\d\[(?<version>\d[\d.]{2,8})\]|Hardware\[(?<model>IPBS\d-[\w/]{2,8})\]/,
  }),
  family('scopia', 'Avaya Scopia', 'Avaya', '903', {reads: /^Scopia (?<model>\w{2,8})/}),
  family('grandstream', 'Grandstream', 'Grandstream', '42397'),
];
