import {cli} from '../model/ask.ts';
import type {DeviceReadings, Platform} from '../model/platform.ts';
import {readAaa} from './aoscx/aaa.ts';
import {readAccess} from './aoscx/access.ts';
import {readAcls} from './aoscx/acls.ts';
import {readBanner} from './aoscx/banners.ts';
import {aoscxForm, fromConfig, runningConfig} from './aoscx/config.ts';
import {lagBundles} from './aoscx/lags.ts';
import {readLogging} from './aoscx/logging.ts';
import {readPorts} from './aoscx/ports.ts';
import {readServices} from './aoscx/services.ts';
import {readSnmp} from './aoscx/snmp.ts';
import {readArp, readBridge, readDevice, readNeighbors, readParts} from './aoscx/tables.ts';
import {clockFact, timeReading} from './aoscx/time.ts';
import {readUsers} from './aoscx/users.ts';
import {readVlans} from './aoscx/vlans.ts';
import {commandReading} from './config/command-reading.ts';
import {readConfig, told} from './config/running.ts';
import {savedReading} from './config/saved-reading.ts';
import {straySecrets, valueAfter} from './config/secrets.ts';
import {readZebraRouting} from './config/zebra-routing.ts';
import {textOrNull} from './text/or-null.ts';

const savedConfig = cli('show startup-config', {seconds: 120, limit: 4_194_304});
const supplies = cli('show environment power-supply');
const fans = cli('show environment fan');

const volatile = [/^(?:Current|Startup) configuration:/, /^!export-password/, /^!Version /];

const readings: DeviceReadings = {
  device: commandReading('show system', readDevice),
  deviceUsers: fromConfig(readUsers),
  deviceAccess: fromConfig(readAccess),
  deviceSnmp: fromConfig(readSnmp),
  deviceAaa: fromConfig(readAaa),
  deviceBanner: fromConfig(readBanner),
  deviceLogging: fromConfig(readLogging),
  deviceTime: timeReading,
  clock: clockFact,
  devicePorts: fromConfig(readPorts),
  deviceVlans: fromConfig(readVlans),
  deviceAcls: fromConfig(readAcls),
  deviceServices: fromConfig(readServices),
  deviceRouting: fromConfig(readZebraRouting),
  arpTable: commandReading('show arp all-vrfs', readArp),
  bridgeTable: commandReading('show mac-address-table', readBridge),
  deviceNeighbors: commandReading('show lldp neighbor-info detail', readNeighbors),
  deviceRedundancy: {
    ask: [runningConfig, supplies, fans],
    parse(answers) {
      const text = (id: string): string => textOrNull(answers, id) ?? '';
      const config = readConfig(answers, aoscxForm);
      const found = readParts(text(supplies.id), text(fans.id));
      const value = {gateways: [], bundles: lagBundles(config.nodes), ...found};
      const understood =
        found.powerSupplies.length > 0 &&
        found.fans.length > 0 &&
        !config.nodes.some(({children}) => children.some((one) => /^vrrp /.test(one.text)));
      return told(value, config, understood);
    },
  },
  deviceConfig: savedReading({running: runningConfig, saved: savedConfig, form: aoscxForm, volatile}),
};

/** Switches of HPE Aruba Networking with AOS-CX: CX 4100i, 6000 to 10000. */
export const arubaAoscx: Platform = {
  id: 'aruba-aoscx',
  title: {en: 'HPE Aruba AOS-CX', ja: 'HPE Aruba AOS-CX'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.47196.4.1.1.1'],
    command: {run: 'show version', answer: /^(?:ArubaOS|AOS)-CX$/m},
  },
  cli: {
    prompt: /^[\w.-]{1,64}(?:\([\w-]{1,40}\))?[>#] ?$/,
    start: ['no page'],
    pager: {pattern: /-- MORE --,.{0,60}$/, answer: ' '},
    enable: null,
    finish: ['exit'],
    allow: [/^show [a-z0-9 /.-]{1,80}$/, /^no page$/, /^exit$/],
    refusals: [
      {
        pattern: /^(?:% )?(?:Invalid input|Unknown command|Incomplete command|Ambiguous command)/im,
        reason: 'unsupported',
      },
      {pattern: /^(?:Cannot execute command|% ?Command not authorized)/im, reason: 'permission-denied'},
    ],
  },
  secrets: [
    ...valueAfter('hash', String.raw`\bciphertext`),
    ...valueAfter('password', String.raw`\bplaintext`),
    ...valueAfter('community', String.raw`^\s{0,8}snmp-server community`),
    ...valueAfter('community', String.raw`\bversion v?(?:1|2c) community`),
    ...valueAfter(
      'key',
      String.raw`\b(?:md5|authentication-key|simple-text)(?! (?:(?:ciphertext|plaintext|key)\b|\d{1,5} ))`,
    ),
    ...valueAfter('key', String.raw`^\s{0,8}(?:radius|tacacs)-server [^\n]{0,200}\bkey(?! (?:ciphertext|plaintext)\b)`),
    ...valueAfter(
      'password',
      String.raw`\b(?:auth-pass|priv-pass|password)(?! (?:ciphertext|plaintext|complexity|configuration|minimum-length)\b)`,
    ),
    ...straySecrets,
  ],
  volatile,
  readings,
};
