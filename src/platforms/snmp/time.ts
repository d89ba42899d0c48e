import {get, walk} from '../../model/ask.ts';
import type {DeviceTime} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {bytesOf} from '../../model/snmp-octets.ts';
import {clockReading} from '../text/clock.ts';
import {byCodeUnit} from '../text/order.ts';
import {numberOf, present, textOf} from './values.ts';

const systemDate = '1.3.6.1.2.1.25.1.2.0';
/** HOST-RESOURCES-MIB (RFC 2790): hrSystemDate. */
const dateAsk = get('snmp:clock', [systemDate]);

const ntp = '1.3.6.1.2.1.197.1';
const associations = {name: `${ntp}.3.1.1.2`};
/** NTPv4-MIB (RFC 5907). */
const ntpAsk = walk('snmp:ntp', [...[1, 2, 4, 5].map((number) => `${ntp}.2.${number}`), associations.name], {
  rows: 500,
});

interface Moment {
  readonly milliseconds: number;
  /** How far the clock may be behind what it shows. */
  readonly stepMs: number;
  readonly utcOffset: string;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** DateAndTime (RFC 2579) of eleven octets; that of eight has no offset from UTC. */
function momentOf(octets: Uint8Array | null): Moment {
  if (octets?.length === 8) throw new Gap('unsupported', 'the agent tells its time without a time zone');
  if (octets?.length !== 11) throw new Gap('unsupported', 'the agent tells no date and time (hrSystemDate)');
  const [
    high = 0,
    low = 0,
    month = 0,
    day = 0,
    hour = 0,
    minute = 0,
    second = 0,
    tenths = 0,
    sign = 0,
    hours = 0,
    minutes = 0,
  ] = octets;
  const local = Date.UTC(high * 256 + low, month - 1, day, hour, minute, second) + tenths * 100;
  const plus = sign === 0x2b;
  const inRange = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60;
  if (!inRange || tenths > 9 || hours > 14 || minutes > 59 || (!plus && sign !== 0x2d)) {
    throw new Gap('unsupported', 'the date and time of the agent are not understood');
  }
  const offset = (hours * 60 + minutes) * 60_000 * (plus ? 1 : -1);
  // Agents that keep whole seconds always show tenths of zero.
  const stepMs = tenths === 0 ? 1000 : 100;
  return {milliseconds: local - offset, stepMs, utcOffset: `${plus ? '+' : '-'}${two(hours)}${two(minutes)}`};
}

/** ntpEntStatusCurrentMode: 3 to 6 are modes of a clock that runs by itself or follows another; 6 follows a server, 5 a reference clock. */
const synchronised: Readonly<Record<number, boolean>> = {1: false, 2: false, 3: false, 5: true, 6: true};

function timeOf(table: SnmpTable, mode: number): DeviceTime {
  const servers = [...table.column(associations.name).values()].flatMap((instance) => textOf(instance) ?? []);
  const offset = /^[+-]?\d{1,9}(?:\.\d{1,6})?(?= ?ms$)/.exec(textOf(table.get(`${ntp}.2.5.0`)) ?? '')?.[0];
  const stratum = numberOf(table.get(`${ntp}.2.2.0`));
  const running = synchronised[mode] === true;
  return {
    servers: [...new Set(servers)].sort(byCodeUnit).map((address) => ({address, authenticated: null})),
    protocol: mode === 1 ? null : 'ntp',
    authentication: null,
    synchronised: synchronised[mode] ?? null,
    source: running ? textOf(table.get(`${ntp}.2.4.0`)) : null,
    stratum: running && stratum !== null && stratum > 0 && stratum < 16 ? stratum : null,
    offsetMs: offset === undefined ? null : Number(offset),
    timezone: null,
    serves: null,
  };
}

export const time: DeviceReadings = {
  clock: {
    ask: [dateAsk],
    parse(answers) {
      const instance = answers.snmp(dateAsk.id).get(systemDate);
      const {milliseconds, stepMs, utcOffset} = momentOf(instance === null ? null : bytesOf(instance));
      return whole(
        clockReading(answers, dateAsk.id, {at: milliseconds, step: stepMs, offset: utcOffset, timezone: null}),
      );
    },
  },
  deviceTime: {
    ask: [ntpAsk],
    parse(answers) {
      const table = answers.snmp(ntpAsk.id);
      present(table.column(`${ntp}.2`), 'state of its time synchronisation (NTPv4-MIB)');
      const mode = numberOf(table.get(`${ntp}.2.1.0`));
      if (mode === null) throw new Gap('unsupported', 'the agent does not tell the mode of its NTP');
      return partial(timeOf(table, mode), 'unsupported');
    },
  },
};
