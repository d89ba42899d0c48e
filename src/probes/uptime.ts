import {z} from 'zod';
import {cimTime} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, whole, type Answers} from '../model/probe.ts';
import {clockAsk} from './asks/clock.ts';
import {windowsSystemAsk} from './asks/windows-version.ts';
import {readClock} from './parse/clock.ts';

const Uptime = z.object({
  upSeconds: field(z.int(), 'Time since start', '連続稼働時間', {unit: {en: 'seconds', ja: '秒'}}),
});

/** By the clock there at either end: seconds since the kernel started, which a shutdown with fast start-up does not end. */
function windowsSeconds(answers: Answers): number | null {
  const [system] = answers.instances(windowsSystemAsk.id) ?? [];
  if (system === undefined) return null;
  const [start, now] = ['LastBootUpTime', 'LocalDateTime'].map((name) => Date.parse(cimTime(system, name) ?? ''));
  const seconds = Math.floor(((now ?? NaN) - (start ?? NaN)) / 1000);
  return seconds >= 0 ? seconds : null;
}

/** proc_uptime(5): https://man7.org/linux/man-pages/man5/proc_uptime.5.html */
export const uptime = defineProbe({
  fact: 'uptime',
  title: {en: 'Time since the last start', ja: '連続稼働時間'},
  cost: 'cheap',
  schema: Uptime,
  ask: {linux: [clockAsk], windows: [windowsSystemAsk]},
  parse(answers, platform) {
    const upSeconds =
      platform === 'windows' ? windowsSeconds(answers) : readClock(answers.command(clockAsk.id).text).upSeconds;
    if (upSeconds === null) throw new Gap('unsupported', 'the time of the last start is not told');
    return whole({upSeconds});
  },
});
