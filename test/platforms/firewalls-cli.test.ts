import test from 'ava';
import type {Platform} from '../../src/model/platform.ts';
import {fortios} from '../../src/platforms/fortios.ts';
import {junos} from '../../src/platforms/junos.ts';
import {panos} from '../../src/platforms/panos.ts';
import {toldFacts} from './firewall-kit.ts';

interface Case {
  readonly platform: Platform;
  readonly prompts: readonly string[];
  /** Lines of answers that no prompt is like. */
  readonly lines: readonly string[];
  readonly pager: readonly string[];
  readonly refused: readonly string[];
  readonly recording: string;
  readonly device: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = [
  {
    platform: fortios,
    prompts: ['fw-01 # ', 'fw-01 #', 'fw-01 (global) # ', 'fw-01(Primary) #', 'fw-01 $ '],
    lines: [
      'end',
      '    next',
      '#config-version=FGT60F-7.2.8',
      'set comment "a # b"',
      'config system global',
      '--More-- ',
    ],
    pager: ['--More-- ', '    next\n--More-- '],
    refused: [
      'Unknown action 0',
      "command parse error before 'arp'\nCommand fail. Return code -61",
      'Command fail. Return code 1',
    ],
    recording: 'fortios/fortigate-80f_snmp',
    device: {
      version: '7.4.8',
      model: 'FortiGate-80F',
      serials: ['FGT80FTK00000001'],
      hostname: 'fw-haisui',
      os: 'fortios',
    },
  },
  {
    platform: junos,
    prompts: ['ops@srx-01> ', 'ops@srx-01>', 'srx-01> '],
    lines: [
      '{master:0}',
      'set system host-name x',
      '## Last commit: 2026-11-01 10:00:00 JST by root',
      'ops@srx-01# ',
      '}',
    ],
    pager: ['---(more)---', 'set x\n---(more 42%)---'],
    refused: [
      '                   ^\nunknown command.',
      'syntax error, expecting <command>.',
      'error: command is not valid on the srx300',
    ],
    recording: 'junos/ex3400_snmp',
    device: {
      version: '21.4R3-S5.4',
      model: 'ex3400-24t',
      serials: ['NW0000000001'],
      hostname: 'ex-haisui',
      os: 'junos',
    },
  },
  {
    platform: panos,
    prompts: ['ops@pa-01> ', 'ops@pa-01(active)> ', 'ops@pa-01(active-primary)>'],
    lines: ['</config>', 'hostname: pa-01', 'set deviceconfig system hostname pa-01', 'ops@pa-01# ', '  }'],
    pager: ['--more--', 'lines 1-23 ', 'lines 24-46/300 (END)'],
    refused: ['Unknown command: foo', 'Invalid syntax.'],
    recording: 'panos/pa-850_snmp',
    device: {version: '10.1.14-h6', model: 'PA-850', serials: ['011901000001'], hostname: 'pa-haisui', os: 'panos'},
  },
];

for (const {platform, prompts, lines, pager, refused, recording, device} of cases) {
  const {cli} = platform;

  test(`${platform.id}: prompts, pagers and refusals are told from answers`, (t) => {
    if (cli === undefined) return t.fail('there is no command line');
    for (const prompt of prompts) t.regex(prompt, cli.prompt);
    for (const line of [...lines, ...pager]) t.notRegex(line, cli.prompt);
    for (const question of pager) t.true(cli.pager?.pattern.test(question), question);
    for (const line of [...prompts, ...lines.slice(0, 5)]) t.false(cli.pager?.pattern.test(line), line);
    for (const answer of refused)
      t.true(
        cli.refusals.some(({pattern}) => pattern.test(answer)),
        answer,
      );
    for (const line of [...prompts, ...lines])
      t.false(
        cli.refusals.some(({pattern}) => pattern.test(line)),
        line,
      );
  });

  test(`${platform.id}: SNMP alone tells what the device is`, (t) => {
    const told = toldFacts(recording)['device'] as {value: Record<string, unknown>; because?: string};
    t.like(told.value, device);
    // How long it has run is told by its command line.
    t.is(told.because, 'unsupported');
  });
}
