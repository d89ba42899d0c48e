import type {DeviceTime} from '../../model/device/index.ts';
import {partial} from '../../model/probe.ts';
import {has, lastValue, matching} from '../config/indented.ts';
import type {RunningConfig} from '../config/running.ts';

/** What is configured: whether the clock follows a server is not asked. */
export function readTime(config: RunningConfig) {
  const {nodes} = config;
  const servers = matching(nodes, /^s?ntp server (?:priority \d{1,2} )?(\S{1,64})(.{0,80})$/).filter(
    ({match}) => !/^(?:priority|mgmt|authentication)$/.test(match[1] ?? ''),
  );
  const protocol = lastValue(nodes, /^timesync (ntp|sntp)$/);
  const minutes = Number(lastValue(nodes, /^time timezone (-?\d{1,4})$/) ?? '0');
  const checks = has(nodes, /^ntp authentication$/);
  const all: DeviceTime['servers'] = servers.map(({match}) => ({
    address: match[1] ?? '',
    authenticated: checks && / key-id \d/.test(match[2] ?? ''),
  }));
  const value: DeviceTime = {
    servers: all,
    protocol: protocol === 'ntp' ? 'ntp' : protocol === 'sntp' ? 'sntp' : null,
    authentication: all.length === 0 ? null : all.every(({authenticated}) => authenticated === true),
    synchronised: null,
    source: null,
    stratum: null,
    offsetMs: null,
    timezone: `UTC${minutes < 0 ? '-' : '+'}${Math.abs(minutes) / 60}`,
    serves: null,
  };
  return partial(value, 'unsupported');
}
