import type {Platform} from '../model/platform.ts';
import {accessReading} from './panos/access.ts';
import {defenceReading} from './panos/defence.ts';
import {clockReading, configReading, deviceReading, info} from './panos/identity.ts';
import {portsReading, servicesReading} from './panos/interfaces.ts';
import {loggingReading, timeReading} from './panos/logging.ts';
import {aclsReading} from './panos/policies.ts';
import {snmpReading} from './panos/snmp.ts';
import {arpReading, lldpReading, redundancyReading, routesReading} from './panos/topology.ts';
import {aaaReading, bannerReading, usersReading} from './panos/users.ts';
import {vpnReading} from './panos/vpn.ts';

/** Palo Alto Networks firewalls. */
export const panos: Platform = {
  id: 'panos',
  title: {en: 'Palo Alto Networks PAN-OS', ja: 'Palo Alto Networks PAN-OS'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.25461'],
    // Panorama and others of this maker answer below the same name.
    sysDescr: /^Palo Alto Networks \S+(?: series)? firewall/,
    command: {run: info.run, answer: /^sw-version: /m},
  },
  cli: {
    prompt: /^[\w.@-]{1,128}(?:\([a-z-]{1,30}\))?> ?$/,
    start: ['set cli pager off', 'set cli config-output-format set'],
    pager: {pattern: /(?:--more--|lines \d{1,6}-\d{1,6}(?:\/\d{1,6})?(?: \(END\))?) ?$/, answer: ' '},
    enable: null,
    finish: ['exit'],
    allow: [
      /^set cli (?:pager off|config-output-format set)$/,
      /^show (?:system info|config running|ntp|arp all|routing route|lldp neighbors all|high-availability state)$/,
      /^exit$/,
    ],
    refusals: [
      {pattern: /^[ \t]*(?:Unknown command|Invalid syntax)/m, reason: 'unsupported'},
      {pattern: /^[ \t]*(?:Permission denied|You do not have permission)/im, reason: 'permission-denied'},
    ],
  },
  secrets: [
    {kind: 'encrypted', pattern: /(?<before>)(?<secret>-AQ==[A-Za-z0-9+/=]{4,8192})/g},
    {kind: 'des-crypt', pattern: /(?<before>\bphash[ >]"?)(?<secret>[./A-Za-z0-9]{13})(?=["<;\s]|$)/},
    {kind: 'hash', pattern: /(?<before>\bphash[ >]"?)(?<secret>(?![$*!])[^\s"<;]{1,512})(?=["<;\s]|$)/},
    {kind: 'community', pattern: /(?<before>\bsnmp-community-string[ >]"?)(?<secret>[^\s"<;]{1,128})/},
    {kind: 'community', pattern: /(?<before>\bsnmptrap\b.{0,300}\scommunity "?)(?<secret>[^\s"<;]{1,128})/},
    {
      kind: 'key',
      pattern:
        /(?<before>\b(?:pre-shared-key key|authpwd|privpwd|bind-password|authentication-key|auth-key|private-key|secret(?! kind=)|api-key|[\w-]{0,40}passw(?:or)?d|passcode|password-override|[\w-]{0,40}(?:override|access|secret)-key|kerberos-keytab|service-account-cred|scep-challenge fixed|pre-shared-key(?= [^k])|authcode|authentication-code|(?:md5(?: \d{1,5})?|sha\d{1,3}|3?des|aes\S{0,16}|encryption|authentication) key)[ >]"?)(?<secret>(?!-----)[^\s"<;{]{1,4096})(?=["<;\s]|$)/,
    },
    {
      kind: 'key',
      pattern: /(?<before>^\s*<?key[ >]"?)(?<secret>(?!-----)[^\s"<;{]{1,4096})(?=["<;])/,
      within: {from: /pre-shared-key/, to: /\/pre-shared-key|\}/},
    },
  ],
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
    deviceLogging: loggingReading,
    deviceNeighbors: lldpReading,
    devicePorts: portsReading,
    deviceRedundancy: redundancyReading,
    deviceRoutes: routesReading,
    deviceServices: servicesReading,
    deviceSnmp: snmpReading,
    deviceTime: timeReading,
    deviceUsers: usersReading,
    deviceVpn: vpnReading,
  },
};
