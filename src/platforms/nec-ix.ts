import type {Platform} from '../model/platform.ts';
import {deviceAccess} from './nec/access.ts';
import {deviceAcls} from './nec/acls.ts';
import {clock, device, deviceConfig} from './nec/identity.ts';
import {devicePorts} from './nec/ports.ts';
import {deviceLogging, deviceSnmp, deviceTime} from './nec/records.ts';
import {secrets} from './nec/secrets.ts';
import {deviceServices} from './nec/services.ts';
import {sign} from './nec/tree.ts';
import {deviceAaa, deviceUsers} from './nec/users.ts';
import {deviceVpn} from './nec/vpn.ts';

const volatile = [/^! Current time /, /^! Last updated /];

/**
 * NEC UNIVERGE IX2000 and IX3000 routers. The configuration is shown in configuration mode alone; it is entered, and left
 * again without a change. While one session is in it no other can be.
 */
export const necIx: Platform = {
  id: 'nec-ix',
  title: {en: 'NEC UNIVERGE IX router', ja: 'NEC UNIVERGE IXルータ'},
  family: 'network',
  via: ['ssh', 'snmp', 'kit'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.119'],
    sysDescr: sign,
    command: {run: 'show version', answer: sign},
  },
  cli: {
    prompt: /^[\w.-]{1,64}(?:\(config[^()]{0,64}\))?[#>] ?$/,
    start: [],
    pager: {pattern: /--\s?more\s?--\s*$/i, answer: ' '},
    enable: {command: 'enable-config', password: /^Password: ?$/i, privileged: /^[\w.-]{1,64}\(config\)# ?$/},
    // The first leaves configuration mode, where it was entered.
    finish: ['exit', 'exit'],
    allow: [/^show (?:running-config|version)$/, /^enable-config$/, /^exit$/],
    refusals: [
      {pattern: /^% .{0,60}(?:permi|privileg|denied|configured by)/i, reason: 'permission-denied'},
      {pattern: /^% /, reason: 'unsupported'},
    ],
  },
  secrets,
  volatile,
  readings: {
    ...{device, clock, deviceUsers, deviceAaa, deviceAccess, deviceSnmp, deviceLogging, deviceTime},
    ...{deviceAcls, deviceVpn, deviceServices, devicePorts, deviceConfig: deviceConfig(volatile)},
  },
};
