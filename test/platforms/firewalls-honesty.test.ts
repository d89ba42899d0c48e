import test from 'ava';
import type {Facts} from '../../src/model/fact.ts';
import type {Platform} from '../../src/model/platform.ts';
import {fortios} from '../../src/platforms/fortios.ts';
import {junos} from '../../src/platforms/junos.ts';
import {panos} from '../../src/platforms/panos.ts';
import {factsFrom} from './firewall-kit.ts';

const admin =
  'config system admin\nedit "a"\nset accprofile "super_admin"\nset password ENC SH2abcdefghijkl\nnext\nend';
const head = '#config-version=FGT60F-7.2.8-FW-build1639-240313:opmode=0:vdom=0:user=a';
const global = 'config system global\nset hostname "x"\nend';
const forti = (...parts: readonly string[]): string => [head, global, admin, ...parts].join('\n');

const junosLine = 'set system host-name x';
const panosLine = 'set deviceconfig system hostname x\nset mgt-config users a permissions role-based superuser yes';

type Whole = readonly [fact: string, complete: boolean, part: unknown];

interface Case {
  readonly name: string;
  readonly platform: Platform;
  readonly text: string;
  /** Facts that are known, whether they are whole, and some of their values. */
  readonly known?: readonly Whole[];
  readonly gaps?: readonly (readonly [fact: string, reason: string])[];
}

const policy = (id: number, more: string): string =>
  `edit ${id}\nset srcintf "a"\nset dstintf "b"\nset action accept\nset srcaddr "all"\nset dstaddr "all"\n${more}\nnext`;

const rule = (name: string, more: readonly string[]): string =>
  ['from any', 'to any', 'source any', 'destination any', 'application any', 'service any', 'action allow', ...more]
    .map((words) => `set rulebase security rules ${name} ${words}`)
    .join('\n');

