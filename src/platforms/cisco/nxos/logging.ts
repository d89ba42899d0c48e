import type {DeviceLogging, DeviceTime} from '../../../model/device/index.ts';
import {cli} from '../../../model/ask.ts';
import type {Answers, Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {isOwnClock} from '../../text/clock.ts';
import {orNull} from '../../text/or-null.ts';
import {byCodeUnit} from '../../text/order.ts';
import {readSeverity} from '../../text/severity.ts';
import {told, type CiscoConfig} from '../config.ts';
import {ntpServers, timezoneOf} from '../ntp.ts';
import {after, words} from '../words.ts';

type Server = DeviceLogging['servers'][number];

export const showPeers = cli('show ntp peer-status');

function serverOf({text}: ConfigNode): Server | null {
  const [, , address, ...rest] = words(text);
  if (address === undefined) return null;
  const secure = rest.includes('secure');
  const port = after(rest, 'port');
  return {
    address,
    port: port === null ? (secure ? 6514 : 514) : /^\d{1,5}$/.test(port) ? Number(port) : null,
    protocol: secure ? 'tls' : 'udp',
    severity: /^[0-7]$/.test(rest[0] ?? '') ? Number(rest[0]) : null,
  };
}

/** Commands stand in the accounting log, which no setting switches off: Cisco Nexus Security Configuration Guide, "Configuring AAA". */
export function readLogging(config: CiscoConfig): Parsed<DeviceLogging> {
  const lines = matching(config.nodes, /^logging server /).map(({node}) => serverOf(node));
  const servers = lines.filter((server) => server !== null);
  const level = lastValue(config.nodes, /^logging logfile \S+ (\d)\b/);
  return told(config, {
    enabled: true,
    servers: servers.sort((a, b) => byCodeUnit(a.address, b.address)),
    bufferSeverity: level === null ? null : readSeverity(level),
    timestamps: 'datetime',
    commands: true,
    logins: null,
  });
}

type Status = Pick<DeviceTime, 'synchronised' | 'source' | 'stratum' | 'offsetMs'>;

const follower = /^\*(\S{1,64})\s+\S+\s+(\d{1,2})\s/m;

/** `show ntp peer-status`: the peer with `*` is the one that the clock follows. */
export function readPeerStatus(text: string | null): Status {
  const unknown: Status = {synchronised: null, source: null, stratum: null, offsetMs: null};
  if (/^Total peers ?: ?0$/m.test(text ?? '')) return {...unknown, synchronised: false};
  if (text === null || !/remote\s+local\s+st/.test(text)) return unknown;
  const match = follower.exec(text);
  if (match?.[1] === undefined || isOwnClock(match[1])) return {...unknown, synchronised: false};
  return {synchronised: true, source: match[1], stratum: Number(match[2]) + 1, offsetMs: null};
}

/** The answer about peers; null where the one that is followed may stand in what was cut off. */
export function askedPeers(answers: Answers): string | null {
  const shown = orNull(() => answers.command(showPeers.id));
  return shown === null || (shown.cut && !follower.test(shown.text)) ? null : shown.text;
}

export function readTime(config: CiscoConfig, shown: string | null): Parsed<DeviceTime> {
  const {servers, authentication, understood} = ntpServers(config.nodes);
  const value: DeviceTime = {
    servers,
    protocol: servers.length > 0 ? 'ntp' : has(config.nodes, /^feature ptp$/) ? 'ptp' : null,
    authentication,
    ...readPeerStatus(shown),
    timezone: timezoneOf(config.nodes),
    serves: has(config.nodes, /^ntp master\b/) ? true : null,
  };
  return told(config, value, understood && value.synchronised !== null);
}
