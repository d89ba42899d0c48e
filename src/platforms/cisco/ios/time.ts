import {cli} from '../../../model/ask.ts';
import type {DeviceTime} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, matching} from '../../config/indented.ts';
import {isOwnClock} from '../../text/clock.ts';
import {told, type CiscoConfig} from '../config.ts';
import {ntpServers, timezoneOf} from '../ntp.ts';

export const showNtpStatus = cli('show ntp status');

type Status = Pick<DeviceTime, 'synchronised' | 'source' | 'stratum' | 'offsetMs'>;

/** `127.127.1.1`, `.LOCL.`: the clock of the device itself, as the reference that NTP names. */

/** `show ntp status` of IOS and ASA. */
export function readNtpStatus(text: string | null): Status {
  const unknown: Status = {synchronised: null, source: null, stratum: null, offsetMs: null};
  if (text === null) return unknown;
  if (/NTP is not enabled/.test(text)) return {...unknown, synchronised: false};
  const match = /Clock is (un)?synchronized, stratum (\d{1,2}), (?:reference is (\S{1,64})|no reference)/.exec(text);
  if (match === null) return unknown;
  // A device that follows its own clock says that it is synchronised, too.
  const synchronised = match[1] === undefined && !isOwnClock(match[3] ?? '');
  const offset = /clock offset is (-?\d{1,12}(?:\.\d{1,6})?) msec/.exec(text)?.[1];
  return {
    synchronised,
    source: synchronised ? (match[3] ?? null) : null,
    stratum: synchronised ? Number(match[2]) : null,
    offsetMs: synchronised && offset !== undefined ? Number(offset) : null,
  };
}

export function readTime(config: CiscoConfig, shown: string | null): Parsed<DeviceTime> {
  const {servers, authentication, understood} = ntpServers(config.nodes);
  const sntp = matching(config.nodes, /^sntp server (\S+)/).map(({match}) => match[1] ?? '');
  const ntp = servers.length > 0 || has(config.nodes, /^ntp (?:broadcast|multicast|master)\b/);
  const value: DeviceTime = {
    servers: [...servers, ...sntp.map((address) => ({address, authenticated: null}))],
    protocol: ntp ? 'ntp' : sntp.length > 0 ? 'sntp' : null,
    authentication,
    ...readNtpStatus(shown),
    timezone: timezoneOf(config.nodes),
    serves: has(config.nodes, /^ntp master\b/) ? true : null,
  };
  return told(config, value, understood && value.synchronised !== null);
}
