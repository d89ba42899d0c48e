import {z} from 'zod';
import {cim} from '../model/ask.ts';
import {cimInt, cimText} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {flagOrNull, text, textOrNull} from './parse/fields.ts';

const WindowsScheduledTasks = z.object({
  /** Without those that come with Windows, which stand below \Microsoft\. */
  tasks: field(
    z.array(
      z.object({
        path: text('Task', 'タスク'),
        author: textOrNull('Author', '作成者'),
        enabled: flagOrNull('Enabled', '有効'),
      }),
    ),
    'Scheduled tasks',
    'スケジュールされたタスク',
  ),
});

/**
 * What a task runs, and as whom, is an object within it, and holds secrets at times: it is not asked for. Windows 8 and later.
 */
const tasksAsk = cim('MSFT_ScheduledTask', ['TaskPath', 'TaskName', 'Author', 'State'], {
  namespace: 'root\\Microsoft\\Windows\\TaskScheduler',
  id: 'scheduled-tasks',
});

/** State: 0 unknown, 1 disabled, 2 queued, 3 ready, 4 running. */
const enabledBy = (state: number | null): boolean | null => (state === null || state === 0 ? null : state !== 1);

export const windowsScheduledTasks = defineProbe({
  fact: 'windowsScheduledTasks',
  title: {en: 'Scheduled tasks of Windows', ja: 'Windowsのタスクスケジューラ'},
  cost: 'cheap',
  schema: WindowsScheduledTasks,
  ask: {windows: [tasksAsk]},
  parse(answers) {
    const instances = answers.instances(tasksAsk.id);
    if (instances === null) throw new Gap('unsupported', 'this Windows tells of its tasks in no class');
    const told = instances.map((each) => ({
      path: `${cimText(each, 'TaskPath') ?? ''}${cimText(each, 'TaskName') ?? ''}`,
      author: cimText(each, 'Author'),
      enabled: enabledBy(cimInt(each, 'State')),
    }));
    const isOfWindows = (path: string): boolean => path.toLowerCase().startsWith('\\microsoft\\');
    const tasks = told.filter(({path}) => path !== '' && !isOfWindows(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
    // A user without rights is shown few of the tasks; those of Windows are always among them all.
    return told.some(({path}) => isOfWindows(path)) ? whole({tasks}) : partial({tasks}, 'permission-denied');
  },
});
