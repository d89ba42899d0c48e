import {cli} from '../model/ask.ts';
import type {DeviceReadings, Platform} from '../model/platform.ts';
import {commandReading} from './config/command-reading.ts';
import {configLines, told} from './config/running.ts';
import {loginSecrets, routingSecrets, straySecrets, typedAfter, valueAfter} from './config/secrets.ts';
import {readZebraRouting} from './config/zebra-routing.ts';
import {readAccess, readUsers} from './frr/access.ts';
import {readAcls} from './frr/acls.ts';
import {fromConfig} from './frr/config.ts';
import {readLogging} from './frr/logging.ts';
import {readDevice, readInterfaces, readRoutes} from './frr/tables.ts';

const routes = cli('show ip route', {seconds: 60, limit: 4_194_304});
const routes6 = cli('show ipv6 route', {seconds: 60, limit: 4_194_304});

const volatile = [/^Building configuration/, /^Current configuration/];

const readings: DeviceReadings = {
  device: commandReading('show version', readDevice),
  deviceUsers: fromConfig(readUsers),
  deviceAccess: fromConfig(readAccess),
  deviceAcls: fromConfig(readAcls),
  deviceLogging: fromConfig(readLogging),
  deviceInterfaces: commandReading('show interface', readInterfaces),
  deviceRoutes: {
    ask: [routes, routes6],
    parse: (answers) => readRoutes(answers.command(routes.id).text, answers.command(routes6.id).text),
  },
  deviceRouting: fromConfig(readZebraRouting),
  // What was saved can only be read as a file of the system below.
  deviceConfig: fromConfig((config) => told({saved: null, lines: configLines(config.text, volatile)}, config)),
};

/** FRRouting, through vtysh as the login shell. */
export const frr: Platform = {
  id: 'frr',
  title: {en: 'FRRouting (vtysh)', ja: 'FRRouting（vtysh）'},
  family: 'network',
  via: ['ssh'],
  kinds: ['network-device'],
  signs: {command: {run: 'show version', answer: /^FRRouting \d/m}},
  cli: {
    prompt: /^[\w.-]{1,64}(?:\([\w-]{1,40}\))?[>#] ?$/,
    start: ['terminal length 0'],
    pager: {pattern: /--More--\s*$/, answer: ' '},
    enable: null,
    finish: ['exit'],
    allow: [/^show [a-z0-9 /.-]{1,80}$/, /^terminal length 0$/, /^exit$/],
    refusals: [{pattern: /^% (?:Unknown command|Ambiguous command|Command incomplete)/m, reason: 'unsupported'}],
  },
  secrets: [
    ...loginSecrets,
    ...routingSecrets,
    ...typedAfter('password', String.raw`^\s{0,8}password`),
    ...valueAfter('key', String.raw`\bauthentication key-id \d{1,10} hash-algo \S{1,32} key`),
    ...valueAfter('key', String.raw`\bip(?:v6)? nhrp authentication`),
    ...valueAfter('password', String.raw`^\s{0,8}(?:area|domain)-password (?:clear|md5)`),
    ...straySecrets,
  ],
  volatile,
  readings,
};
