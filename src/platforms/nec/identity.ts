import type {DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {lastValue} from '../config/indented.ts';
import {instant, clockReading} from '../text/clock.ts';
import {orNull} from '../text/or-null.ts';
import {uptimeSeconds} from '../text/uptime.ts';
import {configAsk, readTree, sign, versionAsk} from './tree.ts';

const software = /\bIX Series (?<model>IX[\w-]{2,16}) .{0,64}Software, Version (?<version>\d{1,4}(?:\.\d{1,4}){1,2})/;

/** The serial number stands in `show hardware` only on newer models; SNMP tells it. */
export const device: Reading<DeviceFacts['device']> = {
  ask: [versionAsk, configAsk],
  parse(answers) {
    const {text} = answers.command(versionAsk.id);
    const {model, version} = software.exec(text)?.groups ?? {};
    if (!sign.test(text) || model === undefined || version === undefined) throw new Gap('unsupported', 'no version');
    const value = {
      ...{vendor: 'NEC', os: 'nec-ix', osName: 'NEC UNIVERGE IX', version, model, serials: []},
      ...{
        hostname: orNull(() => lastValue(readTree(answers), /^hostname (\S+)$/)),
        uptimeSeconds: uptimeSeconds(/^System uptime is (.{1,80})$/m.exec(text)?.[1] ?? ''),
      },
    };
    return partial(value);
  },
};

const now =
  /^! Current time (?<month>[A-Z][a-z]{2}) (?<day>\d{2})-[A-Z][a-z]{2}-(?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2})\b/m;

/** The heading of the configuration tells the time, in the zone that is set below. */
export const clock: Reading<DeviceFacts['clock']> = {
  ask: [configAsk],
  parse(answers) {
    const zone = lastValue(readTree(answers), /^timezone ([+-]\d{2} \d{2})$/)?.replace(' ', ':');
    const {month = '', day = '', year = '', time = ''} = now.exec(answers.command(configAsk.id).text)?.groups ?? {};
    const at = zone === undefined ? null : instant({year, month, day, time, offset: zone});
    if (zone === undefined || at === null) throw new Gap('unsupported', 'no time, or no time zone');
    return whole(clockReading(answers, configAsk.id, {at, offset: zone, timezone: null}));
  },
};

export function deviceConfig(volatile: readonly RegExp[]): Reading<DeviceFacts['deviceConfig']> {
  return {
    ask: [configAsk],
    parse(answers) {
      readTree(answers);
      const all = answers
        .command(configAsk.id)
        .text.split('\n')
        .map((line) => line.trimEnd());
      const lines = all.filter((line) => !/^\s*!?$/.test(line) && !volatile.some((pattern) => pattern.test(line)));
      return whole({saved: null, lines});
    },
  };
}
