import type {Platform} from '../model/platform.ts';
import {aaaReading, bannerReading} from './junos/aaa.ts';
import {accessReading} from './junos/access.ts';
import {show} from './junos/config.ts';
import {defenceReading} from './junos/defence.ts';
import {clockReading, configReading, deviceReading, version} from './junos/identity.ts';
import {portsReading, vlansReading} from './junos/interfaces.ts';
import {loggingReading, timeReading} from './junos/logging.ts';
import {aclsReading} from './junos/policies.ts';
import {redundancyReading, routingReading} from './junos/routing.ts';
import {servicesReading} from './junos/services.ts';
import {snmpReading} from './junos/snmp.ts';
import {arpReading, bridgeReading, lldpReading} from './junos/topology.ts';
import {usersReading} from './junos/users.ts';
import {vpnReading} from './junos/vpn.ts';

/** EX, QFX, SRX, MX and other systems with Junos OS. */
export const junos: Platform = {
  id: 'junos',
  title: {en: 'Juniper Junos OS', ja: 'Juniper Junos OS'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.2636.1'],
    command: {run: version.run, answer: /^(?:JUNOS |Junos: )/m},
  },
  cli: {
    prompt: /^(?:[\w.-]{1,64}@)?[\w.-]{1,255}> ?$/,
    start: ['set cli screen-length 0', 'set cli screen-width 0'],
    pager: {pattern: /---\(more(?: \d{1,3}%)?\)---$/, answer: ' '},
    enable: null,
    finish: ['exit'],
    allow: [
      /^set cli screen-(?:length|width) 0$/,
      /^show (?:version|chassis hardware|system uptime|arp no-resolve|lldp neighbors|ethernet-switching table)$/,
      new RegExp(`^${show.run.replaceAll('|', String.raw`\|`)}$`),
      /^exit$/,
    ],
    refusals: [
      {pattern: /^[ \t]*(?:unknown command|syntax error)/m, reason: 'unsupported'},
      {pattern: /^error: (?:command is not valid|the \S{1,64} subsystem)/m, reason: 'unsupported'},
      {pattern: /^error: permission denied/m, reason: 'permission-denied'},
    ],
  },
  secrets: [
    {kind: 'encrypted', pattern: /(?<before>"?\$[89]\$)(?<secret>[^\s"<;]{1,512})/g},
    {kind: 'hash', pattern: /(?<before>\bencrypted-password "?)(?<secret>(?![*!"])[^\s"$<;][^"<;]{0,255}?)(?=["; ]|$)/},
    {kind: 'community', pattern: /(?<before>\bsnmp community "?)(?<secret>[^\s"<;]{1,64})/},
    {
      kind: 'community',
      pattern: /(?<before>^\s*community "?)(?<secret>[^\s"<;]{1,64})(?="? \{|"?;)/,
      within: {from: /^snmp \{/, to: /^\}/},
    },
    {
      kind: 'community',
      pattern:
        /(?<before>\b(?:snmp-community|rmon event \S{1,20} community) "?)(?<secret>(?!\{)[^\s"<;]{1,64})(?="?\s*;|"?$)/,
    },
    {kind: 'community', pattern: /(?<before>\bcommunity-name "?)(?<secret>[^\s"<;]{1,64})/},
    {kind: 'community', pattern: /(?<before>\btrap-group "?)(?<secret>[^\s"<;]{1,64})/},
    {
      kind: 'key',
      pattern:
        /(?<before>\b(?:authentication-key|authentication-password|privacy-password|privacy-key|plain-text-password-value|\d{1,5} value|wpa-personal key|authentication-secret|simple-password|(?:ascii-text|hexadecimal)|pre-shared-key|secret(?! kind=)|key-string|md5 \d{1,3} key|type \S{1,20} value|shared-secret|passphrase|ascii-key|cak|bind-password|password) "?)(?<secret>(?!["<$;{])(?![*!]{1,2}[";\s]|[*!]{1,2}$)(?!\b(?:minimum|maximum|change|format)\b)[^\s"<;{]{1,512})(?="?;?\s*$)/,
    },
  ],
  volatile: [/^## Last (?:commit|changed): /, /^\{(?:master|backup|primary|secondary|linecard)/],
  readings: {
    arpTable: arpReading,
    bridgeTable: bridgeReading,
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
    deviceRouting: routingReading,
    deviceServices: servicesReading,
    deviceSnmp: snmpReading,
    deviceTime: timeReading,
    deviceUsers: usersReading,
    deviceVlans: vlansReading,
    deviceVpn: vpnReading,
  },
};
