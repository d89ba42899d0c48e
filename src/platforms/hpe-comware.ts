import {cli} from '../model/ask.ts';
import type {DeviceReadings, Platform} from '../model/platform.ts';
import {readAccess} from './comware/access.ts';
import {readAcls} from './comware/acls.ts';
import {comwareForm, fromConfig, runningConfig} from './comware/config.ts';
import {readPorts, readVlans} from './comware/ports.ts';
import {readLogging, readSnmp, readTime} from './comware/services.ts';
import {clockFact, readArp, readBridge, readDevice, readNeighbors} from './comware/tables.ts';
import {readUsers} from './comware/users.ts';
import {commandReading} from './config/command-reading.ts';
import {lastValue} from './config/indented.ts';
import {readConfig} from './config/running.ts';
import {savedReading} from './config/saved-reading.ts';
import {straySecrets, valueAfter} from './config/secrets.ts';
import {orNull, textOrNull} from './text/or-null.ts';

const version = cli('display version');
const parts = cli('display device manuinfo');
const savedConfig = cli('display saved-configuration', {privilege: 'root', seconds: 120, limit: 4_194_304});

const readings: DeviceReadings = {
  device: {
    ask: [version, parts, runningConfig],
    parse(answers) {
      const hostname = orNull(() => lastValue(readConfig(answers, comwareForm).nodes, /^sysname (\S{1,64})$/));
      const inventory = textOrNull(answers, parts.id);
      return readDevice(answers.command(version.id).text, inventory, hostname);
    },
  },
  deviceUsers: fromConfig(readUsers),
  deviceAccess: fromConfig(readAccess),
  deviceSnmp: fromConfig(readSnmp),
  deviceLogging: fromConfig(readLogging),
  deviceTime: fromConfig(readTime),
  clock: clockFact,
  devicePorts: fromConfig(readPorts),
  deviceVlans: fromConfig(readVlans),
  deviceAcls: fromConfig(readAcls),
  arpTable: commandReading('display arp', readArp),
  bridgeTable: commandReading('display mac-address', readBridge),
  deviceNeighbors: commandReading('display lldp neighbor-information verbose', readNeighbors),
  deviceConfig: savedReading({running: runningConfig, saved: savedConfig, form: comwareForm, volatile: []}),
};

/** Switches with Comware 5 and 7: HPE FlexNetwork, H3C, and those that are sold as QX by NEC. */
export const hpeComware: Platform = {
  id: 'hpe-comware',
  title: {en: 'HPE Comware', ja: 'HPE Comware'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.25506.11.1', '1.3.6.1.4.1.25506.1'],
    sysDescr: /Comware/,
    command: {run: 'display version', answer: /Comware Software, Version \d/},
  },
  cli: {
    prompt: /^[<[][\w.-]{1,64}(?:-[\w./-]{1,40})?[>\]] ?$/,
    start: ['screen-length disable'],
    pager: {pattern: /---- More ----\s*$/, answer: ' '},
    enable: null,
    finish: ['quit'],
    allow: [/^display [a-z0-9 /.-]{1,80}$/, /^screen-length disable$/, /^quit$/],
    refusals: [
      {
        pattern:
          /^ ?% ?(?:Unrecognized command|Incomplete command|Ambiguous command|Wrong parameter|Too many parameters)/m,
        reason: 'unsupported',
      },
      {pattern: /^ ?(?:% ?)?Permission denied/m, reason: 'permission-denied'},
    ],
  },
  secrets: [
    ...valueAfter('key', String.raw`\bmd5-password (?:cipher|plain|simple) \S{1,64}`),
    ...valueAfter('community', String.raw`^\s{0,8}snmp-agent community-map`),
    ...valueAfter(
      'key',
      String.raw`\bsa (?:\w{1,16}-hex|string-key|hex-key \w{1,16}) (?:inbound|outbound) (?:ah|esp)(?! (?:cipher|simple)\b)`,
    ),
    ...valueAfter('hash', String.raw`\b(?:password|key) (?:hash|irreversible-cipher)`),
    ...valueAfter('reversible', String.raw`\bcipher(?! (?:authentication|privacy)-mode\b)`),
    ...valueAfter('key', String.raw`\bsimple(?! (?:(?:authentication|privacy)-mode|plain|cipher)\b)`),
    ...valueAfter('community', String.raw`^\s{0,8}snmp-agent community (?:read|write)(?! (?:simple|cipher)\b)`),
    // The name of such a user is a community.
    ...valueAfter('community', String.raw`^\s{0,8}snmp-agent usm-user v(?:1|2c)`),
    ...valueAfter('community', String.raw`\bparams securityname(?![^\n]{0,120} v3\b)`),
    ...valueAfter(
      'password',
      String.raw`\b(?:authentication|privacy)-mode (?:md5|sha|sha256|des56|3des|aes128|aes192|aes256)(?! (?:cipher|simple|plain|privacy-mode|rfc2082|rfc2453|usual)\b)(?! \d{1,3} )`,
    ),
    ...valueAfter(
      'key',
      String.raw`\bauthentication-mode (?:hmac-)?(?:md5|sha\S{0,8}) \d{1,3}(?! (?:cipher|plain|simple)\b)`,
    ),
    ...valueAfter('key', String.raw`\b(?:plain|pre-shared-key|key-string)(?! (?:cipher|simple|plain)\b)`),
    ...valueAfter('key', String.raw`\bauthentication-mode md5 (?:rfc2082|rfc2453|usual)(?! (?:cipher|plain|simple)\b)`),
    ...straySecrets,
  ],
  volatile: [],
  readings,
};
