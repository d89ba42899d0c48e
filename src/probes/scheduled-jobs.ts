import {z} from 'zod';
import {defineProbe, field} from '../model/probe.ts';
import {schedules} from './asks/schedules.ts';
import {text, textOrNull} from './parse/fields.ts';
import {reading} from './parse/reading.ts';
import {readSchedules} from './parse/read-schedules.ts';

const ScheduledJobs = z.object({
  list: z.array(
    z.object({
      kind: field(z.enum(['cron', 'timer', 'script']), 'Kind', '種別', {
        values: {
          timer: {en: 'systemd timer', ja: 'systemdタイマー'},
          script: {en: 'cron script', ja: 'cronスクリプト'},
        },
      }),
      file: text('Defined in', '定義ファイル'),
      user: textOrNull('User', '実行ユーザー'),
      schedule: textOrNull('When', '実行時期'),
      command: textOrNull('Programs', '実行プログラム'),
    }),
  ),
});

/** What starts by itself at given times: cron, anacron, enabled systemd timers. */
export const scheduledJobs = defineProbe({
  fact: 'scheduledJobs',
  title: {en: 'Scheduled jobs', ja: '定期実行ジョブ'},
  cost: 'cheap',
  schema: ScheduledJobs,
  ask: {linux: schedules},
  parse(answers) {
    const read = reading(answers);
    const list = readSchedules(read).map(({job}) => job);
    return read.result({list});
  },
});
