import type {Platform} from '../model/platform.ts';
import {asaVolatile} from './cisco/asa/features.ts';
import {asaReadings} from './cisco/asa/readings.ts';
import {ciscoRefusals, moreOf, showCommand} from './cisco/cli.ts';
import {asaSecrets} from './cisco/secrets.ts';

/** Firewalls of Cisco: ASA, of one context. */
export const ciscoAsa: Platform = {
  id: 'cisco-asa',
  title: {en: 'Cisco ASA', ja: 'Cisco ASA'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.9.1'],
    sysDescr: /^Cisco Adaptive Security Appliance/,
    command: {run: 'show version', answer: /^Cisco Adaptive Security Appliance Software Version /m},
  },
  cli: {
    prompt: /^[\w.:/@-]{1,64}[>#]\s*$/,
    start: ['terminal pager 0'],
    pager: moreOf,
    enable: {command: 'enable', password: /^Password: ?$/, privileged: /^[\w.:/@-]{1,64}#\s*$/},
    finish: ['exit'],
    allow: [showCommand, /^terminal pager 0$/, /^enable$/, /^exit$/],
    refusals: ciscoRefusals,
  },
  secrets: asaSecrets,
  volatile: asaVolatile,
  readings: asaReadings,
};