const cases: readonly Case[] = [
  {
    name: 'FortiOS: a configuration that ends inside of a policy does not tell that policy',
    platform: fortios,
    text: forti(
      'config firewall policy',
      policy(1, 'set service "ALL"'),
      'edit 2\nset action accept\nset srcaddr "all"',
    ),
    known: [['deviceAcls', false, {acls: [{entries: [{position: '1'}], unread: []}]}]],
    gaps: [
      ['deviceAccess', 'unsupported'],
      ['deviceSnmp', 'unsupported'],
    ],
  },
  {
    name: 'FortiOS: what the profile of the account hides is not taken for absent',
    platform: fortios,
    text: [
      head,
      global,
      'config system accprofile\nedit "few"\nset sysgrp read\nset netgrp read\nnext\nend',
      admin.replace('super_admin', 'few'),
    ].join('\n'),
    known: [
      ['deviceAcls', false, {}],
      ['deviceUsers', false, {users: [{name: 'a', scheme: 'sha256'}], minLength: null, lockoutAttempts: null}],
      ['deviceDefence', false, {defences: []}],
      ['deviceConfig', false, {saved: null}],
    ],
    gaps: [
      ['deviceAccess', 'permission-denied'],
      ['deviceSnmp', 'permission-denied'],
    ],
  },
  {
    name: 'FortiOS: one that is limited to a part of the device tells only a part',
    platform: fortios,
    text: forti('#global_vdom=0'),
    gaps: [['deviceSnmp', 'permission-denied']],
    known: [['deviceAcls', false, {}]],
  },
  {
    name: 'FortiOS: HTTP is neither on nor off where nothing tells whether it leads to HTTPS',
    platform: fortios,
    text: forti('config system interface\nedit "a"\nset allowaccess http https\nnext\nend'),
    known: [
      [
        'deviceAccess',
        false,
        {planes: [{protocol: 'ssh'}, {protocol: 'telnet'}, {protocol: 'https', restricted: false}, {}]},
      ],
    ],
  },
  {
    name: 'FortiOS: groups of groups, with what is taken out, and services that are not told',
    platform: fortios,
    text: forti(
      'config firewall address\nedit "n"\nset subnet 10.0.0.0 255.0.0.0\nnext\nend',
      'config firewall addrgrp\nedit "g"\nset member "n" "h"\nnext\nedit "h"\nset member "g" "n"\nnext',
      'edit "e"\nset member "n"\nset exclude enable\nset exclude-member "n"\nnext\nend',
      'config firewall policy',
      policy(1, 'set srcaddr "g" "e"\nset service "GHOST"\nset logtraffic all'),
      'end',
    ),
    known: [
      [
        'deviceAcls',
        false,
        {acls: [{entries: [{protocol: 'GHOST', sources: ['10.0.0.0/8', 'object:g', 'object:e'], log: true}]}]},
      ],
    ],
  },
  {
    name: 'FortiOS: without any of it, everything is at what the manual says',
    platform: fortios,
    text: forti(),
    known: [
      ['deviceSnmp', true, {enabled: false}],
      ['deviceUsers', true, {lockoutAttempts: 3, users: [{scheme: 'sha256', administrator: true}]}],
      ['deviceConfig', true, {saved: true}],
      ['deviceTime', false, {servers: [], synchronised: null}],
    ],
  },
  {
    name: 'Junos: groups that were not put in leave everything in doubt',
    platform: junos,
    text: `${junosLine}\nset groups g system services telnet\nset apply-groups g`,
    known: [['deviceAcls', false, {acls: []}]],
    gaps: [
      ['deviceAccess', 'unsupported'],
      ['deviceSnmp', 'unsupported'],
    ],
  },
  {
    name: 'Junos: groups that stand where they are applied, or are shown no more, leave none',
    platform: junos,
    text: [
      junosLine,
      'set groups g system services telnet',
      'set groups re0 system host-name y',
      'set groups unused snmp community public',
      'set apply-groups [ g re0 ]',
      'set system services telnet',
      'set interfaces ge-0/0/0 apply-groups gone',
    ].join('\n'),
    known: [
      [
        'deviceAccess',
        true,
        {
          planes: [
            {protocol: 'ssh', enabled: false},
            {protocol: 'telnet', enabled: true},
          ],
        },
      ],
      ['deviceSnmp', true, {enabled: false}],
    ],
  },
  {
    name: 'Junos: groups of nothing but patterns cannot be looked for',
    platform: junos,
    text: `${junosLine}\nset groups g interfaces <*> unit <*> family inet filter input f\nset apply-groups g`,
    gaps: [['deviceAccess', 'unsupported']],
  },
  {
    name: 'Junos: a filter of lo0 that lets everybody in limits nobody',
    platform: junos,
    text: [
      junosLine,
      'set system services ssh',
      'set interfaces lo0 unit 0 family inet filter input f',
      'set firewall family inet filter f term a from source-address 10.0.0.0/8',
      'set firewall family inet filter f term a then accept',
      'set firewall family inet filter f term b from protocol tcp',
      'set firewall family inet filter f term b then accept',
    ].join('\n'),
    known: [['deviceAccess', true, {planes: [{protocol: 'ssh', restricted: false, acl: 'f'}, {enabled: false}]}]],
  },
  {
    name: 'Junos: a filter of lo0 that lets half of all addresses in limits nobody',
    platform: junos,
    text: [
      junosLine,
      'set system services ssh',
      'set interfaces lo0 unit 0 family inet filter input f',
      'set firewall family inet filter f term a from source-address 0.0.0.0/1',
      'set firewall family inet filter f term a then accept',
      'set snmp community public clients 128.0.0.0/1',
    ].join('\n'),
    known: [
      ['deviceAccess', true, {planes: [{protocol: 'ssh', restricted: false}, {}]}],
      ['deviceSnmp', true, {communities: [{restricted: false}]}],
    ],
  },
  {
    name: 'Junos: one with a term that is not understood cannot be told',
    platform: junos,
    text: [
      junosLine,
      'set system services ssh',
      'set interfaces lo0 unit 0 family inet filter input f',
      'set firewall family inet filter f term a from tcp-flags syn',
      'set firewall family inet filter f term a then discard',
    ].join('\n'),
    known: [
      ['deviceAccess', true, {planes: [{protocol: 'ssh', restricted: null}, {}]}],
      ['deviceAcls', false, {acls: [{entries: [], unread: ['filter f term a: from tcp-flags syn; then discard']}]}],
    ],
  },
  {
    name: 'Junos: what is out of use is not told',
    platform: junos,
    text: `${junosLine}\nset system services telnet\ndeactivate system services telnet\nset snmp community public\ndeactivate snmp`,
    known: [
      [
        'deviceAccess',
        true,
        {
          planes: [
            {protocol: 'ssh', enabled: false},
            {protocol: 'telnet', enabled: false},
          ],
        },
      ],
      ['deviceSnmp', true, {enabled: false}],
    ],
  },
  {
    name: 'PAN-OS: under Panorama nothing is whole',
    platform: panos,
    text: `${panosLine}\nset deviceconfig system panorama local-panorama panorama-server 192.0.2.1\n${rule('r', [])}`,
    known: [['deviceAcls', false, {acls: [{entries: [{position: 'r', action: 'permit'}]}]}]],
    gaps: [['deviceAccess', 'unsupported']],
  },
  {
    name: 'PAN-OS: a rule for all but some is left unread',
    platform: panos,
    text: `${panosLine}\n${rule('r', ['negate-source yes'])}\n${rule('s', ['disabled yes'])}`,
    known: [['deviceAcls', false, {acls: [{entries: [{position: 's', enabled: false}], unread: [/^rule "r": /]}]}]],
  },
  {
    name: 'PAN-OS: what stops some users alone is not told as what stops all',
    platform: panos,
    text: `${panosLine}\n${rule('r', ['action deny', 'source-user a']).replace(/^.*action allow\n/m, '')}\n${rule('s', ['source-user a'])}`,
    known: [['deviceAcls', false, {acls: [{entries: [{position: 's', action: 'permit'}], unread: [/^rule "r": /]}]}]],
  },
  {
    name: 'FortiOS: what stops some users, or at some times, is not told as what stops all',
    platform: fortios,
    text: forti(
      'config firewall policy',
      policy(1, 'set service "ALL"\nset action deny\nset groups "g"'),
      policy(2, 'set service "ALL"\nset action deny\nset schedule "night"'),
      policy(3, 'set service "ALL"\nset groups "g"'),
      'end',
    ),
    known: [
      ['deviceAcls', false, {acls: [{entries: [{position: '3', action: 'permit'}], unread: [/^edit 1/, /^edit 2/]}]}],
    ],
  },
  {
    name: 'PAN-OS: one interface that everybody may reach is enough',
    platform: panos,
    text: [
      panosLine,
      'set deviceconfig system permitted-ip 10.0.0.0/8',
      'set network profiles interface-management-profile p ssh yes',
      'set network interface ethernet ethernet1/1 layer3 units ethernet1/1.5 interface-management-profile p',
    ].join('\n'),
    known: [
      [
        'deviceAccess',
        true,
        {planes: [{protocol: 'ssh', restricted: false, interfaces: ['ethernet1/1.5', 'management']}, {}, {}, {}]},
      ],
    ],
  },
  ...(
    [
      ['none', 'none', 'none'],
      ['authentication', 'sha256', 'none'],
      ['privacy', 'sha256', 'aes128'],
      ['unheard-of', 'unknown', 'unknown'],
    ] as const
  ).map(([level, auth, priv]) => ({
    name: `Junos: accounts of a group with the level ${level}`,
    platform: junos,
    text: [
      junosLine,
      'set snmp v3 usm local-engine user mon authentication-sha256 authentication-key "$9$uWJ.BRcleW8X7dbs2oJiHk.mfTz"',
      'set snmp v3 usm local-engine user mon privacy-aes128 privacy-key "$9$D7ikPTz3901IEcSr87Nik.Pfz/C"',
      'set snmp v3 vacm security-to-group security-model usm security-name mon group g',
      `set snmp v3 vacm access group g default-context-prefix security-model usm security-level ${level} read-view all`,
    ].join('\n'),
    known: [['deviceSnmp', true, {users: [{name: 'mon', auth, priv, group: 'g'}]}]] as const,
  })),
  {
    name: 'PAN-OS: halves of all addresses limit nobody',
    platform: panos,
    text: [
      panosLine,
      'set deviceconfig system permitted-ip 0.0.0.0/1',
      'set deviceconfig system permitted-ip 128.0.0.0/1',
    ].join('\n'),
    known: [['deviceAccess', true, {planes: [{protocol: 'ssh', restricted: false}, {}, {}, {}]}]],
  },
  {
    name: 'FortiOS: trusted hosts that are halves of all addresses limit nobody',
    platform: fortios,
    text: forti('config system interface\nedit "mgmt"\nset allowaccess ssh\nnext\nend').replace(
      admin,
      admin.replace('next\nend', 'set trusthost1 0.0.0.0 128.0.0.0\nset trusthost2 128.0.0.0 128.0.0.0\nnext\nend'),
    ),
    known: [['deviceAccess', true, {planes: [{protocol: 'ssh', restricted: false}, {}, {}, {}, {}]}]],
  },
  {
    name: 'FortiOS: hosts of SNMP that are half of all addresses limit nobody',
    platform: fortios,
    text: forti(
      'config system snmp sysinfo\nset status enable\nend',
      'config system snmp community\nedit 1\nset name "public"\nconfig hosts\nedit 1\nset ip 0.0.0.0 128.0.0.0\nnext\nend\nnext\nend',
    ),
    known: [['deviceSnmp', true, {communities: [{restricted: false}]}]],
  },
  {
    name: 'FortiOS: further addresses of a port are ways in, too',
    platform: fortios,
    text: forti(
      'config system interface',
      'edit "wan1"\nset allowaccess ssh\nconfig secondaryip\nedit 1\nset ip 192.0.2.9 255.255.255.0\nset allowaccess telnet\nnext\nend\nnext',
      'end',
    ),
    known: [
      [
        'deviceAccess',
        true,
        {planes: [{protocol: 'ssh', enabled: true}, {protocol: 'telnet', enabled: true}, {}, {}, {}]},
      ],
    ],
  },
  {
    name: 'FortiOS: a server of one part alone gets nothing unless that is said',
    platform: fortios,
    text: forti('config log syslogd override-setting\nset status enable\nset server "192.0.2.9"\nend'),
    known: [['deviceLogging', true, {servers: []}]],
  },
  {
    name: 'FortiOS: a server of one part alone, and it is said',
    platform: fortios,
    text: forti(
      'config log setting\nset syslog-override enable\nend',
      'config log syslogd override-setting\nset status enable\nset server "192.0.2.9"\nend',
    ),
    known: [['deviceLogging', true, {servers: [{address: '192.0.2.9'}]}]],
  },
  {
    name: 'FortiOS: administrators of a portal are not held to the hosts of the others',
    platform: fortios,
    text: forti(
      'config system admin\nedit "a"\nset trusthost1 192.0.2.0 255.255.255.0\nnext\nend',
      'config system sso-admin\nedit "b"\nset accprofile "super_admin"\nnext\nend',
      'config system interface\nedit "mgmt"\nset allowaccess ssh\nnext\nend',
    ).replace(admin, admin.replace('next\nend', 'set trusthost1 192.0.2.0 255.255.255.0\nnext\nend')),
    known: [['deviceAccess', true, {planes: [{protocol: 'ssh', restricted: null}, {}, {}, {}, {}]}]],
  },
  {
    name: 'Junos: what is out of use is so wherever that is said',
    platform: junos,
    text: `${junosLine}\ndeactivate firewall\nset firewall family inet filter f term a then discard`,
    known: [['deviceAcls', true, {acls: []}]],
  },
  {
    name: 'Junos: clients by a list of which nothing is shown may be everybody',
    platform: junos,
    text: `${junosLine}\nset snmp community public client-list-name gone`,
    known: [['deviceSnmp', true, {communities: [{restricted: null}]}]],
  },
  {
    name: 'Junos: everybody of one family is everybody',
    platform: junos,
    text: `${junosLine}\nset snmp community public clients 0.0.0.0/0 restrict\nset snmp community public clients ::/0`,
    known: [['deviceSnmp', true, {communities: [{restricted: false}]}]],
  },
  {
    name: 'Junos: the other routing engine is no server of logs',
    platform: junos,
    text: `${junosLine}\nset system syslog host other-routing-engine any any`,
    known: [['deviceLogging', true, {servers: []}]],
  },
  {
    name: 'Junos: a port that was taken out of a guard',
    platform: junos,
    text: [
      ...[junosLine, 'set interfaces ge-0/0/1 unit 0 family ethernet-switching interface-mode access'],
      'set protocols dot1x authenticator interface all',
      'set protocols dot1x authenticator interface ge-0/0/1.0 disable',
      'set protocols layer2-control bpdu-block interface ge-0/0/1 disable',
    ].join('\n'),
    known: [['devicePorts', true, {ports: [{name: 'ge-0/0/1', dot1x: false, bpduGuard: null}]}]],
  },
  {
    name: 'Junos: what no policy matches may be let through without any policy',
    platform: junos,
    text: `${junosLine}\nset security policies default-policy permit-all`,
    known: [['deviceAcls', true, {acls: [{name: 'global', defaultAction: 'permit', entries: []}]}]],
  },
  {
    name: 'Junos: a global policy that names no zones is for all of them',
    platform: junos,
    text: [
      ...[junosLine, 'set security policies global policy p match source-address any'],
      'set security policies global policy p match destination-address any',
      'set security policies global policy p match application any',
      'set security policies global policy p match to-zone b',
      'set security policies global policy p then permit',
    ].join('\n'),
    known: [['deviceAcls', true, {acls: [{name: 'global', entries: [{fromZone: ['any'], toZone: ['b']}]}]}]],
  },
  {
    name: 'Junos: an account that no password fits has none that is missing',
    platform: junos,
    text: [
      ...[junosLine, 'set system root-authentication encrypted-password "*"'],
      'set system login user a class super-user',
      'set system login user a authentication encrypted-password "*"',
      'set system login user a authentication ssh-ed25519 "ssh-ed25519 AAAA"',
    ].join('\n'),
    known: [
      [
        'deviceUsers',
        true,
        {
          users: [
            {name: 'a', enabled: true, scheme: 'public-key'},
            {name: 'root', enabled: false, scheme: null},
          ],
        },
      ],
    ],
  },
  {
    name: 'PAN-OS: what stops traffic between zones alone is not told as what stops all',
    platform: panos,
    text: `${panosLine}\n${rule('r', ['action deny', 'rule-type interzone']).replace(/^.*action allow\n/m, '')}`,
    known: [['deviceAcls', false, {acls: [{entries: [], unread: [/^rule "r": /]}]}]],
  },
  {
    name: 'PAN-OS: a management profile that is not shown may open anything',
    platform: panos,
    text: `${panosLine}\nset network interface ethernet ethernet1/1 layer3 interface-management-profile gone`,
    gaps: [
      ['deviceAccess', 'unsupported'],
      ['deviceSnmp', 'unsupported'],
    ],
  },
];

