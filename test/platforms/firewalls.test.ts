import test from 'ava';
import fc from 'fast-check';
import type {Platform} from '../../src/model/platform.ts';
import {fortios} from '../../src/platforms/fortios.ts';
import {junos} from '../../src/platforms/junos.ts';
import {panos} from '../../src/platforms/panos.ts';
import {commandIds, factsFrom, knownFacts, redactorOf, secretsOf, toldFacts, typed} from './firewall-kit.ts';

interface Case {
  readonly platform: Platform;
  readonly recordings: readonly string[];
  /** Id of the command that shows the configuration. */
  readonly ask: string;
  /** Secrets in its configurations as they look, in the first group. */
  readonly secrets: readonly RegExp[];
  /** Words of which configurations are made. */
  readonly words: readonly string[];
}

const cases: readonly Case[] = [
  {
    platform: fortios,
    recordings: ['fortios/fortigate-60f_hardened', 'fortios/fortigate-100e_weak'],
    ask: 'show',
    secrets: [
      /\bENC (?:SH2|AK1|PB2)?(\S+)/g,
      /config system snmp community\n\s+edit 1\n\s+set name "([^"]+)"/g,
      /"(Suidou#Kanri77)"/g,
    ],
    words: [
      ...[
        'config system global',
        'config vdom',
        'edit root',
        'edit 1',
        'edit "a b"',
        'next',
        'end',
        'set hostname "x"',
      ],
      ...[
        'config firewall policy',
        'set service "ALL" "x"',
        'set srcaddr "g"',
        'set dstaddr "all"',
        'set action accept',
      ],
      ...['config firewall addrgrp', 'edit "g"', 'set member "g" "h"', 'config firewall service group', 'edit "x"'],
      ...[
        'set subnet 10.0.0.0 255.0.0.0',
        'config system snmp community',
        'set name "public"',
        'unset a',
        'append member "g"',
      ],
      ...[
        'config system interface',
        'set ip 1.2.3.4 255.255.255.0',
        'set allowaccess ssh',
        'config ipv6',
        '"',
        '\\',
        '#x',
        'set',
      ],
      ...[
        'config system admin',
        'set password ENC SH2abcdefghij',
        'set tcp-portrange 1-2:3',
        'set proposal aes256-sha256',
        '<',
      ],
    ],
  },
  {
    platform: junos,
    recordings: ['junos/srx300_hardened', 'junos/ex2300_weak'],
    ask: 'show configuration',
    secrets: [/"\$[1-9]\$([^"]+)"/g, /^\s*community (\S+) \{/gm, /trap-group (\S+) \{/g],
    words: [
      ...[
        'set system host-name x',
        'set system',
        'set',
        'deactivate system',
        'system {',
        '}',
        ';',
        '[',
        ']',
        '"',
        '## x',
      ],
      ...[
        'set security policies from-zone a to-zone b policy p match application any',
        'set firewall filter f term t then',
      ],
      ...[
        'set security policies from-zone a to-zone b policy p then permit',
        'set interfaces lo0 unit 0 family inet filter input f',
      ],
      ...[
        'set security policies from-zone a to-zone b policy p match source-address s',
        'set system services ssh port 22',
      ],
      ...[
        'set security address-book global address-set s address-set s',
        'set security address-book global address s 1.2.3.4/32',
      ],
      ...[
        'set snmp community public clients 0.0.0.0/0',
        'inactive: a {',
        'apply-groups x;',
        '/*',
        '*/',
        'set system syslog host h any',
      ],
      ...[
        'set system login user u class c',
        'set applications application-set x application x',
        'services {',
        'ssh;',
        '<',
      ],
    ],
  },
  {
    platform: panos,
    recordings: ['panos/pa-440_hardened', 'panos/pa-220_weak'],
    ask: 'show config running',
    secrets: [/(-AQ==[^\s<]+)/g, /\$[15]\$([^\s<]+)/g, /<phash>(fnRL[^<]+)/g, /string>(public)</g],
    words: [
      ...[
        'set deviceconfig system hostname x',
        'set rulebase security rules r',
        'set rulebase security rules r action allow',
      ],
      ...[
        'set rulebase security rules r source g',
        'set address-group g static [ g h ]',
        '[',
        ']',
        '"',
        'set',
        '<config>',
        '</config>',
      ],
      ...[
        '<entry name="x">',
        '</entry>',
        '<member>',
        '</member>',
        '<deviceconfig><system/></deviceconfig>',
        '<!--',
        '&lt;',
        '<',
      ],
      ...[
        'deviceconfig { system { hostname x; } }',
        'set mgt-config users u phash fnRL/G5lXVMug',
        'set service-group s members s',
      ],
      ...[
        'set vsys vsys1 zone z network layer3 e',
        'set deviceconfig system permitted-ip 0.0.0.0/0',
        '{',
        '}',
        ';',
        '/>',
      ],
    ],
  },
];

