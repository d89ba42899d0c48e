import test from 'ava';
import {platforms} from '../../src/platforms/index.ts';
import {identify} from '../../src/platforms/identify.ts';

const enterprise = '1.3.6.1.4.1';

function bySystem(objectId: string | null, sysDescr: string | null): string | null {
  return identify({objectId, sysDescr, sshServer: null, answers: new Map()});
}

const agents: readonly (readonly [string, string, string | null])[] = [
  ['311.1.1.3.1.2', 'Hardware: Intel64 - Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)', 'windows'],
  ['8072.3.2.10', 'Linux log01 6.1.0 #1 SMP x86_64', 'linux'],
  ['8072.3.2.10', 'FM transmitter', 'unknown'],
  ['248.14.10.4', 'Hirschmann Railswitch', 'hirschmann'],
  ['8691.7.108', 'EDS-G512E-8PoE', 'moxa'],
  ['8691.2.7', 'NP5610-16', 'unknown'],
  ['4329.6.1.2.1.2', 'Siemens, SIMATIC NET, SCALANCE XC206-2SFP', 'scalance'],
  ['4329.6.1.2.1.2', 'Siemens, SIMATIC S7, CPU-1200', 'unknown'],
  ['318.1.3.27', 'APC Web/SNMP Management Card', 'ups'],
  ['318.1.3.4.6', 'APC Web/SNMP Management Card, a rack PDU', 'unknown'],
  ['367.1.1', 'RICOH IM C3000', 'printer'],
  ['99999.1', 'Linux of nobody', 'unknown'],
  ['24', 'prefix of 248 only in letters', 'unknown'],
];

for (const [objectId, descr, platform] of agents) {
  test(`${objectId} (${descr}) is ${platform ?? 'nothing'}`, (t) => {
    t.is(bySystem(`${enterprise}.${objectId}`, descr), platform);
  });
}

test('an agent that tells nothing is not known to be unknown', (t) => {
  t.is(bySystem(null, null), null);
});

test('what the agent and the command line tell apart is unknown', (t) => {
  const answers = new Map([['get system status', 'Version: FortiGate-60F v7.2.10,build1706,240918 (GA.M)']]);
  t.is(identify({objectId: null, sysDescr: null, sshServer: null, answers}), 'fortios');
  t.is(identify({objectId: `${enterprise}.12356.101.1.644`, sysDescr: 'fw', sshServer: null, answers}), 'fortios');
  t.is(
    identify({objectId: `${enterprise}.248.14.10.4`, sysDescr: 'Hirschmann Railswitch', sshServer: null, answers}),
    'unknown',
  );
});

test('a host is what its SSH server is of, unless its agent says otherwise', (t) => {
  const bySsh = (sshServer: string, objectId: string | null = null): string | null =>
    identify({objectId, sysDescr: objectId === null ? null : 'x', sshServer, answers: new Map()});
  t.is(bySsh('SSH-2.0-OpenSSH_for_Windows_8.1'), 'windows');
  t.is(bySsh('SSH-2.0-OpenSSH_9.2p1 Debian-2'), 'linux');
  t.is(bySsh('SSH-2.0-dropbear'), 'linux');
  t.is(bySsh('SSH-2.0-OpenSSH_for_Windows_8.1', `${enterprise}.311.1.1.3.1.1`), 'windows');
  t.is(bySsh('SSH-2.0-OpenSSH_9.2p1', `${enterprise}.311.1.1.3.1.1`), 'unknown');
});

test('no two platforms have the same sign, and none a sign of a maker as a whole that many build in', (t) => {
  const prefixes = platforms.flatMap(({signs}) => (signs?.sysDescr === undefined ? (signs?.objectIds ?? []) : []));
  t.deepEqual(prefixes.length, new Set(prefixes).size);
  for (const shared of ['8072', '2021', '4413'])
    t.false(prefixes.some((prefix) => prefix.startsWith(`${enterprise}.${shared}`)));
});
