import {cli} from '../../model/ask.ts';
import type {DeviceFacts, DeviceTime} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Reading} from '../../model/probe.ts';
import type {ConfigNode} from '../config/indented.ts';
import {readConfig, told} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {clockReading, instant, isOwnClock, utcOffset} from '../text/clock.ts';
import {textOrNull} from '../text/or-null.ts';
import {unquoted} from '../text/quotes.ts';
import {alaxalaForm, runningConfig} from './config.ts';

const associations = cli('show ntp associations');
const showClock = cli('show clock');

interface Draft {
  readonly time: DeviceTime;
  readonly keys: boolean[];
  authenticate: boolean;
}

const statements: readonly Statement<Draft>[] = [
  {
    pattern: /^ntp (client server|server|peer) (\S{1,128})((?: \S{1,32}){0,8})$/,
    read: ({time, keys}, [, kind, address = '', rest = '']) => {
      time.protocol = kind === 'client server' ? 'sntp' : 'ntp';
      time.servers.push({address: unquoted(address), authenticated: null});
      keys.push(/ key \d/.test(rest));
    },
  },
  {pattern: /^ntp authenticate$/, read: (draft) => (draft.authenticate = true)},
  {pattern: /^ntp master\b/, read: ({time}) => (time.serves = true)},
  {
    pattern:
      /^ntp (?:client (?:broadcast|multicast)|broadcast|multicast|access-group|trusted-key|authentication-key|interval)\b/,
  },
  {
    pattern: /^clock timezone ("[^"]{1,16}"|\S{1,16}) [+-]?\d{1,2}(?: \d{1,2})?$/,
    read: ({time}, [, name = '']) => (time.timezone = unquoted(name)),
  },
  {pattern: /^clock summer-time\b/},
];

/** `*192.168.1.100   192.168.1.1   3 u   1   64  377    0.89   -2.827  0.27`: the server that is followed has a star. */
function followed(text: string): Pick<DeviceTime, 'synchronised' | 'source' | 'stratum' | 'offsetMs'> {
  if (!/^ *remote +refid +st\b/m.test(text)) {
    return {synchronised: null, source: null, stratum: null, offsetMs: null};
  }
  const [, source, stratum, offset] =
    /^\*(\S{1,64}) +\S{1,64} +(\d{1,2}) +\S +\S{1,8} +\d{1,6} +\d{1,3} +[\d.]{1,12} +(-?[\d.]{1,12})/m.exec(text) ?? [];
  if (source === undefined || isOwnClock(source))
    return {synchronised: false, source: null, stratum: null, offsetMs: null};
  return {synchronised: true, source, stratum: Number(stratum) + 1, offsetMs: Number(offset)};
}

function authenticate({time, keys, authenticate: on}: Draft): void {
  for (const [index, server] of time.servers.entries()) server.authenticated = on && keys[index] === true;
  if (time.servers.length > 0) time.authentication = time.servers.every(({authenticated}) => authenticated === true);
}

export const timeReading: Reading<DeviceTime> = {
  ask: [runningConfig, associations],
  parse(answers) {
    const config = readConfig(answers, alaxalaForm);
    const status = followed(textOrNull(answers, associations.id) ?? '');
    const base = {servers: [], protocol: null, authentication: null, timezone: null, serves: null};
    const draft: Draft = {time: {...base, ...status}, keys: [], authenticate: false};
    const understood = readStatements(config.nodes, /^(?:ntp|clock)\b/, statements, draft);
    authenticate(draft);
    draft.time.timezone ??= 'UTC';
    return told(draft.time, config, understood && status.synchronised !== null);
  },
};

/** `clock timezone "JST" +9 0`; without it the clock shows UTC. Source: AX3600S command reference, clock timezone. */
function zoneOffset(nodes: readonly ConfigNode[], name: string): string | null {
  for (const {text} of nodes) {
    const [, zone = '', hours, minutes = '0'] =
      /^clock timezone ("[^"]{1,16}"|\S{1,16}) ([+-]?\d{1,2})(?: (\d{1,2}))?$/.exec(text) ?? [];
    if (hours !== undefined && unquoted(zone) === name) return utcOffset(`${hours}:${minutes.padStart(2, '0')}`);
  }
  return name === 'UTC' ? '+00:00' : null;
}

const shown = /^\w{3} (\w{3}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\S{1,16}) (\d{4})\s*$/m;

export const clockFact: Reading<DeviceFacts['clock']> = {
  ask: [runningConfig, showClock],
  parse(answers) {
    const [, month = '', day = '', time = '', timezone = '', year = ''] =
      shown.exec(answers.command(showClock.id).text) ?? [];
    const offset = zoneOffset(readConfig(answers, alaxalaForm).nodes, timezone);
    const at = offset === null ? null : instant({year, month, day, time, offset});
    if (at === null || offset === null) throw new Gap('unsupported', showClock.id);
    return whole(clockReading(answers, showClock.id, {at, offset, timezone}));
  },
};
