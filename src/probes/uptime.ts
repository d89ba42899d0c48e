import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, whole} from '../model/probe.ts';
import {clockAsk} from './asks/clock.ts';
import {readClock} from './parse/clock.ts';

const Uptime = z.object({
  upSeconds: field(z.int(), 'Time since start', '連続稼働時間', {unit: {en: 'seconds', ja: '秒'}}),
});

/** proc_uptime(5): https://man7.org/linux/man-pages/man5/proc_uptime.5.html */
export const uptime = defineProbe({
  fact: 'uptime',
  title: {en: 'Time since the last start', ja: '連続稼働時間'},
  cost: 'cheap',
  schema: Uptime,
  ask: {linux: [clockAsk]},
  parse(answers) {
    const {upSeconds} = readClock(answers.command(clockAsk.id).text);
    if (upSeconds === null) throw new Gap('unsupported', 'no /proc/uptime');
    return whole({upSeconds});
  },
});
