import type {Platform} from '../model/platform.ts';
import {ciscoRefusals, moreOf, showCommand} from './cisco/cli.ts';
import {nxosVolatile} from './cisco/nxos/features.ts';
import {nxosReadings} from './cisco/nxos/readings.ts';
import {nxosSecrets} from './cisco/secrets.ts';

/** Nexus switches. What an account may see follows from its role. */
export const ciscoNxos: Platform = {
  id: 'cisco-nxos',
  title: {en: 'Cisco NX-OS', ja: 'Cisco NX-OS'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.9.12.3.1.3'],
    sysDescr: /^"?Cisco NX-OS(?:\(tm\))? /,
    command: {run: 'show version', answer: /^Cisco Nexus Operating System \(NX-OS\) Software/m},
  },
  cli: {
    prompt: /^[\w.:/@-]{1,64}[>#]\s*$/,
    start: ['terminal length 0', 'terminal width 511'],
    pager: moreOf,
    enable: null,
    finish: ['exit'],
    allow: [showCommand, /^terminal (?:length 0|width 511)$/, /^exit$/],
    refusals: ciscoRefusals,
  },
  secrets: nxosSecrets,
  volatile: nxosVolatile,
  readings: nxosReadings,
};
