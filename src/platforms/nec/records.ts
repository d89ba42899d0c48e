import type {DeviceFacts, DeviceSnmp} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {heldTo} from '../config/snmp-level.ts';
import {readSecret} from '../text/secret.ts';
import {readSeverity} from '../text/severity.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';
import {isNarrow} from './access.ts';
import {configAsk, readTree} from './tree.ts';

const secret = String.raw`<secret [^<>]{1,96}>`;
const community = new RegExp(
  String.raw`^snmp-agent(?: vrf \S+)? (?<family>ipv?6?) community (?<name>${secret})(?<words>(?: \S+){0,3})$`,
);

function communitiesOf(tree: readonly ConfigNode[]): DeviceSnmp['communities'] {
  return matching(tree, community).map(({match: {groups}}) => {
    const words = (groups?.['words'] ?? '').split(' ').filter((word) => word !== '');
    // One list may stand for all communities.
    const all = lastValue(tree, new RegExp(`^snmp-agent ${groups?.['family'] ?? ''} access-list (\\S+)$`));
    const acl = words.find((word) => !/^read-(?:only|write)$/.test(word)) ?? all;
    const told = readSecret(groups?.['name'] ?? '');
    return {
      ...{mark: told?.mark ?? '', grade: told?.grade ?? null, acl, restricted: isNarrow(tree, acl), view: null},
      access: words.includes('read-write') ? 'rw' : words.includes('read-only') ? 'ro' : null,
    };
  });
}

/** How the level stands in the line of a group is not known, so that what a user could do says nothing of what it must. */
function usersOf(tree: readonly ConfigNode[]): DeviceSnmp['users'] {
  return matching(tree, /^snmpv3 user (?<name>\S+) (?<group>\S+)(?<rest>.*)$/).map(({match: {groups}}) => {
    const {name = '', group = '', rest = ''} = groups ?? {};
    const auth = / auth (\S+)/.exec(rest)?.[1];
    const priv = / priv (\S+)/.exec(rest)?.[1];
    return heldTo({name, group, auth: snmpAuth(auth), priv: snmpPriv(priv)}, null);
  });
}

export const deviceSnmp: Reading<DeviceFacts['deviceSnmp']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const [communities, users] = [communitiesOf(tree), usersOf(tree)];
    const enabled = has(tree, /^snmp-agent(?: vrf \S+)? ipv?6? enable$/);
    const hosts = new RegExp(
      String.raw`^snmp-agent(?: vrf \S+)? ipv?6? host (?<address>\S+) ${secret}(?: version (?<version>[123]))?`,
    );
    const value: DeviceFacts['deviceSnmp'] = {
      enabled,
      versions: enabled
        ? [...(communities.length > 0 ? (['1', '2c'] as const) : []), ...(users.length > 0 ? (['3'] as const) : [])]
        : [],
      ...{communities, users},
      traps: matching(tree, hosts).map(({match: {groups}}) => ({
        address: groups?.['address'] ?? '',
        version: groups?.['version'] === '2' ? '2c' : groups?.['version'] === '1' ? '1' : null,
      })),
    };
    const unread = matching(tree, /^snmp-agent(?: vrf \S+)? ipv?6? community /).length !== communities.length;
    return unread ? partial(value, 'unsupported') : whole(value);
  },
};

export const deviceLogging: Reading<DeviceFacts['deviceLogging']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const level = readSeverity(lastValue(tree, /^logging subsystem all (\w+)$/) ?? '');
    const sending = has(tree, /^syslog ipv?6? enable$/);
    const hosts = matching(tree, /^syslog(?: vrf \S+)? ipv?6? host (?<address>\S+)(?: port (?<port>\d{1,5}))?/);
    const stamp = lastValue(tree, /^logging timestamp (\w+)$/);
    return whole({
      enabled: has(tree, /^logging buffered\b/) || sending,
      servers: (sending ? hosts : []).map(({match: {groups}}) => ({
        ...{address: groups?.['address'] ?? '', protocol: 'udp' as const, severity: level},
        port: groups?.['port'] === undefined ? null : Number(groups['port']),
      })),
      bufferSeverity: has(tree, /^logging buffered\b/) ? level : null,
      timestamps: stamp === 'datetime' ? 'datetime' : stamp === 'timeofday' ? 'datetime' : null,
      ...{commands: null, logins: null},
    });
  },
};

export const deviceTime: Reading<DeviceFacts['deviceTime']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const [ntp, sntp] = [has(tree, /^ntp ipv?6? enable$/), has(tree, /^sntp (?:ipv?6? )?enable$/)];
    const pattern = ntp ? /^ntp(?: vrf \S+)? server (?<address>\S+)/ : /^sntp server (?<address>\S+)/;
    const found = ntp || sntp ? matching(tree, pattern) : [];
    return whole({
      servers: found.map(({match: {groups}}) => ({address: groups?.['address'] ?? '', authenticated: null})),
      protocol: ntp ? 'ntp' : sntp ? 'sntp' : null,
      ...{authentication: null, synchronised: null, source: null, stratum: null, offsetMs: null},
      timezone: lastValue(tree, /^timezone ([+-]\d{2} \d{2})$/)?.replace(' ', ':') ?? null,
      serves: ntp && has(tree, /^ntp master\b/) ? true : null,
    });
  },
};
