import {cli} from '../model/ask.ts';
import type {DeviceReadings, Platform} from '../model/platform.ts';
import {readAaa, readBanner} from './alaxala/aaa.ts';
import {readAccess} from './alaxala/access.ts';
import {readAcls} from './alaxala/acls.ts';
import {alaxalaForm, fromConfig, runningConfig} from './alaxala/config.ts';
import {readDevice, readSystem} from './alaxala/identity.ts';
import {readLogging} from './alaxala/logging.ts';
import {readPorts} from './alaxala/ports.ts';
import {readRedundancy} from './alaxala/redundancy.ts';
import {readDefence, readServices} from './alaxala/services.ts';
import {readSnmp} from './alaxala/snmp.ts';
import {readArp, readBridge, readInterfaces, readRoutes, readVlans} from './alaxala/tables.ts';
import {clockFact, timeReading} from './alaxala/time.ts';
import {commandReading} from './config/command-reading.ts';
import {savedReading} from './config/saved-reading.ts';
import {loginSecrets, routingSecrets, serviceSecrets, straySecrets, typedAfter, valueAfter} from './config/secrets.ts';
import {readZebraRouting} from './config/zebra-routing.ts';
import {orNull} from './text/or-null.ts';

const savedConfig = cli('show startup-config', {privilege: 'root', seconds: 120, limit: 4_194_304});
const version = cli('show version');
const system = cli('show system');
const bundles = cli('show channel-group detail');

const volatile = [/^# ?(?:Last modified|configuration list|default configuration)/, /^Date \d/];

/** Accounts are kept apart from the configuration, and no command lists them: there is no way to read `deviceUsers`. */
const readings: DeviceReadings = {
  device: {
    ask: [version, system],
    parse: (answers) =>
      readDevice(
        answers.command(version.id).text,
        orNull(() => readSystem(answers.command(system.id).text)),
      ),
  },
  deviceAccess: fromConfig(readAccess),
  deviceSnmp: fromConfig(readSnmp),
  deviceAaa: fromConfig(readAaa),
  deviceBanner: fromConfig(readBanner),
  deviceLogging: fromConfig(readLogging),
  deviceTime: timeReading,
  clock: clockFact,
  devicePorts: fromConfig(readPorts),
  deviceAcls: fromConfig(readAcls),
  deviceServices: fromConfig(readServices),
  deviceDefence: fromConfig(readDefence),
  deviceInterfaces: commandReading('show port', readInterfaces),
  deviceVlans: commandReading('show vlan detail', readVlans),
  arpTable: commandReading('show ip arp', readArp),
  bridgeTable: commandReading('show mac-address-table', readBridge),
  deviceRoutes: commandReading('show ip route', readRoutes),
  deviceRouting: fromConfig(readZebraRouting),
  deviceRedundancy: {
    ask: [runningConfig, bundles, system],
    parse: (answers) => readRedundancy(answers, {bundles: bundles.id, system: system.id}),
  },
  deviceConfig: savedReading({running: runningConfig, saved: savedConfig, form: alaxalaForm, volatile}),
};

/** Switches of ALAXALA: AX2500S, AX260A, AX3600S and their kin. */
export const alaxalaAx: Platform = {
  id: 'alaxala-ax',
  title: {en: 'ALAXALA AX series', ja: 'アラクサラ AXシリーズ'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.21839'],
    sysDescr: /ALAXALA/i,
    command: {run: 'show version', answer: /^[ \t]*S\/W ?: ?OS-\S{1,12} +Ver\./m},
  },
  cli: {
    prompt: /^[!@]?[\w.-]{0,64}(?:\([\w-]{1,40}\))?[>#] ?$/,
    start: ['set terminal pager disable'],
    pager: {pattern: /(?:Press any key to continue.{0,20}|--More--)\s*$/, answer: ' '},
    enable: {command: 'enable', password: /^[Pp]assword: ?$/, privileged: /^[!@]?[\w.-]{0,64}# ?$/},
    finish: ['logout'],
    allow: [/^show [a-z0-9 /.-]{1,80}$/, /^set terminal pager disable$/, /^enable$/, /^logout$/],
    refusals: [
      {
        pattern: /^% (?:illegal|Command not found|Ambiguous|Incomplete|The command or parameter)/im,
        reason: 'unsupported',
      },
      {pattern: /^% Command not authorized/im, reason: 'permission-denied'},
    ],
  },
  secrets: [
    ...valueAfter('password', String.raw`^\s{0,8}username \S{1,64} password input`),
    ...loginSecrets,
    ...serviceSecrets,
    ...routingSecrets,
    ...typedAfter('key', String.raw`^\s{0,8}vrrp \d{1,3} authentication`),
    ...typedAfter(
      'password',
      String.raw`^\s{0,8}(?:web-authentication|mac-authentication|logging email|email) [^\n]{0,80}\bpassword`,
    ),
    ...valueAfter(
      'community',
      String.raw`^\s{0,8}snmp-server host \S{1,128} vrf \d{1,4} (?:traps|informs)(?![^\n]{0,200} version 3)`,
    ),
    ...straySecrets,
  ],
  volatile,
  readings,
};
