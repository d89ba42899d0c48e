import type {CliAsk} from '../../model/ask.ts';
import {cli} from '../../model/ask.ts';
import type {DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Answers, type Reading} from '../../model/probe.ts';
import {clockReading} from '../text/clock.ts';
import {textOrNull} from '../text/or-null.ts';
import {readStamp} from './stamp.ts';

export const showClock = cli('show clock');

/** Only names that mean one offset the world over. */
const known: Readonly<Record<string, number>> = {UTC: 0, GMT: 0, JST: 540};

/** Minutes east of UTC by `clock timezone NAME hours minutes`. */
function configured(config: string | null, zone: string): number | null {
  const match = /^clock timezone (\S{1,16}) (-?)(\d{1,2})(?: (\d{1,2}))?\s*$/m.exec(config ?? '');
  if (match?.[1] !== zone) return null;
  return (match[2] === '-' ? -1 : 1) * (Number(match[3]) * 60 + Number(match[4] ?? 0));
}

function offsetText(minutes: number): string {
  const two = (value: number): string => `${Math.floor(value)}`.padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}${two(Math.abs(minutes) % 60)}`;
}

function offsetOf(answers: Answers, zone: string, config: string): number {
  const minutes = configured(textOrNull(answers, config), zone) ?? known[zone];
  if (minutes === undefined) throw new Gap('unsupported', `the offset of the time zone ${zone} is not known`);
  return minutes;
}

/** `*18:57:38.347 UTC Mon Oct 19 2015`. */
export function clockFact(running: CliAsk): Reading<DeviceFacts['clock']> {
  return {
    ask: [showClock, running],
    parse(answers) {
      const stamp = readStamp(answers.command(showClock.id).text);
      if (stamp === null) throw new Gap('unsupported', 'the answer of show clock is not understood');
      const {zone, fine} = stamp;
      const minutes = offsetOf(answers, zone, running.id);
      const at = stamp.at - minutes * 60_000;
      const shown = {at, step: fine ? 1 : 1000, offset: offsetText(minutes), timezone: zone};
      return whole(clockReading(answers, showClock.id, shown));
    },
  };
}
