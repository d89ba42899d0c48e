import {cli} from '../../model/ask.ts';
import type {Device, DeviceConfig, DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Answers, type Parsed, type Reading} from '../../model/probe.ts';
import {leaf} from '../config/word-tree.ts';
import {configOf, ofConfig, show} from './config.ts';

export const info = cli('show system info');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

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
  if (found === null) return null;
  const [days, hours, minutes, rest] = found.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
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
    const form = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/;
    const [, month = '', day = '', time = '', year = ''] = form.exec(valueOf(answers, 'time') ?? '') ?? [];
    const number = String(months.indexOf(month) + 1).padStart(2, '0');
    const local = Date.parse(`${year}-${number}-${day.padStart(2, '0')}T${time}Z`);
    const zone = leaf(configOf(answers).device, 'deviceconfig', 'system', 'timezone') ?? '';
    const hours = Object.hasOwn(offsets, zone) ? offsets[zone] : undefined;
    if (Number.isNaN(local) || hours === undefined) throw new Gap('unsupported', 'time or time zone not understood');
    const {sentAt, receivedAt} = answers.times(info.id);
    const milliseconds = local - hours * 3_600_000;
    return whole({
      offsetLowMs: milliseconds - Date.parse(receivedAt),
      offsetHighMs: milliseconds + 1000 - Date.parse(sentAt),
      utcOffset: `+${String(hours).padStart(2, '0')}00`,
      timezone: zone,
    });
  },
};

/** The running configuration is the committed one, and that is kept: PAN-OS administrator's guide. */
export const configReading: Reading<DeviceConfig> = ofConfig(({lines}) => whole({saved: true, lines: [...lines]}));
