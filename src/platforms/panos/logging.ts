import {cli} from '../../model/ask.ts';
import type {DeviceLogging, DeviceTime} from '../../model/device/index.ts';
import {partial, whole, type Answers, type Reading} from '../../model/probe.ts';
import {entries, leaf, names, numberAt, type WordTree} from '../config/word-tree.ts';
import {textOrNull} from '../text/or-null.ts';
import {sortedBy} from '../text/order.ts';
import {cautious, configOf, ofConfig, show, type PanosConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type Server = DeviceLogging['servers'][number];

export const ntp = cli('show ntp');

const protocols: Readonly<Record<string, Server['protocol']>> = {UDP: 'udp', TCP: 'tcp', SSL: 'tls'};

/** Profiles of syslog servers that something is sent to: of the system, or of traffic. */
function used(nodes: readonly WordTree[]): ReadonlySet<string> {
  const found = nodes.flatMap((node) => {
    const kinds = ['system', 'config', 'userid', 'hipmatch', 'globalprotect', 'iptag', 'correlation', 'auth'];
    const system = kinds.flatMap((kind) => entries(node, 'log-settings', kind, 'match-list'));
    const traffic = entries(node, 'log-settings', 'profiles').flatMap(([, profile]) => entries(profile, 'match-list'));
    return [...system, ...traffic].flatMap(([, match]) =>
      names(match, 'send-syslog', 'using-syslog-setting').concat(names(match, 'send-syslog')),
    );
  });
  return new Set(found);
}

/** UDP and 514 are what a profile has by itself; the configuration names them where the web interface made it. */
function serversOf(node: WordTree, profiles: ReadonlySet<string>): Server[] {
  return entries(node, 'log-settings', 'syslog')
    .filter(([profile]) => profiles.has(profile))
    .flatMap(([, profile]) =>
      entries(profile, 'server').flatMap(([, server]) => {
        const address = leaf(server, 'server');
        if (address === null) return [];
        const protocol = protocols[leaf(server, 'transport') ?? 'UDP'] ?? null;
        return [{address, port: numberAt(server, 'port') ?? 514, protocol, severity: null}];
      }),
    );
}

/** Changes and logins are always recorded on the device: PAN-OS administrator's guide, log types. */
export const loggingReading: Reading<DeviceLogging> = ofConfig(({shared, vsys}: PanosConfig) => {
  const nodes = [shared, ...vsys.map(({node}) => node)];
  const profiles = used(nodes);
  return whole({
    enabled: true,
    servers: sortedBy(
      nodes.flatMap((node) => serversOf(node, profiles)),
      ({address}) => address,
    ),
    bufferSeverity: null,
    timestamps: 'datetime',
    commands: true,
    logins: true,
  });
}, caution.logging);

/** `NTP synched to 192.0.2.1`; null where it is not told. */
function source(answers: Answers): {synchronised: boolean | null; source: string | null} {
  const text = textOrNull(answers, ntp.id) ?? '';
  const server = /^[ \t]*NTP synched to (\S{1,253})\s*$/m.exec(text)?.[1];
  if (server !== undefined && server !== 'LOCAL') return {synchronised: true, source: server};
  return {synchronised: /^[ \t]*NTP (?:not synched|synched to LOCAL)/m.test(text) ? false : null, source: null};
}

export const timeReading: Reading<DeviceTime> = {
  ask: [show, ntp],
  parse(answers) {
    const config = configOf(answers);
    const servers = entries(config.device, 'deviceconfig', 'system', 'ntp-servers').flatMap(([, node]) => {
      const address = leaf(node, 'ntp-server-address');
      const way = leaf(node, 'authentication-type') ?? 'none';
      return address === null ? [] : [{address, authenticated: way !== 'none'}];
    });
    const told: DeviceTime = {
      servers: sortedBy(servers, ({address}) => address),
      protocol: servers.length > 0 ? 'ntp' : null,
      authentication: servers.length > 0 ? servers.every(({authenticated}) => authenticated) : null,
      ...(servers.length > 0 ? source(answers) : {synchronised: false, source: null}),
      stratum: null,
      offsetMs: null,
      timezone: leaf(config.device, 'deviceconfig', 'system', 'timezone'),
      serves: false,
    };
    return cautious(config, told.synchronised === null ? partial(told, 'unsupported') : whole(told), caution.time);
  },
};
