import type {DeviceLogging, DeviceTime} from '../../model/device/index.ts';
import {partial, whole, type Answers, type Reading} from '../../model/probe.ts';
import {entries, has, leaf, names, numberAt, type WordTree} from '../config/word-tree.ts';
import {textOrNull} from '../text/or-null.ts';
import {sortedBy} from '../text/order.ts';
import {readSeverity} from '../text/severity.ts';
import {cautious, configOf, ofConfig, show} from './config.ts';
import {uptime} from './identity.ts';
import * as caution from '../text/caution.ts';

/** Statements of a destination that are no facilities. */
const settings = new Set(
  'allow-duplicates archive archive-sites brief explicit-priority facility-override interface log-prefix match match-strings port routing-instance source-address structured-data tlsdetails transport exclude-hostname'.split(
    ' ',
  ),
);

const ownHosts = new Set(['other-routing-engine', 'scc-master', 'sfc0-master', 'lcc-master']);

interface Selection {
  readonly facility: string;
  readonly severity: number | null;
}

function severityOf(word: string | null): number | null {
  if (word === 'any') return 7;
  return word === null ? null : readSeverity(word);
}

function selections(node: WordTree): Selection[] {
  return [...node]
    .filter(([facility]) => !settings.has(facility))
    .map(([facility, below]) => ({facility, severity: severityOf([...below.keys()].at(-1) ?? null)}));
}

const protocols: Readonly<Record<string, DeviceLogging['servers'][number]['protocol']>> = {
  udp: 'udp',
  tcp: 'tcp',
  tls: 'tls',
};

/** 514 over UDP unless set: Junos network management guide, `system syslog host`. */
function server(address: string, node: WordTree): DeviceLogging['servers'][number] {
  const severities = selections(node).flatMap(({severity}) => (severity === null ? [] : [severity]));
  return {
    address,
    port: numberAt(node, 'port') ?? 514,
    protocol: protocols[leaf(node, 'transport') ?? 'udp'] ?? null,
    severity: severities.length > 0 ? Math.max(...severities) : null,
  };
}

/** SRX: records of sessions, which leave by the data plane. */
function streams(tree: WordTree): DeviceLogging['servers'] {
  return entries(tree, 'security', 'log', 'stream').flatMap(([, node]) => {
    const address = names(node, 'host').find((word) => word !== 'port');
    if (address === undefined) return [];
    const severity = severityOf(leaf(node, 'severity'));
    const protocol = protocols[leaf(tree, 'security', 'log', 'transport', 'protocol') ?? 'udp'] ?? null;
    return [{address, port: numberAt(node, 'host', 'port') ?? numberAt(node, 'port') ?? 514, protocol, severity}];
  });
}

export const loggingReading: Reading<DeviceLogging> = ofConfig((tree) => {
  // The other routing engine is the same device.
  const hosts = entries(tree, 'system', 'syslog', 'host').filter(([name]) => !ownHosts.has(name));
  const files = entries(tree, 'system', 'syslog', 'file');
  const all = [...hosts, ...files].flatMap(([, node]) => selections(node));
  const recorded = (facility: string): boolean =>
    all.some((each) => (each.facility === facility || each.facility === 'any') && (each.severity ?? -1) >= 6);
  const own = files.flatMap(([, node]) => selections(node)).filter(({facility}) => facility === 'any');
  return whole({
    enabled: all.length > 0 ? true : null,
    servers: sortedBy(
      [...hosts.map(([address, node]) => server(address, node)), ...streams(tree)],
      ({address}) => address,
    ),
    bufferSeverity: own[0]?.severity ?? null,
    timestamps: 'datetime',
    commands: recorded('interactive-commands'),
    logins: recorded('authorization'),
  });
}, caution.logging);

/** `Time Source:  NTP CLOCK`; null where it is not told. */
function synchronised(answers: Answers): boolean | null {
  const source = /^Time Source: {1,4}(\S{1,20}) CLOCK/m.exec(textOrNull(answers, uptime.id) ?? '')?.[1];
  return source === 'NTP' ? true : source === 'LOCAL' ? false : null;
}

export const timeReading: Reading<DeviceTime> = {
  ask: [show, uptime],
  parse(answers) {
    const config = configOf(answers);
    const {tree} = config;
    const trusted = names(tree, 'system', 'ntp', 'trusted-key');
    const servers = ['server', 'peer'].flatMap((kind) =>
      entries(tree, 'system', 'ntp', kind).map(([address, node]) => {
        const key = leaf(node, 'key');
        return {
          address,
          authenticated: key !== null && trusted.includes(key) && has(tree, 'system', 'ntp', 'authentication-key', key),
        };
      }),
    );
    const told: DeviceTime = {
      servers: sortedBy(servers, ({address}) => address),
      protocol: servers.length > 0 ? 'ntp' : null,
      authentication: servers.length > 0 ? servers.every(({authenticated}) => authenticated) : null,
      synchronised: servers.length > 0 ? synchronised(answers) : false,
      source: null,
      stratum: null,
      offsetMs: null,
      timezone: leaf(tree, 'system', 'time-zone'),
      serves: null,
    };
    return cautious(config, told.synchronised === null ? partial(told, 'unsupported') : whole(told), caution.time);
  },
};
