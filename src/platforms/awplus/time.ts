import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceFacts, DeviceTime} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {readConfig, told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {clockReading, instant, isOwnClock, utcOffset} from '../text/clock.ts';
import {textOrNull} from '../text/or-null.ts';
import {awplusForm, runningConfig} from './config.ts';

const showStatus = cli('show ntp status');
const showClock = cli('show clock');

interface Draft {
  readonly time: DeviceTime;
  authenticate: boolean;
}

const statements: readonly Statement<Draft>[] = [
  {
    pattern: /^ntp (?:server|peer) (\S{1,128})((?: \S{1,32}){0,8})$/,
    read: ({time}, [, address = '', rest = '']) => time.servers.push({address, authenticated: / key \d/.test(rest)}),
  },
  {pattern: /^ntp authenticate$/, read: (draft) => (draft.authenticate = true)},
  {pattern: /^ntp master\b/, read: ({time}) => (time.serves = true)},
  {pattern: /^ntp (?:source|trusted-key|authentication-key|restrict|broadcastdelay|discard|rate-limit)\b/},
  {
    pattern: /^clock timezone (\S{1,16}) (?:plus|minus) [\d:]{1,5}$/,
    read: ({time}, [, name = '']) => (time.timezone = name),
  },
  {pattern: /^no clock timezone$/, read: ({time}) => (time.timezone = 'UTC')},
  {pattern: /^clock summer-time\b/},
];

interface Status {
  readonly synchronised: boolean;
  readonly stratum: number | null;
  readonly source: string | null;
  readonly offsetMs: number | null;
}

/** ntpd up to version 5.4.8: `Clock is synchronized, stratum 3, …`. */
function oldStatus(text: string): Status | null {
  const clock = /^Clock is (un)?synchronized/m.exec(text);
  if (clock === null) return null;
  const stratum = /\bstratum (\d{1,2})\b/.exec(text)?.[1];
  const source = /\breference is (\S{1,64})/.exec(text)?.[1]?.replace(/,$/, '') ?? null;
  const offset = /\bclock offset is (-?\d{1,6}(?:\.\d{1,9})?) (sec|msec)/.exec(text);
  return {
    synchronised: clock[1] === undefined && !isOwnClock(source ?? ''),
    stratum: stratum === undefined ? null : Number(stratum),
    source,
    offsetMs: offset === null ? null : Number(offset[1]) * (offset[2] === 'sec' ? 1000 : 1),
  };
}

/** chrony: `Reference ID    : C0A8010A (192.168.1.10)`, `Leap status     : Normal`. */
function chronyStatus(text: string): Status | null {
  const of = (name: string): string | null => new RegExp(`^${name} {0,20}: (.{1,120})$`, 'm').exec(text)?.[1] ?? null;
  const leap = of('Leap status');
  if (leap === null) return null;
  const offset = /^(\d{1,9}\.\d{1,12}) seconds (slow|fast)/.exec(of('System time') ?? '');
  // `7F7F0101` is the clock of the device itself.
  const own = /^7F7F/i.test(of('Reference ID') ?? '');
  const synchronised = !own && !/not synchroni[sz]ed/i.test(leap);
  return {
    synchronised,
    stratum: synchronised ? Number(of('Stratum') ?? Number.NaN) || null : null,
    source: synchronised ? (/\(([^)]{1,64})\)/.exec(of('Reference ID') ?? '')?.[1] ?? null) : null,
    offsetMs: offset === null ? null : Number(offset[1]) * (offset[2] === 'fast' ? 1000 : -1000),
  };
}

function readTime(config: RunningConfig, status: Status | null) {
  const time: DeviceTime = {
    servers: [],
    protocol: null,
    authentication: false,
    synchronised: status?.synchronised ?? null,
    source: status?.source ?? null,
    stratum: status?.stratum ?? null,
    offsetMs: status?.offsetMs ?? null,
    timezone: null,
    serves: null,
  };
  const draft: Draft = {time, authenticate: false};
  const understood = readStatements(config.nodes, /^(?:no )?(?:ntp|clock)\b/, statements, draft);
  if (time.servers.length > 0) time.protocol = 'ntp';
  const all = time.servers.length > 0 && time.servers.every(({authenticated}) => authenticated === true);
  time.authentication = time.servers.length === 0 ? null : draft.authenticate && all;
  if (!draft.authenticate) for (const server of time.servers) server.authenticated = false;
  return told(time, config, understood && status !== null);
}

export const timeReading: Reading<DeviceTime> = {
  ask: [runningConfig, showStatus],
  parse(answers) {
    const text = textOrNull(answers, showStatus.id);
    return readTime(readConfig(answers, awplusForm), text === null ? null : (chronyStatus(text) ?? oldStatus(text)));
  },
};

const local = /^Local Time: {1,8}\w{3}, {1,3}(\d{1,2}) (\w{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4})/m;

export const clockFact: Reading<DeviceFacts['clock']> = {
  ask: [showClock],
  parse(answers) {
    const {text} = answers.command(showClock.id);
    const [, day = '', month = '', year = '', time = '', zone = ''] = local.exec(text) ?? [];
    const offset = utcOffset(zone);
    const at = offset === null ? null : instant({year, month, day, time, offset});
    if (at === null || offset === null) throw new Gap('unsupported', showClock.id);
    const timezone = /^Timezone: {1,8}(\S{1,16})\s*$/m.exec(text)?.[1] ?? null;
    return whole(clockReading(answers, showClock.id, {at, offset, timezone}));
  },
};
