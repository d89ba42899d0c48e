import type {Platform} from '../model/platform.ts';
import {aaaReading, bannerReading} from './fortios/aaa.ts';
import {accessReading} from './fortios/access.ts';
import {clockReading, configReading, deviceReading, status, volatileLines} from './fortios/identity.ts';
import {defenceReading} from './fortios/defence.ts';
import {interfacesReading, portsReading, vlansReading} from './fortios/interfaces.ts';
import {loggingReading} from './fortios/logging.ts';
import {aclsReading} from './fortios/policies.ts';
import {redundancyReading} from './fortios/redundancy.ts';
import {arpReading, routesReading} from './fortios/routes.ts';
import {routingReading} from './fortios/routing.ts';
import {servicesReading} from './fortios/services.ts';
import {snmpReading} from './fortios/snmp.ts';
import {timeReading} from './fortios/time.ts';
import {usersReading} from './fortios/users.ts';
import {vpnReading} from './fortios/vpn.ts';
import {wirelessReading} from './fortios/wireless.ts';

/** Where the name of an entry is a community: of the device, of its switches, of its access points. */
const communities = {
  from: /^\s*config (?:(?:system snmp|switch-controller snmp-|snmp-)\s?community|community)\s*$/,
  to: /^\s*config (?!(?:hosts6?|community|(?:(?:system snmp|switch-controller snmp-|snmp-)\s?community))\s*$)/,
};

/** FortiGate and FortiWiFi. */
export const fortios: Platform = {
  id: 'fortios',
  title: {en: 'Fortinet FortiGate (FortiOS)', ja: 'Fortinet FortiGate（FortiOS）'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.12356.101'],
    command: {run: status.run, answer: /^[ \t]*Version: Forti(?:Gate|WiFi|OS)/m},
  },
  cli: {
    prompt: /^[\w.-]{1,64} ?(?:\([^()\n]{1,64}\) ?)?[#$] ?$/,
    start: [],
    pager: {pattern: /--More-- ?$/, answer: ' '},
    enable: null,
    finish: ['exit'],
    allow: [
      /^show$/,
      /^get system (?:status|interface physical|arp|ha status)$/,
      /^get router info routing-table all$/,
      /^exit$/,
    ],
    refusals: [
      {pattern: /^[ \t]*Unknown action \d/m, reason: 'unsupported'},
      {pattern: /^[ \t]*command parse error before /m, reason: 'unsupported'},
      {pattern: /^[ \t]*Command fail\. Return code -37/m, reason: 'permission-denied'},
      {pattern: /^[ \t]*Command fail\. Return code /m, reason: 'unsupported'},
    ],
  },
  secrets: [
    {kind: 'hash', pattern: /(?<before>\bpassword ENC (?:SH2|AK1|PB2))(?<secret>[^\s"<]{8,512})/g},
    {kind: 'encrypted', pattern: /(?<before>\bENC )(?<secret>(?!(?:SH2|AK1|PB2)<)[^\s"]{1,4096})/g},
    {
      kind: 'community',
      pattern: /(?<before>^\s*set name ")(?<secret>[^"]{1,64})(?=")/,
      within: communities,
    },
    {
      kind: 'community',
      pattern: /(?<before>^\s*set name )(?<secret>[^"\s<]{1,64})(?=\s*$)/,
      within: communities,
    },
    {
      kind: 'key',
      pattern:
        /(?<before>^\s*set (?:key|psksecret|auth-pwd|priv-pwd|key-string|md5-keys?(?: \d{1,3}(?= \S)|(?! \d{1,3} ))|authkey|enckey|enc-key|keytab|ddns-key|authentication-key|auth-string|auth-password-\S{1,16}|passw(?:ord|d)\d|cak|ca-key|sim\d?-pin) )(?<secret>(?!ENC\s|"?<)\S.{0,512})/,
    },
  ],
  volatile: volatileLines,
  readings: {
    arpTable: arpReading,
    clock: clockReading,
    device: deviceReading,
    deviceAaa: aaaReading,
    deviceAccess: accessReading,
    deviceAcls: aclsReading,
    deviceBanner: bannerReading,
    deviceConfig: configReading,
    deviceDefence: defenceReading,
    deviceInterfaces: interfacesReading,
    deviceLogging: loggingReading,
    devicePorts: portsReading,
    deviceRedundancy: redundancyReading,
    deviceRoutes: routesReading,
    deviceRouting: routingReading,
    deviceServices: servicesReading,
    deviceSnmp: snmpReading,
    deviceTime: timeReading,
    deviceUsers: usersReading,
    deviceVlans: vlansReading,
    deviceVpn: vpnReading,
    deviceWireless: wirelessReading,
  },
};
