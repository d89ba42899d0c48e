import {cli} from '../../model/ask.ts';
import type {Device, DeviceConfig, DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Answers, type Parsed, type Reading} from '../../model/probe.ts';
import {leaf} from '../config/word-tree.ts';
import {readAsctime} from '../text/asctime.ts';
import {zonedClock} from '../text/clock.ts';
import {secondsIn} from '../text/uptime.ts';
import {configOf, ofConfig, show} from './config.ts';

export const info = cli('show system info');

/** The values of `show system info` by their names; null where there is none. */
function valueOf(answers: Answers, name: string): string | null {
  const {text} = answers.command(info.id);
  const line = text.split('\n').find((each) => each.startsWith(`${name}: `));
  const value = line?.slice(name.length + 2).trim() ?? '';
  return value === '' || value === 'unknown' ? null : value;
}

/** `2 days, 2:38:49` */
function seconds(text: string | null): number | null {
  const found = /^(?:(\d{1,5}) days?, )?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text ?? '');
  return found === null ? null : secondsIn(found.slice(1));
}

function deviceByCli(answers: Answers): Parsed<Device> {
  const version = valueOf(answers, 'sw-version');
  const model = valueOf(answers, 'model');
  if (version === null || model === null) throw new Gap('unsupported', 'show system info: no sw-version');
  const serial = valueOf(answers, 'serial');
  return whole({
    vendor: 'Palo Alto Networks',
    os: 'panos',
    osName: 'PAN-OS',
    version,
    model,
    serials: serial === null ? [] : [serial],
    hostname: valueOf(answers, 'hostname'),
    uptimeSeconds: seconds(valueOf(answers, 'uptime')),
  });
}

/** Without an answer of the command line, the agent tells what it is: `src/platforms/snmp/system.ts`. */
export const deviceReading: Reading<Device> = {ask: [info], parse: deviceByCli};

/** Zones without summer time. */
const offsets: Readonly<Record<string, number>> = {'Asia/Tokyo': 9, Japan: 9, 'Asia/Seoul': 9, UTC: 0, 'Etc/UTC': 0};

/** `time: Thu Apr 28 06:33:12 2016`, in the zone that is configured. */
export const clockReading: Reading<DeviceFacts['clock']> = {
  ask: [info, show],
  parse(answers) {
    const local = readAsctime(valueOf(answers, 'time') ?? '');
    const zone = leaf(configOf(answers).device, 'deviceconfig', 'system', 'timezone') ?? '';
    const hours = Object.hasOwn(offsets, zone) ? offsets[zone] : undefined;
    if (local === null || hours === undefined) throw new Gap('unsupported', 'time or time zone not understood');
    return whole(zonedClock(answers, info.id, local, {hours, name: zone}));
  },
};

/** The running configuration is the committed one, and that is kept: PAN-OS administrator's guide. */
export const configReading: Reading<DeviceConfig> = ofConfig(({lines}) => whole({saved: true, lines: [...lines]}));
