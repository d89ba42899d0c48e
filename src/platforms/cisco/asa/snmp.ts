import type {DeviceSnmp} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, matching} from '../../config/indented.ts';
import {readSecret} from '../../text/secret.ts';
import {snmpAuth, snmpPriv} from '../../text/snmp-algorithms.ts';
import {told, type CiscoConfig} from '../config.ts';
import {after, words} from '../words.ts';

type Community = DeviceSnmp['communities'][number];
type Version = DeviceSnmp['versions'][number];

interface Host {
  readonly address: string;
  readonly version: Version;
  readonly community: string | null;
}

/** `snmp-server host inside 192.0.2.9 community ***** version 2c`: version 1 unless it says otherwise. */
function readHost(line: string): Host | null {
  const all = words(line);
  const at = all[2] === 'host-group' ? 4 : 3;
  const address = all[at];
  const version = after(all, 'version') ?? '1';
  if (address === undefined || (version !== '1' && version !== '2c' && version !== '3')) return null;
  return {address, version, community: after(all, 'community')};
}

/** ASA answers read-only, and to the hosts that are named alone: Cisco ASA Series General Operations Guide, "SNMP". */
function community(text: string): Community {
  const secret = readSecret(text);
  const [mark, grade] = secret === null ? ['*****', null] : [secret.mark, secret.grade];
  return {mark, grade, access: 'ro', acl: null, restricted: true, view: null};
}

function readUser(line: string): DeviceSnmp['users'][number] {
  const [, , name = '', group = null, ...rest] = words(line);
  const auth = after(rest, 'auth');
  const priv = after(rest, 'priv');
  const bits = /^aes$/i.test(priv ?? '') ? `aes-${after(rest, 'aes') ?? ''}` : priv;
  return {name, auth: auth === null ? 'none' : snmpAuth(auth), priv: bits === null ? 'none' : snmpPriv(bits), group};
}

export function readSnmp(config: CiscoConfig): Parsed<DeviceSnmp> {
  const lines = matching(config.nodes, /^snmp-server host /).map(({node}) => readHost(node.text));
  const hosts = lines.filter((host) => host !== null);
  const shared = matching(config.nodes, /^snmp-server community (?:[08] )?(.+)$/).map(({match}) => match[1] ?? '');
  const own = hosts.flatMap((host) => (host.community === null ? [] : [host.community]));
  const communities = [...new Set([...shared, ...own])].map(community);
  const enabled = hosts.length > 0 && !has(config.nodes, /^no snmp-server enable$/);
  const told_ = new Set(hosts.map(({version}) => version));
  return told(
    config,
    {
      enabled,
      versions: (['1', '2c', '3'] as const).filter((version) => told_.has(version)),
      communities: [...new Map(communities.map((each) => [each.mark, each])).values()],
      users: matching(config.nodes, /^snmp-server user /).map(({node}) => readUser(node.text)),
      traps: hosts.map(({address, version}) => ({address, version})),
    },
    hosts.length === lines.length && !has(config.nodes, /^snmp-server host-group /),
  );
}
