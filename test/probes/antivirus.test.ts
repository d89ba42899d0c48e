import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {probes} from '../../src/probes/index.ts';
import {antivirusAsk} from '../../src/probes/asks/antivirus.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

const base = loadRecording('linux/rhel-9_antivirus-crowdstrike');
const probe = probes.filter(({fact}) => fact === 'antivirus');

const processes = (names: readonly string[]): string =>
  `= processes\n${names.map((name, at) => `Name:\t${name}\nPid:\t${at + 1}\nUid:\t0\t0\t0\t0\nVmSize:\t1 kB\n`).join('')}.\n`;

const services = (unit: string, sub: 'running' | 'dead'): string =>
  `systemd\n:files\n${unit} enabled enabled\n= 0\n:units\n${unit} loaded ${sub === 'dead' ? 'inactive' : 'active'} ${sub} x\n= 0\n`;

interface Host {
  /** Lines of the answer of the ask, but the last. */
  readonly told: string;
  readonly running?: readonly string[];
  readonly services?: string;
}

/** Products of a host without any package of theirs. */
function productsOf({told, running = [], services: units}: Host): {value: unknown[]; complete: boolean} {
  const packages = 'rpm\n1795000000 /var/lib/rpm/rpmdb.sqlite\n.\nbash\t0:5\tx86_64\tbash-5.src.rpm\t1780000000\n';
  const commands = {
    ...{antivirus: `${told}\n.\n`, processes: processes(['systemd', ...running]), packages},
    services: units ?? services('sshd.service', 'running'),
  };
  const fact = factsOf(probe, exchangesOf({...base, commands}), 'linux', null)['antivirus'];
  if (fact?.state !== 'known') throw new Error(JSON.stringify(fact));
  return {value: (fact.value as {products: unknown[]}).products, complete: fact.complete};
}

const nothing = {realTime: null, signatureAt: null, autoUpdate: null, scheduledScan: null};
/** `told` is what stands behind the folder and the name of the part. */
const part = (folder: string, id: string, told: string): string => `path ${folder}\n= ${id}\n${told}`;
const trend = (told: string): string => part('/opt/ds_agent', 'trend-deep-security', told);
const sep = (told: string): string => part('/opt/Symantec/symantec_antivirus', 'symantec-sep', told);
const agent = (told: string): string => part('/opt/Symantec/sdcssagent/AMD', 'symantec-agent', told);
const ens = (told: string): string => part('/opt/McAfee/ens/tp', 'trellix-ens', told);
const vsel = (told: string): string => part('/opt/NAI/LinuxShield', 'trellix-vsel', told);
const efs = (told: string): string => part('/opt/eset/efs', 'eset-server', told);
const spl = (told: string): string => part('/opt/sophos-spl', 'sophos-spl', told);
const sav = (told: string): string => part('/opt/sophos-av', 'sophos-antivirus', told);
const kesl = (told: string): string => part('/opt/kaspersky/kesl', 'kaspersky-endpoint', told);
const sentinel = (told: string): string => part('/opt/sentinelone/bin/sentinelctl', 'sentinelone', told);

const component = (mode: string, offline: string, scan = 'Component.AM.scan.Realtime: 1'): string =>
  `Component.AM.cap.realtime: true\nComponent.AM.driverOffline: ${offline}\nComponent.AM.mode: ${mode}\n${scan}`;

