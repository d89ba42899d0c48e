import type {Platform} from '../model/platform.ts';
import {deviceAaa, deviceAccess, deviceUsers} from './furukawa/access.ts';
import {device, deviceConfig, software} from './furukawa/identity.ts';
import {deviceInterfaces} from './furukawa/interfaces.ts';
import {secrets} from './furukawa/secrets.ts';
import {deviceVpn} from './furukawa/vpn.ts';

/** Furukawa Electric FITELnet F and FX routers of the newer command line (F70, F220, FX201). Read after published configurations; what those do not show is not read. */
export const fitelnet: Platform = {
  id: 'fitelnet',
  title: {en: 'Furukawa FITELnet router', ja: '古河電工 FITELnetルータ'},
  family: 'network',
  via: ['ssh', 'snmp', 'kit'],
  kinds: ['network-device'],
  signs: {
    objectIds: [],
    sysDescr: /\bFITELnet\b/i,
    command: {run: 'show version', answer: software},
  },
  cli: {
    // Without a name there is nothing in front.
    prompt: /^[\w.-]{0,64}[>#] ?$/,
    start: ['terminal length 0'],
    pager: {pattern: /--\s?more\s?--\s*$/i, answer: ' '},
    enable: {command: 'enable', password: /^Password: ?$/i, privileged: /^[\w.-]{0,64}# ?$/},
    finish: ['exit'],
    allow: [/^show (?:version|interface|current\.cfg|running\.cfg)$/, /^terminal length 0$/, /^(?:enable|exit)$/],
    refusals: [
      {pattern: /^<ERROR> .{0,80}(?:permission|authori[sz]ed|privilege)/i, reason: 'permission-denied'},
      {pattern: /^<ERROR> /, reason: 'unsupported'},
    ],
  },
  secrets,
  volatile: [/^!\s{1,4}LAST /],
  readings: {device, deviceUsers, deviceAaa, deviceAccess, deviceVpn, deviceInterfaces, deviceConfig},
};
