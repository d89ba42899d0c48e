import {cli} from '../model/ask.ts';
import type {DeviceReadings, Platform} from '../model/platform.ts';
import {partial, whole} from '../model/probe.ts';
import {readAaa, readBanner} from './awplus/aaa.ts';
import {readAccess} from './awplus/access.ts';
import {readAcls} from './awplus/acls.ts';
import {awplusForm, fromConfig, runningConfig} from './awplus/config.ts';
import {readDevice} from './awplus/identity.ts';
import {readInterfaces} from './awplus/interfaces.ts';
import {readLogging} from './awplus/logging.ts';
import {readPorts} from './awplus/ports.ts';
import {readRedundancy} from './awplus/redundancy.ts';
import {readDefence, readServices} from './awplus/services.ts';
import {readSnmp} from './awplus/snmp.ts';
import {readArp, readBridge, readNeighbors, readVlans} from './awplus/tables.ts';
import {clockFact, timeReading} from './awplus/time.ts';
import {readUsers} from './awplus/users.ts';
import {commandReading} from './config/command-reading.ts';
import {savedReading} from './config/saved-reading.ts';
import {loginSecrets, routingSecrets, serviceSecrets, straySecrets, valueAfter} from './config/secrets.ts';
import {readZebraRoutes} from './config/zebra-routes.ts';
import {readZebraRouting} from './config/zebra-routing.ts';

const savedConfig = cli('show startup-config', {privilege: 'root', seconds: 120, limit: 4_194_304});
const stack = cli('show stack');
const environment = cli('show system environment');
const interfaces = cli('show interface', {seconds: 60, limit: 2_097_152});

const volatile = [/^! /, /^Building configuration/, /^Current configuration/];

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
  deviceAcls: fromConfig(readAcls),
  deviceServices: fromConfig(readServices),
  deviceDefence: fromConfig(readDefence),
  deviceInterfaces: commandReading(interfaces.run, readInterfaces),
  deviceVlans: commandReading('show vlan all', readVlans),
  arpTable: commandReading('show arp', readArp),
  bridgeTable: commandReading('show mac address-table', readBridge),
  deviceNeighbors: commandReading('show lldp neighbors detail', readNeighbors),
  deviceRoutes: commandReading('show ip route', (text) => {
    const {routes, understood} = readZebraRoutes(text);
    return understood ? whole({routes}) : partial({routes}, 'unsupported');
  }),
  deviceRouting: fromConfig(readZebraRouting),
  deviceRedundancy: {
    ask: [runningConfig, interfaces, stack, environment],
    parse: (answers) =>
      readRedundancy(answers, {interfaces: interfaces.id, stack: stack.id, environment: environment.id}),
  },
  deviceConfig: savedReading({running: runningConfig, saved: savedConfig, form: awplusForm, volatile}),
};

/** Switches and routers of Allied Telesis: x230, x530, x950, SBx8100, AR routers. */
export const alliedAwplus: Platform = {
  id: 'allied-awplus',
  title: {en: 'Allied Telesis AlliedWare Plus', ja: 'アライドテレシス AlliedWare Plus'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.207.1'],
    sysDescr: /AlliedWare Plus/,
    command: {run: 'show version', answer: /^AlliedWare Plus \(TM\) /m},
  },
  cli: {
    prompt: /^[\w.-]{1,64}(?:\([\w-]{1,40}\))?[>#] ?$/,
    start: ['terminal length 0'],
    pager: {pattern: /--More--\s*$/, answer: ' '},
    enable: {command: 'enable', password: /^Password: ?$/, privileged: /^[\w.-]{1,64}# ?$/},
    finish: ['exit'],
    allow: [/^show [a-z0-9 /.-]{1,80}$/, /^terminal length 0$/, /^enable$/, /^exit$/],
    refusals: [
      {
        pattern: /^% (?:Invalid input|Unrecognized command|Incomplete command|Ambiguous command)/m,
        reason: 'unsupported',
      },
      {pattern: /^% (?:Command authorization failed|Permission denied)/m, reason: 'permission-denied'},
    ],
  },
  secrets: [
    ...loginSecrets,
    ...serviceSecrets,
    ...routingSecrets,
    ...valueAfter(
      'password',
      String.raw`^\s{0,8}(?:ppp|ip ddns|email|web-auth|openvpn|atmf|service) [^\n]{0,120}\bpassword(?: 8)?`,
    ),
    ...valueAfter(
      'psk',
      String.raw`^\s{0,8}(?:security|wpa|key) [^\n]{0,80}\b(?:psk|passphrase|key)(?: (?:8|ascii|hex))?`,
    ),
    ...valueAfter('password', String.raw`^\s{0,8}(?:(?:sim|wps) )?pin(?: 8)?`),
    ...straySecrets,
  ],
  volatile,
  readings,
};