for (const {platform, recordings, ask, secrets, words} of cases) {
  for (const name of recordings) {
    test(`${name}: facts are as they were looked through`, (t) => {
      t.deepEqual(toldFacts(name), knownFacts(name));
    });

    test(`${name}: no secret is left, and lines stay lines`, (t) => {
      const {gone, text} = secretsOf(name, ask, secrets);
      t.true(gone.length > 2, 'there are secrets to look for');
      const redacted = redactorOf(platform)(text).text;
      for (const secret of gone) t.false(redacted.includes(secret), `${secret} is left`);
      t.is(redacted.split('\n').length, text.split('\n').length);
      t.deepEqual(redactorOf(platform)(redacted), {text: redacted, count: 0}, 'a second time changes nothing');
    });
  }

  test(`${platform.id}: what is typed is allowed, and what would change something is not`, (t) => {
    const allow = platform.cli?.allow ?? [];
    for (const line of typed(platform))
      t.true(
        allow.some((pattern) => pattern.test(line)),
        line,
      );
    const others = [
      'configure',
      'config system global',
      'execute reboot',
      'request system reboot',
      'commit',
      'edit',
      'delete x',
    ];
    const more = [
      'show | save ftp://192.0.2.1/x',
      'show; exit',
      'show\nexit',
      'set cli x',
      'clear arp',
      'debug x',
      'show log | no-more',
    ];
    for (const line of [...others, ...more])
      t.false(
        allow.some((pattern) => pattern.test(line)),
        line,
      );
    t.true(typed(platform).length > 3);
  });

  test(`${platform.id}: an answer that is empty, or of another system, tells nothing`, (t) => {
    for (const text of ['', '% Invalid input detected', 'hostname sw1\ninterface vlan1\n ip address 192.0.2.1/24']) {
      const facts = factsFrom(platform, Object.fromEntries(commandIds(platform).map((id) => [id, text])));
      const known = Object.entries(facts).filter(([, fact]) => fact.state !== 'gap');
      t.deepEqual(
        known.map(([fact]) => fact),
        [],
        text,
      );
    }
  });

  test(`${platform.id}: facts whatever the text`, (t) => {
    const line = fc.array(fc.constantFrom(...words), {minLength: 1, maxLength: 3}).map((parts) => parts.join(' '));
    const text = fc.array(line, {maxLength: 40}).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, (told) => {
        const facts = factsFrom(platform, Object.fromEntries(commandIds(platform).map((id) => [id, told])));
        return Object.values(facts).every(({state}) => state !== 'fault');
      }),
      {numRuns: 300, seed: 20261126},
    );
    t.pass();
  });

  test(`${platform.id}: long answers take no longer than they are`, (t) => {
    const hostile = [...words, 'a '.repeat(5), '" ', '{ ', '[ ', '< ', '# ', '! ', '<a ', '\\"'];
    const start = process.hrtime.bigint();
    for (const word of hostile) {
      const text = `${word}\n`.repeat(2000) + word.repeat(2000);
      factsFrom(platform, {[ask]: text});
    }
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    t.true(seconds < 60, `${seconds} s`);
  });
}
