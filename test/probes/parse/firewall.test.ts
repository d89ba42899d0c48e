import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {packageRoot} from '../../../src/model/paths.ts';
import {readKernel} from '../../../src/probes/parse/firewall-kernel.ts';
import {iptablesChains} from '../../../src/probes/parse/iptables.ts';
import {nftChains} from '../../../src/probes/parse/nft.ts';
import {inputVerdicts} from '../../../src/probes/parse/ruleset-walk.ts';
import type {Allowed, Chain} from '../../../src/probes/parse/ruleset.ts';

const fixture = (name: string): string => readFileSync(join(packageRoot, 'test/fixtures/firewall', name), 'utf8');

/** `tcp/22-22 from 192.0.2.0/24 on eth0` */
function short({protocol, from, to, source, interface: name, narrowed}: Allowed): string {
  return `${protocol}/${from ?? '*'}-${to ?? '*'} from ${source ?? 'any'} on ${name ?? 'any'}${narrowed ? ' if' : ''}`;
}

const inet = (...rules: readonly string[]): readonly Chain[] =>
  nftChains(
    [
      'table inet filter {',
      ...['set open {', 'type inet_service', 'elements = { 23 comment "a, b",', '3389 timeout 1h }', '}'],
      ...['set moving {', 'type inet_service', 'flags dynamic,timeout', 'elements = { 23 }', '}'],
      ...['set pairs {', 'type ipv4_addr . inet_service', 'elements = { 192.0.2.1 . 22 }', '}'],
      ...['set all {', 'type ipv4_addr', 'flags interval', 'elements = { 0.0.0.0/0 }', '}'],
      ...['set none {', 'type inet_service', '}'],
      ...['set halves {', 'type ipv4_addr', 'flags interval', 'elements = { 0.0.0.0/1, 128.0.0.0/1 }', '}'],
      'chain input {',
      'type filter hook input priority filter; policy drop;',
      ...rules,
      '}',
      'chain sub {',
      'ip saddr 192.0.2.7 return',
      'drop',
      '}',
      'chain open {',
      'accept',
      '}',
      '}',
    ].join('\n'),
  ).chains;

for (const [name, chains] of [
  ['nft list ruleset', nftChains(fixture('ufw.nft')).chains],
  ['iptables-save', iptablesChains(fixture('ufw.iptables-save'), 'ip')],
] as const) {
  test(`what ufw allows is found in ${name}, through its chains that return some packets and drop the rest`, (t) => {
    const {policy, allowed, understood} = inputVerdicts(chains, 'ip');
    t.is(policy, 'drop');
    t.true(understood);
    t.deepEqual(allowed.filter((one) => one.protocol === 'tcp').map(short), [
      'tcp/22-22 from any on any',
      'tcp/5432-5432 from 192.0.2.0/24 on any',
      'tcp/2222-2222 from any on any',
    ]);
  });
}

