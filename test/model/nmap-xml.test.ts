import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {createNmapXmlReader, hostsOfNmapXml, NmapXmlError, type NmapHost} from '../../src/model/nmap-xml/index.ts';
import {packageRoot} from '../../src/model/paths.ts';

const fixture = (name: string): string => readFileSync(join(packageRoot, 'test/fixtures/nmap', `${name}.xml`), 'utf8');

function report(inside: string, head = ''): string {
  return `<?xml version="1.0"?>\n<!DOCTYPE nmaprun>\n<nmaprun scanner="nmap" version="7.93"${head}>${inside}</nmaprun>\n`;
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length > 1) throw new Error(`${list.length} in place of one`);
  return one;
}

const onlyHost = (inside: string): NmapHost => only(hostsOfNmapXml(report(`<host>${inside}</host>`)).hosts);

function refusal(text: string): string {
  try {
    hostsOfNmapXml(text);
    return 'it was read';
  } catch (error) {
    if (!(error instanceof NmapXmlError) || error.problem.ja === '') throw error;
    return error.problem.en;
  }
}

// The fixtures were recorded with nmap 7.93 of Debian 12 against servers on the loopback addresses of one machine, as root.
test('a report of services, scripts and systems tells all of it', (t) => {
  const {scan, hosts} = hostsOfNmapXml(fixture('services'));
  t.like(scan, {scanner: 'nmap', version: '7.93', finished: 'success', cut: false, hosts: 1, errorMessage: null});
  t.like(scan, {startedAt: '2026-11-26T21:09:16.000Z', finishedAt: '2026-11-26T21:09:44.000Z'});
  t.true(scan.args?.startsWith('nmap -v -sS -sU -sV --version-light'));
  t.deepEqual(scan.scans, [
    {type: 'syn', transport: 'tcp', ports: '8080,22022,25025,30000-30040'},
    {type: 'udp', transport: 'udp', ports: '161,50000-50030'},
  ]);
  t.deepEqual(scan.counts, {up: 1, down: 0, total: 1});
  const host = only(hosts);
  t.like(host, {status: 'up', reason: 'user-set', timedOut: false, unread: 0, hostnames: [], hostScripts: []});
  t.like(host, {startedAt: '2026-11-26T21:09:16.000Z', endedAt: '2026-11-26T21:09:44.000Z'});
  t.deepEqual(host.addresses, [{type: 'ipv4', address: '127.0.9.1', vendor: null}]);
  t.deepEqual(host.extraPorts, [
    {
      state: 'closed',
      count: 73,
      reasons: [
        {reason: 'reset', count: 41, transport: 'tcp', ports: '30000-30040'},
        {reason: 'port-unreach', count: 32, transport: 'udp', ports: '161,50000-50030'},
      ],
    },
  ]);
  t.is(host.os.length, 10);
  t.deepEqual(host.os[3], {
    name: 'AXIS 210A or 211 Network Camera (Linux 2.6.17)',
    accuracy: 94,
    cpe: ['cpe:/o:linux:linux_kernel:2.6.17', 'cpe:/h:axis:210a_network_camera', 'cpe:/h:axis:211_network_camera'],
  });
});

