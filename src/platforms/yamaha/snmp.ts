import type {DeviceFacts, DeviceSnmp} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {heldTo} from '../config/snmp-level.ts';
import {byCodeUnit} from '../text/order.ts';
import {readSecret} from '../text/secret.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';
import {readHosts} from './access.ts';
import {configAsk, find, has, readConfig, setting, type RtConfig} from './statements.ts';

type Community = DeviceSnmp['communities'][number];
type SnmpUser = DeviceSnmp['users'][number];

const secret = String.raw`<secret [^<>]{1,96}>`;
const hosts = new RegExp(
  String.raw`^(?<command>snmp|snmpv2c) host (?<host>\S+)(?: (?<ro>${secret}))?(?: (?<rw>${secret}))?$`,
);

/** The name of a community that was never set is the maker's: `public` (command reference, snmp community). */
function nameOf(text: string | null): Pick<Community, 'mark' | 'grade'> {
  if (text === null) return {mark: 'public', grade: 'default'};
  const told = readSecret(text);
  return {mark: told?.mark ?? text, grade: told?.grade ?? null};
}

function communitiesOf(config: RtConfig): Community[] {
  return find(config, hosts).flatMap(({groups}) => {
    const {command = '', host = '', ro, rw} = groups;
    if (host === 'none') return [];
    const {restricted: narrow, acl, interfaces} = readHosts(host);
    // Whoever is at an interface is no list of hosts, and not everybody.
    const common = {acl, restricted: interfaces.length > 0 ? null : narrow, view: null};
    const write = ro === undefined ? setting(config, `${command} community read-write`) : (rw ?? null);
    const read = ro ?? setting(config, `${command} community read-only`);
    return [
      {...nameOf(read), access: 'ro' as const, ...common},
      ...(write === null ? [] : [{...nameOf(write), access: 'rw' as const, ...common}]),
    ];
  });
}

const userLine = new RegExp(
  String.raw`^snmpv3 usm user \d+ (?<name>\S+)(?: group (?<group>\d+))?(?: (?<auth>\w{2,8}) (?:${secret}|\*)(?: (?<priv>[\w-]{2,16}) (?:${secret}|\*))?)?$`,
);

/** What a user could do is set, what its requests must at least do is not: no statement names a level (command reference, snmpv3 vacm access). */
function usersOf(config: RtConfig): SnmpUser[] {
  return find(config, userLine)
    .map(({groups: {name = '', group, auth, priv}}) =>
      heldTo({name, auth: snmpAuth(auth), priv: snmpPriv(priv), group: group ?? null}, null),
    )
    .sort((a, b) => byCodeUnit(a.name, b.name));
}

const versions = {snmp: '1', snmpv2c: '2c', snmpv3: '3'} as const;
type Command = keyof typeof versions;

export const deviceSnmp: Reading<DeviceFacts['deviceSnmp']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const open = (Object.keys(versions) as Command[]).filter((command) =>
      has(config, new RegExp(`^${command} host (?!none(?:\\s|$))`)),
    );
    const value: DeviceFacts['deviceSnmp'] = {
      // Nobody is answered unless a host is named (command reference, snmp host).
      enabled: open.length > 0,
      versions: open.map((command) => versions[command]),
      communities: communitiesOf(config),
      users: usersOf(config),
      traps: find(config, /^(?<command>snmp|snmpv2c|snmpv3) trap host (?<address>\S+)/).map(({groups}) => ({
        address: groups['address'] ?? '',
        version: versions[(groups['command'] ?? '') as Command],
      })),
    };
    if (config.cut && !value.enabled) throw new Gap('unsupported', 'the configuration is cut');
    const unread = config.statements.some(
      ({text}) =>
        (/^snmp(?:v2c)? host /.test(text) && !hosts.test(text)) ||
        (/^snmpv3 usm user /.test(text) && !userLine.test(text)),
    );
    return unread ? partial(value, 'unsupported') : whole(value);
  },
};
