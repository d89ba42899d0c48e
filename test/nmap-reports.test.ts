import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {factsOf} from '../src/facts.ts';
import {siteId} from '../src/model/asset.ts';
import {InputError} from '../src/model/input-error.ts';
import {readNmapReports} from '../src/nmap-reports.ts';
import {probes} from '../src/probes/index.ts';
import {assetOf} from './support/asset.ts';

const folder = mkdtempSync(join(tmpdir(), 'mizumori-reports-'));
test.after.always(() => rmSync(folder, {recursive: true}));

const host = (address: string, ports: string, more = ''): string =>
  `<host starttime="1790000000"><status state="up" reason="syn-ack"/><address addr="${address}" addrtype="ipv4"/>${more}<ports>${ports}</ports></host>`;
const port = (number: number, state: string): string =>
  `<port protocol="tcp" portid="${number}"><state state="${state}" reason="x"/></port>`;
const report = (
  hosts: string,
  end = '<runstats><finished time="1790000100" exit="success"/></runstats></nmaprun>',
): string =>
  `<?xml version="1.0"?><nmaprun scanner="nmap" args="nmap -sT -p 22-24" start="1790000000" version="7.94"><scaninfo type="connect" protocol="tcp" numservices="3" services="22-24"/>${hosts}${end}`;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const plain = (text: string) => ({text, count: 0});
const assets = [
  assetOf('srv', {address: '192.0.2.1'}),
  assetOf('hmi', {kind: 'control-pc', zone: 'control', address: 'hmi.example.jp', access: [{via: 'kit'}]}),
];

function factOf(stored: ReturnType<typeof readNmapReports>, id: string, fact: string) {
  const exchanges = (stored.get(id) ?? []).map((exchange, index) => ({...exchange, seq: index + 1}));
  return factsOf(probes, exchanges, id === siteId ? siteId : 'auto', null)[fact];
}

test('a report tells what is open at assets, by address or by name, and what the inventory lacks', (t) => {
  const named = '<hostnames><hostname name="HMI.example.jp" type="user"/></hostnames>';
  const ports = [port(22, 'open'), port(23, 'closed'), port(24, 'filtered')].join('');
  const path = file(
    'all.xml',
    report([host('192.0.2.1', ports), host('192.0.2.2', ports, named), host('192.0.2.7', port(23, 'open'))].join('')),
  );
  const stored = readNmapReports([path], assets, plain);
  const seen = {
    state: 'known',
    complete: true,
    value: {tool: 'nmap 7.94', scanned: '22-24', open: [22], filtered: [24]},
  };
  t.like(factOf(stored, 'srv', 'openPorts'), {
    ...seen,
    from: {transport: 'kit', observedAt: '2026-09-21T14:13:20.000Z'},
  });
  t.like(factOf(stored, 'hmi', 'openPorts'), seen);
  t.like(factOf(stored, siteId, 'sweptHosts'), {
    state: 'known',
    value: {ranges: ['report-1'], hosts: [{address: '192.0.2.7', mac: null, port: 23}]},
  });
});

test('an asset is found by its IPv6 address however that is written', (t) => {
  const six = [assetOf('six', {address: '2001:DB8:0:0::9'})];
  const path = file('six.xml', report(host('2001:db8::9', port(22, 'open')).replace('"ipv4"', '"ipv6"')));
  const stored = readNmapReports([path], six, plain);
  t.like(factOf(stored, 'six', 'openPorts'), {state: 'known', value: {open: [22]}});
  t.like(factOf(stored, siteId, 'sweptHosts'), {state: 'known', value: {hosts: []}});
});

test('a stranger is what answered, over IPv6 as well, and not each address that -Pn takes for up', (t) => {
  const bare = (address: string, type: string, reason: string, ports: string): string =>
    `<host><status state="up" reason="${reason}"/><address addr="${address}" addrtype="${type}"/><ports>${ports}</ports></host>`;
  const silent = `<extraports state="filtered" count="3"><extrareasons reason="no-response" count="3" proto="tcp" ports="22-24"/></extraports>`;
  const path = file(
    'strangers.xml',
    report(
      [
        bare('192.0.2.200', 'ipv4', 'user-set', silent),
        bare('192.0.2.201', 'ipv4', 'user-set', silent.replace('filtered', 'closed')),
        bare('192.0.2.202', 'ipv4', 'arp-response', silent),
        bare('2001:DB8::9', 'ipv6', 'nd-response', port(22, 'open')),
      ].join(''),
    ),
  );
  t.like(factOf(readNmapReports([path], assets, plain), siteId, 'sweptHosts'), {
    state: 'known',
    complete: true,
    value: {
      hosts: [
        {address: '192.0.2.201', port: null},
        {address: '192.0.2.202', port: null},
        {address: '2001:db8::9', port: 22},
      ],
    },
  });
});

test('a report that breaks off tells nothing that is called complete', (t) => {
  const path = file('cut.xml', report(host('192.0.2.1', port(22, 'open')), '<host><status state="u'));
  const fact = factOf(readNmapReports([path], assets, plain), 'srv', 'openPorts');
  t.like(fact, {state: 'known', complete: false, value: {open: [22]}});
  t.like(factOf(readNmapReports([path], assets, plain), siteId, 'sweptHosts'), {state: 'known', complete: false});
});

test('what is no report is refused by name', (t) => {
  for (const [name, text] of [
    ['other.xml', '<?xml version="1.0"?><testsuite/>'],
    ['text.xml', 'open ports: 22'],
    ['empty.xml', ''],
  ] as const) {
    const error = t.throws(() => readNmapReports([file(name, text)], assets, plain), {instanceOf: InputError});
    t.true(error.problems[0]?.file.endsWith(name));
  }
  t.throws(() => readNmapReports([join(folder, 'none.xml')], assets, plain), {instanceOf: InputError});
});

test('of two reports on one asset the later one counts', (t) => {
  const first = file('first.xml', report(host('192.0.2.1', [22, 23, 24].map((each) => port(each, 'open')).join(''))));
  const second = file(
    'second.xml',
    report(host('192.0.2.1', [22, 23, 24].map((each) => port(each, 'closed')).join(''))),
  );
  const stored = readNmapReports([first, second], assets, plain);
  t.like(factOf(stored, 'srv', 'openPorts'), {complete: true, value: {open: []}});
});
