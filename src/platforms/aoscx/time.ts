import {cli} from '../../model/ask.ts';
import type {DeviceFacts, DeviceTime} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {has} from '../config/indented.ts';
import {readConfig, told} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {clockReading, instant, isOwnClock} from '../text/clock.ts';
import {orNull} from '../text/or-null.ts';
import {aoscxForm, runningConfig} from './config.ts';

const associations = cli('show ntp associations');
const showClock = cli('show clock');

const statements: readonly Statement<DeviceTime>[] = [
  {
    pattern: /^ntp server (\S{1,128})((?: \S{1,32}){0,12})$/,
    read: ({servers}, [, address = '', rest = '']) =>
      servers.push({address, authenticated: / key(?:-id)? \d/.test(rest)}),
  },
  {pattern: /^clock timezone (\S{1,64})$/, read: (time, [, zone = '']) => (time.timezone = zone)},
  {pattern: /^ntp master\b/, read: (time) => (time.serves = true)},
  {pattern: /^(?:no )?ntp (?:enable|disable|authentication|authentication-key|trusted-key|vrf|conductor|standalone)\b/},
];

/** ` * 1  10.0.0.1  10.0.0.1  169.254.0.1  4  580 1024   377`: the server that is followed has a star. */
function followed(text: string): Pick<DeviceTime, 'synchronised' | 'source' | 'stratum'> {
  if (!/^ *ID +NAME +REMOTE\b/m.test(text)) return {synchronised: null, source: null, stratum: null};
  const [, source, stratum] = /^ ?\* +\d{1,3} +\S{1,64} +(\S{1,64}) +\S{1,64} +(\d{1,2}) /m.exec(text) ?? [];
  if (source === undefined || isOwnClock(source)) return {synchronised: false, source: null, stratum: null};
  return {synchronised: true, source, stratum: Number(stratum) + 1};
}

export const timeReading: Reading<DeviceTime> = {
  ask: [runningConfig, associations],
  parse(answers) {
    const config = readConfig(answers, aoscxForm);
    const shown = orNull(() => answers.command(associations.id));
    const seen = followed(shown?.text ?? '');
    // The server that is followed may stand in what was cut off.
    const status = shown?.cut && seen.synchronised === false ? {...seen, synchronised: null} : seen;
    const time: DeviceTime = {
      servers: [],
      protocol: null,
      authentication: null,
      ...status,
      offsetMs: null,
      timezone: 'utc',
      serves: null,
    };
    const understood = readStatements(config.nodes, /^(?:no )?(?:ntp|clock)\b/, statements, time);
    // Servers stay in the configuration of a client that is switched off.
    if (has(config.nodes, /^(?:ntp disable|no ntp enable)$/)) time.servers = [];
    const checks = has(config.nodes, /^ntp authentication$/);
    for (const server of time.servers) server.authenticated = checks && server.authenticated === true;
    if (time.servers.length > 0) {
      time.protocol = 'ntp';
      time.authentication = time.servers.every(({authenticated}) => authenticated === true);
    }
    return told(time, config, understood && status.synchronised !== null);
  },
};

const offsets: Readonly<Record<string, string>> = {UTC: '+00:00', JST: '+09:00'};

export const clockFact: Reading<DeviceFacts['clock']> = {
  ask: [showClock],
  parse(answers) {
    const {text} = answers.command(showClock.id);
    const [, month = '', day = '', time = '', zone = '', year = ''] =
      /^\w{3} (\w{3}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) ([A-Z]{3,5}) (\d{4})\s*$/m.exec(text) ?? [];
    const offset = offsets[zone];
    const at = offset === undefined ? null : instant({year, month, day, time, offset});
    if (at === null || offset === undefined) throw new Gap('unsupported', showClock.id);
    const timezone = /timezone ?: ?(\S{1,64})/.exec(text)?.[1] ?? zone;
    return whole(clockReading(answers, showClock.id, {at, offset, timezone}));
  },
};
