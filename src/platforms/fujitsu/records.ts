import type {DeviceFacts, DeviceServices} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {readSecret} from '../text/secret.ts';
import {configAsk, find, readSettings, readZone, setting} from './settings.ts';

const manager =
  /^snmp manager (?<id>\d+) (?<address>\S+) (?<community><secret [^<>]{1,96}>)(?: (?<trap>off|v1|v2c?|v3))?(?: (?<write>enable|disable))?$/;

export const deviceSnmp: Reading<DeviceFacts['deviceSnmp']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const managers = find(settings, manager);
    const users = find(settings, /^snmp user (?<id>\d+) name (?<name>\S+)$/);
    const told = setting(settings, 'snmp service');
    const enabled = told === 'on' || told === 'enable';
    const value: DeviceFacts['deviceSnmp'] = {
      // Off unless it is switched on (command reference, snmp service).
      enabled,
      versions: enabled
        ? [...(managers.length > 0 ? (['1', '2c'] as const) : []), ...(users.length > 0 ? (['3'] as const) : [])]
        : [],
      communities: managers.map(({groups}) => {
        const {address = '', community = '', write} = groups;
        const secret = readSecret(community);
        const anyone = address === '0.0.0.0';
        return {
          ...{mark: secret?.mark ?? '', grade: secret?.grade ?? null, access: write === 'enable' ? 'rw' : 'ro'},
          ...{acl: anyone ? null : address, restricted: !anyone, view: null},
        };
      }),
      users: users.map(({groups}) => ({name: groups['name'] ?? '', auth: 'unknown', priv: 'unknown', group: null})),
      traps: managers
        .filter(({groups}) => groups['trap'] !== undefined && groups['trap'] !== 'off')
        .map(({groups}) => ({
          address: groups['address'] ?? '',
          version: groups['trap'] === 'v1' ? '1' : groups['trap'] === 'v3' ? '3' : '2c',
        })),
    };
    const unread = settings.filter((line) => /^snmp manager /.test(line)).length !== managers.length;
    return unread || users.length > 0 ? partial(value, 'unsupported') : whole(value);
  },
};

const priorities: Readonly<Record<string, number>> = {error: 3, warn: 4, notice: 5, info: 6, debug: 7};

export const deviceLogging: Reading<DeviceFacts['deviceLogging']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const levels = (setting(settings, 'syslog pri') ?? '').split(',').flatMap((word) => priorities[word] ?? []);
    const severity = levels.length === 0 ? null : Math.max(...levels);
    const hosts = find(settings, /^syslog server (?:\d+ address )?(?<address>[0-9a-f.:]{3,45})$/i);
    const value: DeviceFacts['deviceLogging'] = {
      enabled: true,
      servers: hosts.map(({groups}) => ({address: groups['address'] ?? '', port: null, protocol: 'udp', severity})),
      ...{bufferSeverity: severity, timestamps: null, commands: null, logins: null},
    };
    const unread = settings.some(
      (line) => /^syslog server /.test(line) && !/^syslog server (?:\d+ (?:address|pri|port) )?\S+$/.test(line),
    );
    return unread ? partial(value, 'unsupported') : whole(value);
  },
};

export const deviceTime: Reading<DeviceFacts['deviceTime']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const found = find(settings, /^time auto server (?:\d+ )?(?<address>\S+) (?<way>time|sntp|dhcp)$/);
    const ways = found.map(({groups}) => groups['way']);
    const named = found.filter(({groups}) => groups['address'] !== '0.0.0.0');
    const value: DeviceFacts['deviceTime'] = {
      servers: named.map(({groups}) => ({address: groups['address'] ?? '', authenticated: false})),
      protocol: ways.includes('sntp') ? 'sntp' : ways.includes('time') ? 'rdate' : null,
      ...{authentication: false, synchronised: null, source: null, stratum: null, offsetMs: null, serves: null},
      timezone: readZone(setting(settings, 'time zone')),
    };
    // Servers that DHCP tells are not seen.
    return ways.includes('dhcp') ? partial(value, 'unsupported') : whole(value);
  },
};

export const deviceServices: Reading<DeviceFacts['deviceServices']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const dhcp = settings.some((line) => /^lan \d+ ip dhcp service server$/.test(line));
    const dns = settings.some((line) => /^proxydns /.test(line));
    const features: DeviceServices['features'] = [
      {name: 'dhcp-server', enabled: dhcp, interface: null},
      {name: 'dns-server', enabled: dns, interface: null},
    ];
    return whole({features});
  },
};
