import {cli} from '../model/ask.ts';
import type {DeviceReadings, Platform} from '../model/platform.ts';
import {commandReading} from './config/command-reading.ts';
import {savedReading} from './config/saved-reading.ts';
import {serviceSecrets, straySecrets, valueAfter} from './config/secrets.ts';
import {readAccess} from './procurve/access.ts';
import {readAcls} from './procurve/acls.ts';
import {fromConfig, procurveForm, runningConfig} from './procurve/config.ts';
import {readLogging} from './procurve/logging.ts';
import {readPorts} from './procurve/ports.ts';
import {readSnmp} from './procurve/snmp.ts';
import {readArp, readDevice, readNeighbors} from './procurve/tables.ts';
import {readTime} from './procurve/time.ts';
import {readUsers} from './procurve/users.ts';
import {readVlans} from './procurve/vlans.ts';
import {textOrNull} from './text/or-null.ts';

const system = cli('show system');
const savedConfig = cli('show config', {privilege: 'root', seconds: 120, limit: 4_194_304});

const volatile = [/^(?:Running|Startup) configuration:/, /^;/];

const readings: DeviceReadings = {
  device: {
    ask: [system, runningConfig],
    parse: (answers) => readDevice(answers.command(system.id).text, textOrNull(answers, runningConfig.id)),
  },
  deviceUsers: fromConfig(readUsers),
  deviceAccess: fromConfig(readAccess),
  deviceSnmp: fromConfig(readSnmp),
  deviceLogging: fromConfig(readLogging),
  deviceTime: fromConfig(readTime),
  devicePorts: fromConfig(readPorts),
  deviceVlans: fromConfig(readVlans),
  deviceAcls: fromConfig(readAcls),
  arpTable: commandReading('show arp', readArp),
  deviceNeighbors: commandReading('show lldp info remote-device detail', readNeighbors),
  deviceConfig: savedReading({running: runningConfig, saved: savedConfig, form: procurveForm, volatile}),
};

/** Switches with ArubaOS-Switch, before ProVision: HP ProCurve, Aruba 2530, 2930, 3810, 5400R. */
export const hpeProcurve: Platform = {
  id: 'hpe-procurve',
  title: {en: 'HPE ArubaOS-Switch (ProCurve)', ja: 'HPE ArubaOS-Switch（ProCurve）'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.11.2.3.7.11', '1.3.6.1.4.1.11.2.3.7.8'],
    sysDescr: /\brevision [A-Z]{1,2}\.\d|PROCURVE/i,
    command: {run: 'show system', answer: /Software revision {0,12}: {0,2}[A-Z]{1,2}\.\d/},
  },
  cli: {
    prompt: /^[\w.-]{1,64}(?:\([\w-]{1,40}\))?[>#] ?$/,
    start: ['no page'],
    pager: {pattern: /-- MORE --,.{0,60}$/, answer: ' '},
    enable: {command: 'enable', password: /^Password: ?$/, privileged: /^[\w.-]{1,64}# ?$/},
    finish: ['exit'],
    allow: [/^show [a-z0-9 /.-]{1,80}$/, /^no page$/, /^enable$/, /^exit$/],
    refusals: [
      {pattern: /^(?:Invalid input|Ambiguous input|Incomplete input)/m, reason: 'unsupported'},
      {pattern: /^Not authorized to run this command/m, reason: 'permission-denied'},
    ],
  },
  secrets: [
    ...serviceSecrets,
    ...valueAfter('community', String.raw`^\s{0,8}snmp-server host \S{1,128} community`),
    ...valueAfter('hash', String.raw`^\s{0,8}password [^\n]{0,120}\b(?:sha1|sha256|bcrypt)`),
    ...valueAfter('password', String.raw`^\s{0,8}password [^\n]{0,120}\bplaintext`),
    ...valueAfter(
      'password',
      String.raw`^\s{0,8}aaa authentication local-user [^\n]{0,120}\bpassword (?:sha1|sha256|plaintext)`,
    ),
    ...valueAfter('reversible', String.raw`\b(?:encrypted-key|encrypted-password)`),
    ...valueAfter('key', String.raw`\b(?:key-string|key-value|shared-secret|authentication-key|md5-auth-key)`),
    ...valueAfter('password', String.raw`^\s{0,8}snmpv3 user [^\n]{0,120}\bauth (?:md5|sha)`),
    ...valueAfter('password', String.raw`^\s{0,8}snmpv3 user [^\n]{0,300}\bpriv(?: (?:des|aes))?(?! (?:des|aes)\b)`),
    ...valueAfter('community', String.raw`^\s{0,8}snmpv3 community index \S{1,64} name`),
    ...valueAfter('key', String.raw`\bauthentication-type simple-text`),
    ...straySecrets,
  ],
  volatile,
  readings,
};
