import type {Platform} from '../model/platform.ts';
import {deviceAccess, deviceUsers} from './fujitsu/access.ts';
import {deviceAcls} from './fujitsu/acls.ts';
import {clock, device, deviceConfig} from './fujitsu/identity.ts';
import {deviceLogging, deviceServices, deviceSnmp, deviceTime} from './fujitsu/records.ts';
import {secrets} from './fujitsu/secrets.ts';
import {deviceInterfaces, deviceRoutes} from './fujitsu/tables.ts';
import {deviceVpn} from './fujitsu/vpn.ts';

/** Fujitsu (Fsas Technologies) Si-R and Si-R G routers. What `start` sends is said outside of configuration mode, and is of this session. */
export const fujitsuSir: Platform = {
  id: 'fujitsu-sir',
  title: {en: 'Fujitsu Si-R router', ja: '富士通 Si-Rルータ'},
  family: 'network',
  via: ['ssh', 'snmp', 'kit'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.211'],
    sysDescr: /\bSi-R\b/,
    command: {run: 'show system information', answer: /^System\s{0,20}: Si-R/m},
  },
  cli: {
    prompt: /^[\w.:+/[\] -]{1,72}[#>] ?$/,
    start: ['terminal pager disable', 'terminal window column 512'],
    pager: {pattern: /--\s?more\s?--(?:\([^()]{0,40}\))?:?\s*$/i, answer: ' '},
    enable: {command: 'admin', password: /^Password: ?$/i, privileged: /^[\w.:+/[\] -]{1,72}# ?$/},
    // The first leaves the class of the administrator, where it was entered.
    finish: ['exit', 'exit'],
    allow: [
      /^show (?:running-config|system information|ip route|ether)$/,
      /^terminal (?:pager disable|window column 512)$/,
      /^(?:admin|exit)$/,
    ],
    refusals: [
      {pattern: /^<ERROR> .{0,80}(?:permission|authori[sz]ed|privilege)/i, reason: 'permission-denied'},
      {pattern: /^<ERROR> /, reason: 'unsupported'},
    ],
  },
  secrets,
  readings: {
    ...{device, clock, deviceUsers, deviceAccess, deviceSnmp, deviceLogging, deviceTime, deviceAcls, deviceVpn},
    ...{deviceServices, deviceRoutes, deviceInterfaces, deviceConfig},
  },
};
