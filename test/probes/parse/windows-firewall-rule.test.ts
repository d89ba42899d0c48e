import test from 'ava';
import {allowedPackets, anyRules} from '../../../src/probes/parse/windows-firewall-allowed.ts';
import {profileNames} from '../../../src/probes/parse/windows-firewall-profiles.ts';
import {readFirewallRule, type FirewallRule} from '../../../src/probes/parse/windows-firewall-rule.ts';

const head = 'v2.31|Action=Allow|Active=TRUE|Dir=In|';

/** @throws when it is not understood, or about nothing that comes in */
function rule(text: string): FirewallRule {
  const read = readFirewallRule(text);
  if (read === null || read === undefined) throw new Error(`no rule: ${text}`);
  return read;
}

test('a rule of Windows for remote desktop is open to every address in every profile', (t) => {
  const text = `${head}Protocol=6|LPort=3389|App=%SystemRoot%\\system32\\svchost.exe|Svc=termservice|Name=@FirewallAPI.dll,-28775|EmbedCtxt=@FirewallAPI.dll,-28752|`;
  t.deepEqual(rule(text), {
    ...{name: '@FirewallAPI.dll,-28775', action: 'allow', profiles: profileNames, protocol: 'tcp'},
    ports: [{from: 3389, to: 3389}],
    ...{sources: {ip: null, ip6: null}, program: true, narrowed: false},
  });
});

test('profiles, ranges and sources are read one by one', (t) => {
  const read = rule(
    `${head}Protocol=17|Profile=Domain|Profile=Private|LPort2_10=5000-5010|LPort=161|RA4=10.0.0.0/255.0.0.0|RA42=LocalSubnet|Name=x|`,
  );
  t.deepEqual(read.profiles, ['domain', 'private']);
  t.deepEqual(read.ports, [
    {from: 5000, to: 5010},
    {from: 161, to: 161},
  ]);
  t.deepEqual(read.sources, {ip: ['10.0.0.0/255.0.0.0', 'LocalSubnet'], ip6: []});
});

for (const text of [
  'v2.31|Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=23|Name=off|',
  'v2.31|Action=Allow|Active=TRUE|Dir=Out|Name=out|',
  'v2.31|Action=Allow|Active=FALSE|Dir=In|NewCondition=1|Name=off|',
  'v2.31|Action=Allow|Active=TRUE|Dir=Out|NewCondition=1|Name=out|',
]) {
  test(`a rule that lets nothing in is left out: ${text}`, (t) => {
    t.is(readFirewallRule(text), null);
  });
}

for (const text of [
  '',
  'Action=Allow|Active=TRUE|Dir=In|',
  `${head}NewCondition=1|`,
  `${head}Profile=Guest|`,
  `${head}Protocol=6|LPort=22;23|`,
  'v2.31|Action=ByPass|Active=TRUE|Dir=In|Name=x|',
  'v2.31|Action=Allow|Dir=In|Name=x|',
  `${head}${'Name=x|'.repeat(600)}`,
]) {
  test(`a rule that is not understood is never taken for one: ${text.slice(0, 80)}`, (t) => {
    t.is(readFirewallRule(text), undefined);
  });
}

for (const [text, expected] of [
  [`${head}Name=all|`, ['all']],
  [`${head}Protocol=6|Name=all of TCP|`, ['all of TCP']],
  [`${head}RA4=0.0.0.0-255.255.255.255|Name=every address|`, ['every address']],
  [`${head}RA4=0.0.0.0/0|RA6=::/0|Name=every address|`, ['every address']],
  [`${head}Protocol=6|LPort=1-65535|Name=every port|`, ['every port']],
  [`${head}Protocol=6|RPort=1-65535|Name=from every port|`, ['from every port']],
  [`${head}IFType=Lan|Name=by every cable|`, ['by every cable']],
  [`${head}LA4=10.0.0.5|Name=to its own address|`, ['to its own address']],
  [`${head}Protocol=1|Name=ping|`, []],
  [`${head}App=C:\\a.exe|Name=program|`, []],
  [`${head}RA4=10.0.0.1|Name=source|`, []],
  [`${head}LUAuth=O:LSD:(A;;CC;;;S-1-5-21-1)|Name=user|`, []],
  [`${head}Protocol=6|LPort=RPC|Name=a port that is taken when it is needed|`, []],
  ['v2.31|Action=Block|Active=TRUE|Dir=In|Name=none|', []],
] as const) {
  test(`a rule lets everything in: ${expected.length > 0}: ${text}`, (t) => {
    t.deepEqual(anyRules([rule(text)]), [...expected]);
  });
}

test('a rule of Windows 11 for screens is understood', (t) => {
  const text =
    'v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort2_20=Ply2Disc|RA4=PlayToDevice|RA6=PlayToDevice|App=%SystemRoot%\\system32\\svchost.exe|Svc=ssdpsrv|Name=@FirewallAPI.dll,-36104|LSM=TRUE|';
  t.like(rule(text), {protocol: 'udp', ports: [], sources: {ip: ['PlayToDevice'], ip6: ['PlayToDevice']}});
});

test('remote desktop that is open to every address is open, by whatever name these go', (t) => {
  for (const sources of ['RA4=0.0.0.0-255.255.255.255|', 'IFType=Lan|', 'LA4=192.0.2.1|']) {
    const [ip] = allowedPackets([rule(`${head}Protocol=6|LPort=3389|${sources}Name=x|`)]);
    t.like(ip, {from: 3389, source: null, narrowed: false}, sources);
  }
});

test('a rule that blocks by one cable alone does not close the others', (t) => {
  const block = rule('v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389|IFType=Lan|Name=b|');
  t.true(allowedPackets([rule(`${head}Protocol=6|LPort=3389|Name=x|`), block]).length > 0);
});

test('a program without a port does not open every port', (t) => {
  const [allowed] = allowedPackets([rule(`${head}Protocol=6|App=C:\\a.exe|Name=x|`)]);
  t.like(allowed, {from: null, narrowed: true});
});

test('a rule that blocks goes before one that allows', (t) => {
  const allow = rule(`${head}Protocol=6|LPort=445|Name=a|`);
  const block = rule('v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=135-445|Name=b|');
  const elsewhere = rule('v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|Profile=Public|Name=b|');
  t.is(allowedPackets([allow]).length, 2);
  t.is(allowedPackets([allow, block]).length, 0);
  t.is(allowedPackets([allow, elsewhere]).length, 2);
});