// Answers in the forms quoted by the sources that checks/data/antivirus.yaml names.
const cases: readonly (readonly [title: string, host: Host, holds: Readonly<Record<string, unknown>>])[] = [
  [
    'Deep Security scans what is opened; patterns have no day',
    {told: trend(component('on', 'false')), running: ['ds_agent']},
    {id: 'trend-deep-security', running: true, signatures: true, ...nothing, realTime: true},
  ],
  [
    'a Deep Security Agent without its anti-malware module protects from no malware',
    {told: trend(component('off', 'false')), running: ['ds_agent']},
    {running: false, realTime: false},
  ],
  [
    'Deep Security without its driver does not scan what is opened',
    {told: trend(component('driver-offline', 'true')), running: ['ds_agent']},
    {running: true, realTime: false},
  ],
  [
    'without a configuration of the scan, Deep Security is not known to scan',
    {told: trend(component('on', 'false', 'Component.AM.scan.Realtime: 0')), running: ['ds_agent']},
    {realTime: null},
  ],
  ['Deep Security that has stopped', {told: trend('')}, {running: false, realTime: false}],
  [
    'Symantec tells version, Auto-Protect and the day of its definitions',
    {told: sep('info-a: Enabled\ninfo-p: 14.2.1023.0100\nCurDefs=20261121.002'), running: ['rtvscand']},
    {
      id: 'symantec-sep',
      version: '14.2.1023.0100',
      running: true,
      realTime: true,
      signatureAt: '2026-11-21T00:00:00.000Z',
    },
  ],
  [
    'Auto-Protect that malfunctions scans nothing',
    {told: sep('info-a: Malfunctioning\ninfo-p: \nCurDefs=20141124.002'), running: ['rtvscand']},
    {version: null, realTime: false, signatureAt: '2014-11-24T00:00:00.000Z'},
  ],
  [
    'Symantec that cannot be asked',
    {told: sep('info-a: \ninfo-p: Permission denied'), running: ['rtvscand']},
    {version: null, running: true, ...nothing},
  ],
  [
    'the Symantec Agent tells Auto-Protect by the kernel',
    {told: agent('mode=ENA'), running: ['sisamdagent']},
    {id: 'symantec-agent', ...nothing, realTime: true},
  ],
  ['Auto-Protect turned off by policy', {told: agent('mode=DIS'), running: ['sisamdagent']}, {realTime: false}],
  [
    'Trellix tells version, scan and the day of its DAT',
    {
      told: ens(
        'Version : 10.7.13.39\nDAT Version : 10629.0\nDAT Date : 11-20-2026\nOn-Access Scan: Enabled and Compliant',
      ),
      running: ['mfetpd'],
    },
    {id: 'trellix-ens', version: '10.7.13.39', realTime: true, signatureAt: '2026-11-20T00:00:00.000Z'},
  ],
  [
    'Trellix whose processes do not all run scans nothing for sure',
    {told: ens('On-Access Scan: Enabled and Noncompliant'), running: ['mfetpd']},
    {realTime: false, signatureAt: null},
  ],
  [
    'a day with month and day exchanged is none',
    {told: ens('DAT Date : 20-11-2026'), running: ['mfetpd']},
    {...nothing},
  ],
  [
    'VirusScan Enterprise tells its scan; it runs as a service',
    {told: vsel('nailsd.oasEnabled: true'), services: services('nails.service', 'running')},
    {id: 'trellix-vsel', running: true, ...nothing, realTime: true},
  ],
  [
    'VirusScan Enterprise that has stopped scans nothing, whatever is configured',
    {told: vsel('nailsd.oasEnabled: true'), services: services('nails.service', 'dead')},
    {running: false, realTime: false},
  ],
  [
    'ESET tells the day of its detection engine; it runs as a service',
    {told: efs('EM002\t 31832 (20261121)\tDetection engine'), services: services('efs.service', 'running')},
    {id: 'eset-server', running: true, ...nothing, signatureAt: '2026-11-21T00:00:00.000Z'},
  ],
  [
    'ESET that has stopped scans nothing, and its signatures have a day all the same',
    {told: efs('EM002 1 (20260101) Detection engine'), services: services('efs.service', 'dead')},
    {running: false, realTime: false, signatureAt: '2026-01-01T00:00:00.000Z'},
  ],
  [
    'CrowdStrike has no signatures; whether it prevents is for its console to tell',
    {told: 'path /opt/CrowdStrike', running: ['falcon-sensor']},
    {id: 'crowdstrike-falcon', running: true, signatures: false, ...nothing},
  ],
  ['CrowdStrike that has stopped', {told: 'path /opt/CrowdStrike'}, {running: false, realTime: false}],
  [
    'a day that no calendar has is none',
    {told: efs('EM002\t 31832 (20260231)\tDetection engine'), services: services('efs.service', 'running')},
    {signatureAt: null},
  ],
  [
    'a day that lies far ahead is none: such signatures would never become old',
    {told: efs('EM002 1 (20261222) Detection engine'), services: services('efs.service', 'running')},
    {signatureAt: null},
  ],
  [
    'Sophos Protection for Linux tells version and scan',
    {
      told: spl('PRODUCT_VERSION = 1.7.2.30\n"enabled":true\n"oa_enabled":true'),
      running: ['sophos_threat_d', 'soapd'],
    },
    {id: 'sophos-spl', version: '1.7.2.30', running: true, ...nothing, realTime: true},
  ],
  [
    'without soapd nothing scans what is opened',
    {told: spl('"enabled": true'), running: ['sophos_threat_d']},
    {realTime: false, version: null},
  ],
  [
    'Sophos whose scan is held back by a flag',
    {told: spl('"enabled":true\n"oa_enabled":false'), running: ['sophos_threat_d', 'soapd']},
    {realTime: false},
  ],
  [
    'Sophos Anti-Virus tells version and scan',
    {told: sav('version: 9.14.2\nonaccess: active'), running: ['savd']},
    {id: 'sophos-antivirus', version: '9.14.2', running: true, ...nothing, realTime: true},
  ],
  [
    'what savd wrote before it ended does not count',
    {told: sav('version: 9.14.2\nonaccess: active'), running: ['savscand']},
    {realTime: false},
  ],
  [
    'Kaspersky tells version, scan and the earliest that its databases may be of',
    {
      told: kesl(
        'Version:   12.0.0.6672\nLast release date of databases:   2026-11-21 04:11:00\nFile Threat Protection:   Available and running',
      ),
      running: ['kesl'],
    },
    {id: 'kaspersky-endpoint', version: '12.0.0.6672', realTime: true, signatureAt: '2026-11-20T14:11:00.000Z'},
  ],
  [
    'Kaspersky that has stopped scans nothing',
    {told: kesl('Version: 12.0.0.6672\nFile Threat Protection: Available and running')},
    {running: false, realTime: false},
  ],
  [
    'the service that watches over Kaspersky is not Kaspersky',
    {told: kesl('Version: 12.0.0.6672'), services: services('kesl-supervisor.service', 'running')},
    {running: false},
  ],
  [
    'Kaspersky without a licence is not known to scan',
    {told: kesl('File monitoring: Unavailable due to license limitation'), running: ['kesl']},
    {realTime: null},
  ],
  [
    'Kaspersky without databases has none of a day',
    {told: kesl('Last release date of databases: 1970-01-01 00:00:00'), running: ['kesl']},
    {signatureAt: '1969-12-31T10:00:00.000Z'},
  ],
  [
    'SentinelOne tells version and scan, and has no signatures',
    {
      told: sentinel('Agent version: 25.2.2.14\nAgent state      Enabled\n  On-Execute: Enabled'),
      running: ['s1-agent'],
    },
    {id: 'sentinelone', version: '25.2.2.14', running: true, signatures: false, ...nothing, realTime: true},
  ],
  [
    'SentinelOne that is disabled does not run',
    {told: sentinel('Agent version: 25.2.2.14\nAgent state      Disabled'), running: ['s1-agent']},
    {running: false, realTime: false},
  ],
  [
    'SentinelOne whose policy leaves execution alone',
    {told: sentinel('Agent state      Enabled\nOn-Execute: Disabled'), running: ['s1-agent']},
    {running: true, realTime: false},
  ],
  [
    'SentinelOne without an account of its agent is not known to scan',
    {told: sentinel('On-Execute: Enabled'), running: ['s1-agent']},
    {realTime: null},
  ],
];