const rules: readonly (readonly [rule: string, allowed: readonly string[], understood: boolean])[] = [
  ['tcp dport 22 accept', ['tcp/22-22 from any on any'], true],
  [
    'tcp dport { 80, 443 } counter packets 1 bytes 2 accept',
    ['tcp/80-80 from any on any', 'tcp/443-443 from any on any'],
    true,
  ],
  [
    'tcp dport 6000-6007 ip saddr { 192.0.2.1, 192.0.2.2 } accept',
    ['tcp/6000-6007 from 192.0.2.1 on any', 'tcp/6000-6007 from 192.0.2.2 on any'],
    true,
  ],
  ['ip saddr @admin tcp dport 22 accept comment "a { b"', ['tcp/22-22 from @admin on any'], true],
  ['iifname "eth0" udp dport 161 accept', ['udp/161-161 from any on eth0'], true],
  ['iif "lo" accept', [], true],
  ['ct state established,related accept', [], true],
  ['ct status assured,seen-reply accept', [], true],
  ['ct status confirmed accept', ['any/*-* from any on any if'], false],
  ['ct status { assured, snat } accept', ['any/*-* from any on any if'], false],
  ['ct state established,new tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['ct state established,untracked accept', ['any/*-* from any on any if'], true],
  ['iifname != "lo" ip saddr 127.0.0.0/8 drop', [], true],
  ['iifname != "lo" tcp dport 22 accept', ['tcp/22-22 from any on any'], true],
  ['iifname != "eth0" drop', [], false],
  ['ct state vmap { established : accept, related : accept, invalid : drop }', [], true],
  ['tcp dport vmap { 22 : accept, 23 : drop }', ['tcp/22-22 from any on any'], true],
  ['icmp type echo-request limit rate 5/second accept', ['icmp/*-* from any on any if'], true],
  ['log prefix "in: " level info tcp dport 25 accept', ['tcp/25-25 from any on any'], true],
  ['tcp dport != 22 accept', ['any/*-* from any on any if'], false],
  ['meta skuid 0 tcp dport 22 accept', ['tcp/22-22 from any on any if'], false],
  ['jump nowhere', [], false],
  ['ip saddr 0.0.0.0/0 tcp dport 22 accept', ['tcp/22-22 from any on any'], true],
  ['tcp dport @open accept', ['tcp/23-23 from any on any', 'tcp/3389-3389 from any on any'], true],
  ['tcp dport @moving accept', ['tcp/*-* from any on any if'], false],
  ['tcp dport @elsewhere accept', ['tcp/*-* from any on any if'], false],
  ['meta l4proto @protocols accept', ['any/*-* from any on any if'], false],
  ['ip saddr @all tcp dport 22 accept', ['tcp/22-22 from any on any'], true],
  ['ip saddr . tcp dport @pairs accept', ['tcp/*-* from any on any if'], false],
  ['ip saddr . tcp dport { 192.0.2.1 . 22 } accept', ['tcp/*-* from any on any if'], false],
  ['iifname . tcp dport { "eth0" . 22 } accept', ['tcp/*-* from any on any if'], false],
  ['limit rate 5/second tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['limit rate over 5/second burst 10 packets tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['limit rate 10 mbytes/second burst 1 mbytes tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['limit rate 5/second accept', ['any/*-* from any on any'], true],
  ['limit name "slow" tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['fib daddr type local tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['fib saddr . iif oif missing drop', [], true],
  ['fib daddr type multicast udp dport 5353 accept', ['udp/5353-5353 from any on any if'], true],
  ['pkttype host tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['meta pkttype multicast accept', ['any/*-* from any on any if'], true],
  ['tcp sport 1024-65535 tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['tcp flags syn tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['meta mark 0x00000001 tcp dport 23 accept', ['tcp/23-23 from any on any if'], false],
  ['meta l4proto tcp xt match "multiport" counter packets 0 bytes 0 accept', ['tcp/*-* from any on any if'], false],
  ['ip daddr 192.0.2.10 tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['ip daddr @all tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['ip daddr @elsewhere tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['ip daddr { 192.0.2.10, 224.0.0.251 } tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['ip daddr 224.0.0.251 udp dport 5353 accept', ['udp/5353-5353 from any on any if'], true],
  ['ip ttl 64 tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  ['ip ttl 255 tcp dport 179 accept', ['tcp/179-179 from any on any if'], true],
  ['xt match "recent" tcp dport 23 accept', ['tcp/23-23 from any on any'], true],
  [
    'ip saddr { 0.0.0.0/1, 128.0.0.0/1 } tcp dport 23 accept',
    ['tcp/23-23 from 0.0.0.0/1 on any', 'tcp/23-23 from 128.0.0.0/1 on any', 'tcp/23-23 from any on any'],
    true,
  ],
  [
    'ip saddr 1.0.0.0-223.255.255.255 tcp dport 23 accept',
    ['tcp/23-23 from 1.0.0.0-223.255.255.255 on any', 'tcp/23-23 from any on any'],
    true,
  ],
  [
    'ip saddr { 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 198.51.100.0/24 } tcp dport 161 accept',
    ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.51.100.0/24'].map((one) => `tcp/161-161 from ${one} on any`),
    true,
  ],
  [
    'ip saddr @halves tcp dport 23 accept',
    ['tcp/23-23 from 0.0.0.0/1 on any', 'tcp/23-23 from 128.0.0.0/1 on any', 'tcp/23-23 from any on any'],
    true,
  ],
  ['meta l4proto tcp # xt_multiport counter packets 0 bytes 0 accept', ['tcp/*-* from any on any if'], false],
];

for (const [rule, allowed, understood] of rules) {
  test(`nft: ${rule}`, (t) => {
    const found = inputVerdicts(inet(rule), 'ip');
    t.is(found.policy, 'drop');
    t.deepEqual(found.allowed.map(short), allowed);
    t.is(found.understood, understood);
  });
}

test('senders of several rules are counted together, those of private networks not at all', (t) => {
  const eights = [8, 9, 11].map((first) => `ip saddr ${first}.0.0.0/8 tcp dport 22 accept`);
  const open = (...some: readonly string[]): boolean =>
    inputVerdicts(inet(...some), 'ip').allowed.some(({source}) => source === null);
  t.true(open(...eights));
  t.false(open(...eights.slice(0, 1)));
  t.false(open(eights[0] ?? '', eights[0] ?? '', 'ip saddr 10.0.0.0/8 tcp dport 22 accept'));
  t.false(open(eights[0] ?? '', 'ip saddr 9.0.0.0/8 tcp dport 23 accept'));
  const six = (range: string): boolean =>
    inputVerdicts(inet(`ip6 saddr ${range} tcp dport 22 accept`), 'ip6').allowed.some(({source}) => source === null);
  t.deepEqual(['2000::/3', '2400::/12', '2001:db8::/32', 'fc00::/7', 'fe80::/10'].map(six), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('what iptables refuses from all but this host is refused from all others', (t) => {
  const inputOf = (...lines: readonly string[]) =>
    inputVerdicts(iptablesChains(['*filter', ':INPUT ACCEPT [0:0]', ...lines, 'COMMIT'].join('\n'), 'ip'), 'ip');
  const {policy, allowed, understood} = inputOf(
    '-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT',
    '-A INPUT ! -i lo -j DROP',
  );
  t.is(policy, 'drop');
  t.true(understood);
  t.deepEqual(allowed.map(short), ['tcp/22-22 from any on any']);
  t.true(inputOf('-A INPUT ! -i lo -s 127.0.0.0/8 -j DROP').understood);
  t.false(inputOf('-A INPUT ! -i eth0 -j DROP').understood);
  t.false(inputOf('-A INPUT -m set --match-set admins src -j ACCEPT').understood);
});

test('an unconditional rule decides before the policy, also at the end of a jump', (t) => {
  t.is(inputVerdicts(inet('accept'), 'ip').policy, 'accept');
  t.is(inputVerdicts(inet('jump open'), 'ip').policy, 'accept');
  t.is(inputVerdicts(inet('reject with icmpx admin-prohibited', 'tcp dport 22 accept'), 'ip').policy, 'reject');
  t.deepEqual(inputVerdicts(inet('drop', 'tcp dport 22 accept'), 'ip').allowed, []);
});

test('packets that a chain gives back are judged by what follows, and told to be known too widely', (t) => {
  const {allowed, understood} = inputVerdicts(inet('jump sub', 'tcp dport 22 accept'), 'ip');
  t.deepEqual(allowed.map(short), ['tcp/22-22 from any on any']);
  t.false(understood);
});

test('chains that call each other end', (t) => {
  const text =
    'table ip f {\nchain input {\ntype filter hook input priority 0; policy drop;\njump a\n}\nchain a {\njump b\njump b\n}\nchain b {\njump a\njump a\n}\n}';
  t.false(inputVerdicts(nftChains(text).chains, 'ip').understood);
});

test('a set that nft prints over several lines is one word', (t) => {
  const {allowed} = inputVerdicts(inet('ip saddr { 192.0.2.1,', '192.0.2.2 } tcp dport 22 accept'), 'ip');
  t.is(allowed.length, 2);
});

const owned = (...lines: readonly string[]): string =>
  [
    ...['table inet firewalld { # progname firewalld', 'flags owner,persist', ...lines, 'chain in { # handle 2'],
    ...['type filter hook input priority filter; policy drop;', 'tcp dport 22 accept', '}', '}'],
  ].join('\n');

test('a table with an owner is read, whatever stands behind its brace', (t) => {
  const {chains, understood} = nftChains(`# Warning: managed\n${owned('comment "a { b"')}`);
  t.true(understood);
  const found = inputVerdicts(chains, 'ip');
  t.is(found.policy, 'drop');
  t.deepEqual(found.allowed.map(short), ['tcp/22-22 from any on any']);
});

test('a dormant table filters nothing', (t) => {
  t.deepEqual(nftChains(owned('flags dormant')), {chains: [], understood: true});
});

for (const [what, text] of [
  ['a head that is not known', owned().replace('table inet', 'table inet new')],
  ['a chain of another kind', owned('chain a b {', '}')],
  ['a block within a block', owned('chain a {', 'tcp dport 22 jump {', 'accept', '}', '}')],
  ['a listing that breaks off', owned().slice(0, -2)],
  ['a set that breaks off', owned('set a {', 'elements = { 1,')],
  ['a chain in one line', owned('chain a { accept; }')],
  ['a table in one line', 'table ip a { chain b { accept; } }'],
  ['a brace too many', `${owned()}\n}`],
] as const) {
  test(`nft: ${what} is not passed over`, (t) => {
    t.false(nftChains(text).understood);
    t.false(readKernel(`== ip none\n== ok\n== ip6 none\n== ok\n== nft\n${text}\n== ok`).seen);
  });
}

test('rules of very many words end, and are not understood', (t) => {
  const words = 'a '.repeat(400_000);
  t.false(inputVerdicts(inet(`${words}accept`), 'ip').understood);
  const text = `*filter\n:INPUT DROP [0:0]\n-A INPUT ${words}-j ACCEPT\nCOMMIT`;
  t.false(inputVerdicts(iptablesChains(text, 'ip'), 'ip').understood);
  const list = (end: string): string => `{ ${Array.from({length: 30_000}, () => end).join(', ')} }`;
  t.false(inputVerdicts(inet(`ip saddr ${list('192.0.2.1')} tcp dport ${list('22')} accept`), 'ip').understood);
});

test('iptables: a rate, a source port, a first packet, a knock or the own address keeps no sender out', (t) => {
  const conditions = [
    ...['-m limit --limit 5/min', '--sport 1024:65535', '--syn', '-m recent --set', '-d 192.0.2.10/32'],
    '-m recent --rcheck --seconds 60 --hitcount 4 --name knock --mask 255.255.255.255 --rsource',
    '-m hashlimit --hashlimit-upto 5/min --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name a',
    '-m connlimit --connlimit-upto 3 --connlimit-mask 32 --connlimit-saddr',
    ...['-m addrtype --dst-type LOCAL', '-m ttl --ttl-eq 64', '-m pkttype --pkt-type unicast'],
  ];
  for (const condition of conditions) {
    const text = `*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp --dport 23 ${condition} -j ACCEPT\nCOMMIT`;
    t.deepEqual(inputVerdicts(iptablesChains(text, 'ip'), 'ip').allowed.map(short), ['tcp/23-23 from any on any']);
  }
});

test('without a chain on the input hook nothing is filtered', (t) => {
  t.deepEqual(inputVerdicts([], 'ip'), {policy: null, allowed: [], understood: true});
});

test('with two chains that refuse, what passes is known too widely', (t) => {
  const one = inet('tcp dport 22 accept');
  const other = one.map((chain) => ({...chain, name: `x ${chain.name}`}));
  t.false(inputVerdicts([...one, ...other], 'ip').understood);
});

test('the kernel is seen when every part was listed', (t) => {
  t.true(readKernel('== ip none\n== ok\n== ip6 none\n== ok\n== nft\n== ok').seen);
  t.false(readKernel('== ip none\n== ok\n== ip6 none\n== ok\n== nft\nOperation not permitted').seen);
  t.false(readKernel('== ip none\n== missing\n== ip6 none\n== missing\n== nft\n== missing').seen);
  const v4 = '*filter\n:INPUT DROP [0:0]\nCOMMIT';
  t.true(readKernel(`== ip filter\n${v4}\n== ok\n== ip6 filter\n${v4}\n== ok\n== nft\n== missing`).seen);
});

const zones = (...jumps: readonly string[]): string =>
  [
    'table inet firewalld {',
    ...['chain input {', 'type filter hook input priority 10; policy accept;', 'jump zones', 'reject', '}'],
    ...['chain zones {', ...jumps, '}'],
    ...['chain public {', 'tcp dport ssh accept', '}'],
    ...['chain internal {', 'tcp dport { http, https } accept', '}'],
    '}',
  ].join('\n');

const assigned: readonly (readonly [title: string, jumps: readonly string[], understood: boolean])[] = [
  ['all in one zone', ['iifname "eth0" goto public', 'iifname "eth1" goto public', 'goto public'], true],
  ['two zones, and nothing for others', ['iifname "eth0" goto public', 'iifname "eth1" goto internal'], true],
  ['another zone for all others', ['iifname "eth0" goto public', 'goto internal'], false],
  ['another zone for names that a pattern fits', ['iifname "eth0" goto public', 'iifname "eth*" goto internal'], false],
  ['a zone by sender', ['ip saddr 192.0.2.0/24 goto public', 'goto public'], false],
];

for (const [title, jumps, understood] of assigned) {
  test(`zones of firewalld: ${title}`, (t) => {
    const verdicts = inputVerdicts(nftChains(zones(...jumps)).chains, 'ip');
    t.is(verdicts.policy, 'reject');
    t.is(verdicts.understood, understood);
    t.is(short(verdicts.allowed[0] ?? t.fail()).slice(0, 9), 'tcp/22-22');
  });
}