test('a port has its service, and a script its output and its values', (t) => {
  const host = only(hostsOfNmapXml(fixture('services')).hosts);
  t.deepEqual(
    host.ports.map(({port, transport, state, reason}) => [port, transport, state, reason]),
    [
      [8080, 'tcp', 'open', 'syn-ack'],
      [22022, 'tcp', 'open', 'syn-ack'],
      [25025, 'tcp', 'open', 'syn-ack'],
    ],
  );
  const ssh = only(host.ports.filter(({port}) => port === 22022));
  t.deepEqual(ssh.service, {
    name: 'ssh',
    product: 'OpenSSH',
    version: '9.2p1 Debian 2+deb12u10',
    extrainfo: 'protocol 2.0',
    tunnel: null,
    method: 'probed',
    confidence: 10,
    cpe: ['cpe:/a:openbsd:openssh:9.2p1', 'cpe:/o:linux:linux_kernel'],
  });
  t.deepEqual(
    ssh.scripts.map(({id}) => id),
    ['ssh2-enum-algos', 'banner'],
  );
  t.is(ssh.scripts[1]?.output, 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10');
  t.true(ssh.scripts[0]?.output.startsWith('\n  kex_algorithms: (12)\n      sntrup761x25519-sha512\n'));
  const values = ssh.scripts[0]?.values ?? [];
  t.is(values.length, 12 + 1 + 6 + 10 + 2);
  t.deepEqual(values[0], {path: ['kex_algorithms', '0'], text: 'sntrup761x25519-sha512'});
  t.deepEqual(values.at(-1), {path: ['compression_algorithms', '1'], text: 'zlib@openssh.com'});
});

function inParts(text: string, size: number): {readonly seen: readonly number[]; readonly report: unknown} {
  const hosts: NmapHost[] = [];
  const seen: number[] = [];
  const reader = createNmapXmlReader((host) => void hosts.push(host));
  for (let at = 0; at < text.length; at += size) {
    reader.write(text.slice(at, at + size));
    seen.push(hosts.length);
  }
  return {seen, report: {scan: reader.end(), hosts}};
}

test('hosts come one by one, in whatever parts the text comes, and each as it is', (t) => {
  const one = (index: number): string =>
    `<host><address addr="10.0.${index >> 8}.${index & 255}"/><hostscript><script id="a" output="b > 'c' ${'d'.repeat(index)}"/></hostscript></host>`;
  const text = report(Array.from({length: 1000}, (_, index) => one(index)).join('<!-- "> -->\n'));
  const whole = hostsOfNmapXml(text);
  t.is(whole.hosts.length, 1000);
  t.is(whole.hosts[999]?.hostScripts[0]?.output, `b > 'c' ${'d'.repeat(999)}`);
  for (const size of [1, 1000, 70_001]) {
    const {seen, report: told} = inParts(text, size);
    t.deepEqual(told, whole);
    const half = seen[Math.floor(seen.length / 2)] ?? 0;
    t.true(half > 500 && half < 900, `${half} after half of it`);
  }
});

test('a report that breaks off anywhere is marked, and none of its hosts is half a host', (t) => {
  const text = fixture('two-hosts');
  const {hosts} = hostsOfNmapXml(text);
  const ends = [...text.matchAll(/<\/host>/g)].map(({index}) => index + '</host>'.length);
  const root = text.indexOf('<nmaprun');
  for (let length = text.indexOf('>', root) + 1; length < text.lastIndexOf('</nmaprun>') + 10; length += 1) {
    const cut = hostsOfNmapXml(text.slice(0, length));
    t.true(cut.scan.cut);
    t.deepEqual(cut.hosts, hosts.slice(0, ends.filter((end) => end <= length).length));
  }
  t.false(hostsOfNmapXml(text.trimEnd()).scan.cut);
});

test('what nmap gave up, and how it failed, is told', (t) => {
  const inside =
    '<host timedout="true"><status state="up" reason="user-set"/><address addr="::1" addrtype="ipv6"/></host>' +
    '<runstats><finished time="1795727384" exit="error" errormsg="Could not &lt;open&gt;"/></runstats>';
  const {scan, hosts} = hostsOfNmapXml(report(inside));
  t.like(scan, {finished: 'error', errorMessage: 'Could not <open>', counts: null, cut: false});
  t.like(hosts[0], {timedOut: true, addresses: [{type: 'ipv6', address: '::1', vendor: null}]});
  // nmap 5.21 wrote no `exit`.
  t.is(hostsOfNmapXml(report('<runstats><finished time="1399586721"/></runstats>')).scan.finished, 'success');
  t.is(hostsOfNmapXml(report('<runstats><finished exit="maybe"/></runstats>')).scan.finished, 'error');
  t.is(hostsOfNmapXml(report('')).scan.finished, null);
});

test('parts of a host that make no sense are counted, and nothing is made of them', (t) => {
  const host = onlyHost(
    '<status state="up"/><address addr="300.1.1.1" addrtype="ipv4"/><address addr="127.1"/><address addr="02:42:AC:1C:01" addrtype="mac"/>' +
      '<address addr="10.0.0.1"/><address addr="02:42:AC:1C:01:03" addrtype="mac" vendor="Contec"/><hostnames><hostname type="PTR"/></hostnames>' +
      '<ports><extraports state="closed"/><extraports state="shut" count="3"/>' +
      '<port protocol="tcp" portid="x"/><port protocol="tcp" portid="70000"/><port protocol="tcp"/>' +
      '<port protocol="carrier" portid="80"><state state="ajar"/></port>' +
      '<port protocol="tcp" portid="22"><state state="closed"/><state state="open"/></port></ports>',
  );
  t.is(host.unread, 3 + 1 + 2 + 3);
  t.deepEqual(host.addresses, [
    {type: 'ipv4', address: '10.0.0.1', vendor: null},
    {type: 'mac', address: '02:42:AC:1C:01:03', vendor: 'Contec'},
  ]);
  t.deepEqual(
    host.ports.map(({transport, port, state}) => [transport, port, state]),
    [
      [null, 80, 'unknown'],
      ['tcp', 22, 'unknown'],
    ],
  );
});

test('hosts are those below the root alone', (t) => {
  const address = '<status state="up"/><address addr="10.0.0.9"/>';
  const {hosts} = hostsOfNmapXml(
    report(
      `<!-- <host>${address}</host> --><hosthint>${address}</hosthint><output><host>${address}</host></output>` +
        `<host>${address}<host><address addr="10.0.0.8"/></host><![CDATA[<host>${address}</host>]]></host>`,
    ),
  );
  t.deepEqual(
    hosts.map(({addresses}) => addresses.map((one) => one.address)),
    [['10.0.0.9']],
  );
});

test('names of objects and of their parts are only names', (t) => {
  const host = onlyHost(
    '<__proto__ polluted="1"><constructor/></__proto__><status state="up" __proto__="x" constructor="y"/>' +
      '<ports><port portid="1" protocol="tcp"><script id="__proto__"><table key="__proto__"><elem key="polluted">1</elem></table></script></port></ports>',
  );
  t.is(({} as Record<string, unknown>)['polluted'], undefined);
  t.is(host.reason, null);
  t.deepEqual(host.ports[0]?.scripts, [
    {id: '__proto__', output: '', values: [{path: ['__proto__', 'polluted'], text: '1'}]},
  ]);
});

test('reports of other programs in the form of nmap are read, and told as theirs', (t) => {
  const host = (port: number): string =>
    `<host endtime="1490242774"><address addr="10.0.0.1" addrtype="ipv4"/><ports><port protocol="tcp" portid="${port}"><state state="open" reason="syn-ack" reason_ttl="60"/></port></ports></host>`;
  const end = '<runstats><finished time="1490242786" elapsed="14"/><hosts up="2" down="0" total="2"/></runstats>';
  const {scan, hosts} = hostsOfNmapXml(
    `<nmaprun scanner="masscan" start="1490242774" version="1.3" xmloutputversion="1.03"><scaninfo type="syn" protocol="tcp"/>${host(80)}${host(443)}${end}</nmaprun>`,
  );
  t.like(scan, {scanner: 'masscan', version: '1.3', finished: 'success', args: null});
  t.deepEqual(scan.scans, [{type: 'syn', transport: 'tcp', ports: null}]);
  // masscan tells of a host once for each open port.
  t.deepEqual(
    hosts.map(({addresses, ports}) => [addresses[0]?.address, ports[0]?.port]),
    [
      ['10.0.0.1', 80],
      ['10.0.0.1', 443],
    ],
  );
});

const notNmap = /^this is no XML report of nmap/;
const damaged = /^the XML is damaged/;

test('what is no report of nmap is refused, with a message', (t) => {
  for (const text of [
    '',
    ' \n',
    'Starting Nmap 7.93',
    '# Nmap 7.93 scan\nHost: 1.1.1.1 ()',
    '{"a": 1}',
    'PK\u0003\u0004',
  ])
    t.regex(refusal(text), notNmap, text);
  for (const text of ['<html></html>', '<NessusClientData_v2/>', '<?xml version="1.0"?>', '<!-- only this -->'])
    t.regex(refusal(text), notNmap, text);
  t.regex(refusal(`${report('')}${report('')}`), /two reports/);
});

test('XML that is not well formed is refused, with a message', (t) => {
  const wrong = ['<host></ports>', '<host a=b/>', '<host a="1" a="2"/>', '<host><address addr="&xxe;"/></host>'];
  for (const inside of [...wrong, '<host <b></host>', '<1/>', '&nbsp;', '<host><address addr="&#0;"/></host>'])
    t.regex(refusal(report(`${inside}<host><status/></host>`)), damaged, inside);
  t.regex(refusal(`${report('')}junk<more/>`), damaged);
});

test('a document type that declares anything is refused, and one that only names nmap is not', (t) => {
  const entity = '<!ENTITY xxe SYSTEM "file:///etc/passwd">';
  const bomb = '<!ENTITY a "x"><!ENTITY b "&a;&a;">';
  const root = '<nmaprun scanner="nmap"><host><address addr="&xxe;"/></host></nmaprun>';
  for (const type of [`<!DOCTYPE nmaprun [${entity}]>`, `<!DOCTYPE nmaprun [${bomb}]>`, '<!DOCTYPE html>', entity])
    t.regex(refusal(`${type}${root}`), /document type/, type);
  t.regex(refusal(report('<!DOCTYPE nmaprun>')), /document type/);
  const named =
    '<!DOCTYPE nmaprun PUBLIC "-//IDN nmap.org//DTD Nmap XML 1.04//EN" "https://svn.nmap.org/nmap/docs/nmap.dtd">';
  t.is(hostsOfNmapXml(`\ufeff${named}<nmaprun scanner="nmap"/>`).scan.scanner, 'nmap');
});

test('everything is bounded', (t) => {
  const address = '<address addr="10.0.0.1"/>';
  t.regex(refusal(report('<a>'.repeat(100) + '</a>'.repeat(100))), damaged);
  t.regex(refusal(report(`<${'a'.repeat(200)}/>`)), damaged);
  const large = /larger than any report/;
  t.regex(refusal(report(`<host ${'a'.repeat(2_000_000)}="1"/>`)), large);
  t.regex(refusal(report(`<host b="${'a'.repeat(2_000_000)}"/>`)), large);
  t.regex(refusal(report(`<!-- ${'a'.repeat(2_000_000)} -->`)), large);
  t.regex(refusal(report(`<host ${Array.from({length: 200_000}, (_, index) => `a${index}=""`).join(' ')}/>`)), large);
  const pieces = `${'a'.repeat(500_000)}<!-- -->`.repeat(3);
  t.regex(refusal(report(`<host><os><osmatch><osclass><cpe>${pieces}</cpe></osclass></osmatch></os></host>`)), large);
  t.regex(refusal(report(`<host>${'<a/>'.repeat(700_001)}</host>`)), large);
  t.regex(refusal(report('<host/>'.repeat(300_001))), large);
  t.regex(refusal(report('<scaninfo/>'.repeat(101))), large);
  // Long, but no longer than a script may tell.
  const output = 'x'.repeat(800_000);
  t.is(
    onlyHost(`${address}<hostscript><script id="a" output="${output}"/></hostscript>`).hostScripts[0]?.output,
    output,
  );
});
