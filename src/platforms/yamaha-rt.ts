import type {DeviceReadings, Platform} from '../model/platform.ts';
import {deviceAaa, deviceBanner} from './yamaha/aaa.ts';
import {deviceAccess} from './yamaha/access.ts';
import {deviceAcls} from './yamaha/acls.ts';
import {unfold} from './yamaha/fold.ts';
import {clock, device} from './yamaha/identity.ts';
import {devicePorts, deviceVlans} from './yamaha/links.ts';
import {deviceConfig, deviceLogging, deviceTime} from './yamaha/records.ts';
import {deviceRedundancy, deviceRouting} from './yamaha/routing.ts';
import {secrets} from './yamaha/secrets.ts';
import {deviceDefence, deviceServices} from './yamaha/services.ts';
import {deviceSnmp} from './yamaha/snmp.ts';
import {arpTable, deviceInterfaces, deviceRoutes} from './yamaha/tables.ts';
import {deviceUsers} from './yamaha/users.ts';
import {deviceVpn} from './yamaha/vpn.ts';

const volatile = [/^# Reporting Date: /];

const readings: DeviceReadings = {
  ...{device, clock, deviceUsers, deviceAaa, deviceBanner, deviceAccess, deviceSnmp, deviceLogging, deviceTime},
  ...{deviceAcls, deviceVpn, deviceServices, deviceDefence, devicePorts, deviceVlans, deviceRouting, deviceRedundancy},
  ...{arpTable, deviceRoutes, deviceInterfaces, deviceConfig: deviceConfig(volatile)},
};

/**
 * Yamaha RTX and NVR routers, and FWX and SRT firewalls of the same firmware. `console lines` and `console columns` are not
 * sent: they change the running configuration, and are kept with it when somebody saves (command reference, 4.21 to 4.23).
 */
export const yamahaRt: Platform = {
  id: 'yamaha-rt',
  title: {en: 'Yamaha RTX/NVR router', ja: 'ヤマハ RTX／NVRルータ'},
  family: 'network',
  via: ['ssh', 'snmp', 'kit'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.1182'],
    sysDescr: /^(?:RTX|NVR|FWX|SRT|RT|vRX)\d?\w{0,8} Rev\.\d/,
    command: {run: 'show environment', answer: /^(?:RTX|NVR|FWX|SRT|RT|vRX)\d?\w{0,8} Rev\.\d/m},
  },
  cli: {
    prompt: /^[^<>#\r\n]{0,72}[>#] ?$/,
    start: [],
    pager: {pattern: /---\s?(?:つづく|more)\s?---\s*$/i, answer: ' '},
    enable: {
      command: 'administrator',
      password: /^(?:Password|パスワード)[:：] ?$/i,
      privileged: /^[^<>#\r\n]{0,72}# ?$/,
    },
    // The first leaves administrator mode, where it was entered.
    finish: ['quit', 'quit'],
    allow: [/^show (?:environment|config|arp|ip route|status lan[1-8])$/, /^administrator$/, /^quit$/],
    refusals: [
      {pattern: /^(?:Error|エラー)[:：].{0,80}(?:administrator|管理|アドミニストレータ)/i, reason: 'permission-denied'},
      {pattern: /^(?:Error|エラー)[:：]/i, reason: 'unsupported'},
    ],
  },
  secrets,
  volatile,
  unfold,
  readings,
};
