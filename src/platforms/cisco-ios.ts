import type {Platform} from '../model/platform.ts';
import {ciscoRefusals, moreOf, showCommand} from './cisco/cli.ts';
import {iosReadings} from './cisco/ios/readings.ts';
import {iosVolatile} from './cisco/ios/saved.ts';
import {iosSecrets} from './cisco/secrets.ts';

/** Switches and routers of Cisco with IOS or IOS XE. */
export const ciscoIos: Platform = {
  id: 'cisco-ios',
  title: {en: 'Cisco IOS / IOS XE', ja: 'Cisco IOS・IOS XE'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.9.1'],
    sysDescr: /^"?Cisco (?:IOS|Internetwork Operating System) Software|^IOS \(tm\)/m,
    command: {
      run: 'show version',
      answer: /^(?:Cisco )?(?:Internetwork Operating System|IOS(?:[ -]XE)?) Software\b|^IOS \(tm\) /m,
    },
  },
  cli: {
    prompt: /^[\w.:/@-]{1,64}[>#]\s*$/,
    start: ['terminal length 0', 'terminal width 511'],
    pager: moreOf,
    enable: {command: 'enable', password: /^(?:Enable )?[Pp]assword: ?$/, privileged: /^[\w.:/@-]{1,64}#\s*$/},
    finish: ['exit'],
    allow: [showCommand, /^terminal (?:length 0|width 511)$/, /^enable$/, /^exit$/],
    refusals: ciscoRefusals,
  },
  secrets: iosSecrets,
  volatile: iosVolatile,
  readings: iosReadings,
};