for (const [title, host, holds] of cases) {
  test(title, (t) => {
    const {value, complete} = productsOf(host);
    t.is(value.length, 1);
    t.like(value[0], holds);
    t.true(complete, 'what a product does not tell leaves the list whole');
  });
}

const parts = [trend, sep, agent, ens, vsel, efs, spl, sav, kesl, sentinel];

for (const garbage of ['', 'Permission denied', 'バージョン: 12.0', '\u0000{}[]=:', `Version : ${'9'.repeat(5000)}`]) {
  test(`nothing is made of ${JSON.stringify(garbage.slice(0, 20))}`, (t) => {
    for (const make of parts) {
      const [product] = productsOf({told: make(garbage), services: services('efs.service', 'running')}).value;
      t.like(product, {version: null, signatureAt: null, autoUpdate: null, scheduledScan: null});
      t.not((product as {realTime: unknown}).realTime, true);
    }
  });
}

test('a product is not told by what stands behind the name of another', (t) => {
  const told = `path /opt/sophos-av\n${sav('version: 9.14.2')}\n${kesl('Version: 12.0.0.6672')}`;
  t.deepEqual(
    productsOf({told}).value.map((product) => (product as {version: unknown}).version),
    ['9.14.2', '12.0.0.6672'],
  );
});

test('no tool is asked for what names a customer, or writes', (t) => {
  const {run} = antivirusAsk;
  t.notRegex(run, /falconctl|--cid|--aid|management status|GetAgentStatus|--update|liveupdate|manualscan|>>/);
  // Each tool runs under a limit.
  for (const tool of [
    '-c GetComponentInfo',
    'info -$o',
    '--version',
    '--getoasconfig',
    '--list-modules',
    '--app-info',
    '$c',
  ])
    t.regex(run, new RegExp(`\\bt \\$f ${tool.replaceAll('$', '\\$')}`));
});