/** Whether a value holds all that is wanted of it; a pattern stands for a text, lists are of one length. */
function holds(value: unknown, wanted: unknown): boolean {
  if (wanted instanceof RegExp) return typeof value === 'string' && wanted.test(value);
  if (Array.isArray(wanted)) {
    return Array.isArray(value) && value.length === wanted.length && wanted.every((each, at) => holds(value[at], each));
  }
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  const given = value as Readonly<Record<string, unknown>> | null;
  return given !== null && Object.entries(wanted).every(([key, each]) => holds(given[key], each));
}

const shows: Readonly<Record<string, string>> = {
  fortios: 'show',
  junos: 'show configuration',
  panos: 'show config running',
};

for (const {name, platform, text, known = [], gaps = []} of cases) {
  test(name, (t) => {
    const facts: Facts = factsFrom(platform, {[shows[platform.id] ?? '']: text});
    for (const [fact, complete, part] of known) {
      const told = facts[fact];
      if (told?.state !== 'known') t.fail(`${fact}: ${JSON.stringify(told)}`);
      else {
        t.is(told.complete, complete, fact);
        t.true(holds(told.value, part), `${fact}: ${JSON.stringify(told.value)}`);
      }
    }
    for (const [fact, reason] of gaps) {
      const told = facts[fact];
      t.deepEqual(told?.state === 'gap' ? [told.state, told.reason] : [told?.state], ['gap', reason], fact);
    }
  });
}
