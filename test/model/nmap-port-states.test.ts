import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {hostsOfNmapXml, portStatesOf, type NmapTransport} from '../../src/model/nmap-xml/index.ts';
import {packageRoot} from '../../src/model/paths.ts';

function statesOf(text: string, transport: NmapTransport = 'tcp') {
  const {scan, hosts} = hostsOfNmapXml(text);
  if (hosts[0] === undefined) throw new Error('no host');
  const {scanned, states, complete} = portStatesOf(scan, hosts[0], transport);
  return {scanned, states: [...states].sort(([a], [b]) => a - b), complete};
}

const tcp = (ports: string): string => `<scaninfo type="connect" protocol="tcp" services="${ports}"/>`;
const listed = (port: number, state: string): string =>
  `<port protocol="tcp" portid="${port}"><state state="${state}"/></port>`;
const extra = (state: string, count: number, ports = ''): string =>
  `<extraports state="${state}" count="${count}"><extrareasons reason="r" count="${count}" proto="tcp"${ports}/></extraports>`;
const report = (scans: string, ports: string, head = ''): string =>
  `<nmaprun scanner="nmap">${scans}<host${head}><ports>${ports}</ports></host></nmaprun>`;

test('nmap 7.93 tells the state of every port, of TCP and of UDP', (t) => {
  const text = readFileSync(join(packageRoot, 'test/fixtures/nmap/services.xml'), 'utf8');
  const ports = statesOf(text);
  t.true(ports.complete);
  t.is(ports.scanned?.length, 44);
  t.deepEqual(
    ports.states.filter(([, state]) => state === 'open').map(([port]) => port),
    [8080, 22022, 25025],
  );
  t.is(ports.states.filter(([, state]) => state === 'closed').length, 41);
  const udp = statesOf(text, 'udp');
  t.true(udp.complete && udp.states.every(([, state]) => state === 'closed'));
  t.deepEqual(statesOf(text, 'sctp'), {scanned: null, states: [], complete: false});
});

test('nmap 7.91 does not tell which ports are closed: they are those that it does not list', (t) => {
  t.deepEqual(statesOf(report(tcp('21-24'), listed(22, 'open') + extra('filtered', 3))), {
    scanned: [21, 22, 23, 24],
    states: [
      [21, 'filtered'],
      [22, 'open'],
      [23, 'filtered'],
      [24, 'filtered'],
    ],
    complete: true,
  });
});

test('where it cannot be known which ports are in a state, the states are not complete', (t) => {
  const known = [[22, 'open']];
  const two = listed(22, 'open') + extra('filtered', 1) + extra('closed', 2);
  t.like(statesOf(report(tcp('21-24'), two)), {states: known, complete: false});
  const udp = '<scaninfo type="udp" protocol="udp" services="53-55"/>';
  t.like(statesOf(report(tcp('21-24') + udp, listed(22, 'open') + extra('closed', 3))), {
    states: known,
    complete: false,
  });
  // --open leaves out all others.
  t.like(statesOf(report(tcp('21-24'), listed(22, 'open'))), {states: known, complete: false});
  t.like(statesOf(report(tcp('21-24'), listed(22, 'open') + extra('closed', 2))), {states: known, complete: false});
  t.like(statesOf(report('', listed(22, 'open'))), {scanned: null, states: known, complete: false});
  t.like(statesOf(report(tcp('x'), listed(22, 'open'))), {scanned: null, states: known, complete: false});
});

test('a host that nmap gave up, was damaged, or is told of in two ways, is not complete', (t) => {
  t.true(statesOf(report(tcp('22'), listed(22, 'open'))).complete);
  t.false(statesOf(report(tcp('22'), listed(22, 'open'), ' timedout="true"')).complete);
  t.false(statesOf(report(tcp('22'), `${listed(22, 'open')}<port protocol="tcp"/>`)).complete);
  t.false(statesOf(report(tcp('22'), '')).complete);
  t.like(statesOf(report(tcp('22'), listed(22, 'open') + extra('closed', 1, ' ports="22"'))), {
    states: [[22, 'unknown']],
    complete: false,
  });
});

test('a report that names all ports again and again takes no time without end, and is not complete', (t) => {
  const all = ' ports="1-65535"';
  const start = performance.now();
  const {states, complete} = statesOf(report(tcp('1-65535'), extra('filtered', 65_535, all).repeat(2000)));
  t.deepEqual([states.length, complete], [65_535, false]);
  const often = Array.from({length: 50_000}, () => '1-65535').join(',');
  t.is(statesOf(report(tcp(often), listed(22, 'open'))).scanned?.length, 65_535);
  t.true(performance.now() - start < 20_000);
});
